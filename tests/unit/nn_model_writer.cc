#include "nn_model_writer.h"

#include <flatbuffers/flatbuffers.h>

#include <algorithm>

namespace selinet::test {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

// Tables are written by field number, as the schema gives them.
using TableOffset = Offset<flatbuffers::Table>;
constexpr flatbuffers::voffset_t slot(int field) {
  return static_cast<flatbuffers::voffset_t>(4 + 2 * field);
}

template <typename T>
Offset<flatbuffers::Vector<T>> vector_or_none(FlatBufferBuilder& builder,
                                              const std::vector<T>& values) {
  return values.empty() ? Offset<flatbuffers::Vector<T>>() : builder.CreateVector(values);
}

TableOffset write_index(FlatBufferBuilder& builder, const std::vector<uint8_t>& values) {
  const auto vector = builder.CreateVector(values);
  const auto start = builder.StartTable();
  builder.AddOffset(slot(0), vector);
  return builder.EndTable(start);
}

TableOffset write_sparsity(FlatBufferBuilder& builder, const ModelWriter::TensorSpec& spec) {
  std::vector<TableOffset> dimensions;
  for (const SparseDimension& dimension : spec.dimensions) {
    const TableOffset segments =
        dimension.compressed ? write_index(builder, dimension.segments) : TableOffset();
    const TableOffset indices =
        dimension.compressed ? write_index(builder, dimension.indices) : TableOffset();
    const auto start = builder.StartTable();
    builder.AddElement<int8_t>(slot(0), dimension.compressed ? 1 : 0, 0);
    builder.AddElement<int32_t>(slot(1), dimension.size, 0);
    if (dimension.compressed) {
      builder.AddElement<uint8_t>(slot(2), 3, 0);  // bytes
      builder.AddOffset(slot(3), segments);
      builder.AddElement<uint8_t>(slot(4), 3, 0);
      builder.AddOffset(slot(5), indices);
    }
    dimensions.emplace_back(builder.EndTable(start));
  }
  const auto traversal = builder.CreateVector(spec.traversal);
  const auto block_map = vector_or_none(builder, spec.block_map);
  const auto list = builder.CreateVector(dimensions);
  const auto start = builder.StartTable();
  builder.AddOffset(slot(0), traversal);
  builder.AddOffset(slot(1), block_map);
  builder.AddOffset(slot(2), list);
  return builder.EndTable(start);
}

TableOffset write_tensor(FlatBufferBuilder& builder, const ModelWriter::TensorSpec& spec,
                         uint32_t buffer) {
  const auto shape = builder.CreateVector(spec.shape);
  const auto name = builder.CreateString(spec.name);
  TableOffset quantization;
  if (!spec.scales.empty()) {
    const auto scales = builder.CreateVector(spec.scales);
    const auto zero_points = vector_or_none(builder, spec.zero_points);
    const auto start = builder.StartTable();
    builder.AddOffset(slot(2), scales);
    builder.AddOffset(slot(3), zero_points);
    builder.AddElement<int32_t>(slot(6), spec.axis, 0);
    quantization = builder.EndTable(start);
  }
  const TableOffset sparsity =
      spec.traversal.empty() ? TableOffset() : write_sparsity(builder, spec);
  const auto start = builder.StartTable();
  builder.AddOffset(slot(0), shape);
  builder.AddElement<int8_t>(slot(1), spec.type, 0);
  builder.AddElement<uint32_t>(slot(2), buffer, 0);
  builder.AddOffset(slot(3), name);
  builder.AddOffset(slot(4), quantization);
  builder.AddOffset(slot(6), sparsity);
  return builder.EndTable(start);
}

TableOffset write_options(FlatBufferBuilder& builder, const Options& options) {
  const auto start = builder.StartTable();
  for (const OptionField& field : options.fields) {
    if (field.width == OptionField::kByte) {
      builder.AddElement<int8_t>(slot(field.number), static_cast<int8_t>(field.value));
    } else if (field.width == OptionField::kInt) {
      builder.AddElement<int32_t>(slot(field.number), static_cast<int32_t>(field.value));
    } else {
      builder.AddElement<float>(slot(field.number), field.value);
    }
  }
  return builder.EndTable(start);
}

TableOffset write_operator(FlatBufferBuilder& builder, const ModelWriter::OperatorSpec& spec,
                           uint32_t code) {
  const auto inputs = builder.CreateVector(spec.inputs);
  const auto outputs = builder.CreateVector(spec.outputs);
  const TableOffset options =
      spec.options.type != 0 ? write_options(builder, spec.options) : TableOffset();
  const auto custom = vector_or_none(builder, spec.custom_options);
  const auto start = builder.StartTable();
  builder.AddElement<uint32_t>(slot(0), code, 0);
  builder.AddOffset(slot(1), inputs);
  builder.AddOffset(slot(2), outputs);
  builder.AddElement<uint8_t>(slot(3), spec.options.type, 0);
  builder.AddOffset(slot(4), options);
  builder.AddOffset(slot(5), custom);
  return builder.EndTable(start);
}

TableOffset write_operator_code(FlatBufferBuilder& builder, const ModelWriter::OperatorSpec& spec) {
  const auto name = spec.custom_name.empty() ? Offset<flatbuffers::String>()
                                             : builder.CreateString(spec.custom_name);
  const auto start = builder.StartTable();
  builder.AddElement<int8_t>(slot(0), static_cast<int8_t>(std::min(spec.code, 127)), 0);
  builder.AddOffset(slot(1), name);
  builder.AddElement<int32_t>(slot(2), spec.version, 1);
  builder.AddElement<int32_t>(slot(3), spec.code, 0);
  return builder.EndTable(start);
}

TableOffset write_buffer(FlatBufferBuilder& builder, const std::vector<uint8_t>& data) {
  Offset<flatbuffers::Vector<uint8_t>> vector;
  if (!data.empty()) {
    builder.ForceVectorAlignment(data.size(), 1, 16);
    vector = builder.CreateVector(data);
  }
  const auto start = builder.StartTable();
  builder.AddOffset(slot(0), vector);
  return builder.EndTable(start);
}

}  // namespace

int32_t ModelWriter::tensor(TensorSpec spec) {
  tensors.push_back(std::move(spec));
  return static_cast<int32_t>(tensors.size()) - 1;
}

int32_t ModelWriter::activation(Shape shape, const std::string& name) {
  TensorSpec spec;
  spec.name = name;
  spec.shape = std::move(shape);
  return tensor(std::move(spec));
}

int32_t ModelWriter::input(Shape shape, const std::string& name) {
  inputs.push_back(activation(std::move(shape), name));
  return inputs.back();
}

int32_t ModelWriter::output(Shape shape, const std::string& name) {
  outputs.push_back(activation(std::move(shape), name));
  return outputs.back();
}

int32_t ModelWriter::constant(Shape shape, const std::vector<float>& values,
                              const std::string& name) {
  const int32_t index = activation(std::move(shape), name);
  tensors.back().data = bytes_of(values);
  return index;
}

int32_t ModelWriter::integers(const std::vector<int32_t>& values, Shape shape) {
  if (shape.empty()) shape = {static_cast<int32_t>(values.size())};
  const int32_t index = activation(std::move(shape), "integers");
  tensors.back().type = kInt32;
  tensors.back().data = bytes_of(values);
  return index;
}

void ModelWriter::op(int32_t code, std::vector<int32_t> from, std::vector<int32_t> to,
                     Options options) {
  OperatorSpec spec;
  spec.code = code;
  spec.inputs = std::move(from);
  spec.outputs = std::move(to);
  spec.options = std::move(options);
  operators.push_back(std::move(spec));
}

std::vector<uint8_t> ModelWriter::finish() const {
  FlatBufferBuilder builder;
  builder.ForceDefaults(true);
  std::vector<TableOffset> buffer_list = {write_buffer(builder, {})};
  std::vector<TableOffset> tensor_list;
  for (const TensorSpec& spec : tensors) {
    const auto own = static_cast<uint32_t>(buffer_list.size());
    if (!spec.data.empty()) buffer_list.push_back(write_buffer(builder, spec.data));
    uint32_t buffer = spec.data.empty() ? 0 : own;
    if (spec.buffer != -1) buffer = static_cast<uint32_t>(spec.buffer);
    tensor_list.push_back(write_tensor(builder, spec, buffer));
  }
  std::vector<TableOffset> code_list;
  std::vector<TableOffset> operator_list;
  for (const OperatorSpec& spec : operators) {
    const auto code = static_cast<uint32_t>(code_list.size());
    code_list.push_back(write_operator_code(builder, spec));
    operator_list.push_back(write_operator(builder, spec, code));
  }
  const auto tensor_vector = builder.CreateVector(tensor_list);
  const auto input_vector = builder.CreateVector(inputs);
  const auto output_vector = builder.CreateVector(outputs);
  const auto operator_vector = builder.CreateVector(operator_list);
  std::vector<TableOffset> subgraph_list;
  for (int i = 0; i < subgraphs; ++i) {
    const auto start = builder.StartTable();
    builder.AddOffset(slot(0), tensor_vector);
    builder.AddOffset(slot(1), input_vector);
    builder.AddOffset(slot(2), output_vector);
    builder.AddOffset(slot(3), operator_vector);
    subgraph_list.emplace_back(builder.EndTable(start));
  }
  const auto codes = builder.CreateVector(code_list);
  const auto graphs = builder.CreateVector(subgraph_list);
  const auto buffers = builder.CreateVector(buffer_list);
  const auto start = builder.StartTable();
  builder.AddElement<uint32_t>(slot(0), version, 0);
  builder.AddOffset(slot(1), codes);
  builder.AddOffset(slot(2), graphs);
  builder.AddOffset(slot(4), buffers);
  builder.Finish(TableOffset(builder.EndTable(start)), identifier);
  return {builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize()};
}

namespace {
OptionField byte(int number, int value) {
  return {number, static_cast<float>(value), OptionField::kByte};
}
OptionField integer(int number, int value) {
  return {number, static_cast<float>(value), OptionField::kInt};
}
}  // namespace

Options conv_options(const Window& w) {
  return {1,
          {byte(0, w.same ? 0 : 1), integer(1, w.stride_width), integer(2, w.stride_height),
           byte(3, w.activation), integer(4, w.dilation_width), integer(5, w.dilation_height)}};
}

Options depthwise_options(const Window& w, int multiplier) {
  return {2,
          {byte(0, w.same ? 0 : 1), integer(1, w.stride_width), integer(2, w.stride_height),
           integer(3, multiplier), byte(4, w.activation), integer(5, w.dilation_width),
           integer(6, w.dilation_height)}};
}

Options transpose_conv_options(const Window& w) {
  return {49,
          {byte(0, w.same ? 0 : 1), integer(1, w.stride_width), integer(2, w.stride_height),
           byte(3, w.activation)}};
}

Options pool_options(const Window& w, int height, int width) {
  return {5,
          {byte(0, w.same ? 0 : 1), integer(1, w.stride_width), integer(2, w.stride_height),
           integer(3, width), integer(4, height), byte(5, w.activation)}};
}

Options activation_options(int32_t code, int activation) {
  const uint8_t type = code == kAdd ? 11 : code == kSub ? 28 : code == kMul ? 21 : 8;
  return {type, {byte(0, activation)}};
}

Options fully_connected_options(int activation, bool keep_dimensions) {
  return {8, {byte(0, activation), byte(2, keep_dimensions ? 1 : 0)}};
}

Options mean_options(bool keep_dimensions) { return {27, {byte(0, keep_dimensions ? 1 : 0)}}; }

Options resize_options(bool align_corners, bool half_pixel_centers) {
  return {15, {byte(2, align_corners ? 1 : 0), byte(3, half_pixel_centers ? 1 : 0)}};
}

Options concatenation_options(int axis) { return {10, {integer(0, axis)}}; }

Options softmax_options(float beta) { return {9, {{0, beta, OptionField::kFloat}}}; }

Options depth_to_space_options(int block) { return {94, {integer(0, block)}}; }

Options leaky_relu_options(float alpha) { return {75, {{0, alpha, OptionField::kFloat}}}; }

size_t count(const Shape& shape) {
  size_t product = 1;
  for (const int32_t size : shape) product *= static_cast<size_t>(size);
  return product;
}

std::vector<float> random_values(size_t size, uint32_t seed) {
  std::vector<float> values(size);
  uint32_t state = seed * 2654435761U + 1;
  for (float& value : values) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    value = static_cast<float>(static_cast<int32_t>(state)) / 2147483648.0F;
  }
  return values;
}

}  // namespace selinet::test
