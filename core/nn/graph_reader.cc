// Reads a .tflite file into a Graph. Nothing in the file is trusted: the FlatBuffers verifier makes
// every table safe to read, then each index, size and order is checked before something depends on
// it.
#include <algorithm>
#include <cstring>

#include "graph.h"
#include "operator_reader.h"
#include "tflite_schema.h"

namespace selinet::nn {
namespace {

// Real files have a few thousand tables, nested six deep (a sparse tensor's dimension).
constexpr flatbuffers::uoffset_t kMaxDepth = 12;
constexpr flatbuffers::uoffset_t kMaxTables = 200'000;
constexpr size_t kMaxNameLength = 80;

struct TypeFact {
  TensorType type;
  size_t bytes;  // an element; 0 for types that are never read
  const char* name;
};

// In the order of the schema's TensorType.
constexpr TypeFact kTypes[] = {
    {TensorType::kFloat32, 4, "FLOAT32"}, {TensorType::kFloat16, 2, "FLOAT16"},
    {TensorType::kInt32, 4, "INT32"},     {TensorType::kOther, 0, "UINT8"},
    {TensorType::kOther, 0, "INT64"},     {TensorType::kOther, 0, "STRING"},
    {TensorType::kOther, 0, "BOOL"},      {TensorType::kOther, 0, "INT16"},
    {TensorType::kOther, 0, "COMPLEX64"}, {TensorType::kInt8, 1, "INT8"},
    {TensorType::kOther, 0, "FLOAT64"},   {TensorType::kOther, 0, "COMPLEX128"},
    {TensorType::kOther, 0, "UINT64"},    {TensorType::kOther, 0, "RESOURCE"},
    {TensorType::kOther, 0, "VARIANT"},   {TensorType::kOther, 0, "UINT32"},
    {TensorType::kOther, 0, "UINT16"},    {TensorType::kOther, 0, "INT4"},
    {TensorType::kOther, 0, "BFLOAT16"},  {TensorType::kOther, 0, "INT2"},
};

class GraphReader {
 public:
  GraphReader(std::span<const uint8_t> file, const std::string& file_name) : file_(file) {
    graph_.file_name = file_name;
  }

  Result<Graph> read() {
    if (Status status = verify(); !status.ok()) return status.error();
    if (Status status = read_tensors(); !status.ok()) return status.error();
    if (Status status = read_interface(); !status.ok()) return status.error();
    if (Status status = read_operators(); !status.ok()) return status.error();
    for (const int32_t output : graph_.outputs) {
      if (graph_.tensor(output).producer < 0) {
        return graph_.corrupt("no operator computes the output " + graph_.describe(output));
      }
    }
    return std::move(graph_);
  }

 private:
  Status verify();
  Status read_tensors();
  Status read_tensor(const schema::Tensor& source);
  Status read_constant(const schema::Tensor& source, Tensor& tensor, size_t element_bytes);
  Status read_quantization(const schema::QuantizationParameters& source, Tensor& tensor);
  Status read_sparsity(const schema::SparsityParameters& source, Tensor& tensor);
  Status read_interface();
  Status read_operators();
  Status use(int32_t index, const Operator* op);
  Status connect(const Operator& op);

  std::span<const uint8_t> file_;
  const schema::Model* model_ = nullptr;
  const schema::SubGraph* source_ = nullptr;
  Graph graph_;
  std::vector<bool> used_;
  size_t total_elements_ = 0;
};

Status GraphReader::verify() {
  if (file_.size() < 16)
    return graph_.corrupt("it has only " + std::to_string(file_.size()) + " bytes");
  if (file_.size() > kMaxFileBytes) return graph_.corrupt("it is larger than 1 GiB");
  if (!flatbuffers::BufferHasIdentifier(file_.data(), schema::kIdentifier)) {
    return graph_.corrupt("bytes 4 to 7 are not \"TFL3\"");
  }
  flatbuffers::Verifier verifier(file_.data(), file_.size(), kMaxDepth, kMaxTables);
  if (!verifier.VerifyBuffer<schema::Model>(schema::kIdentifier)) {
    return graph_.corrupt("a table or a list lies outside the file; it may be cut short");
  }
  model_ = flatbuffers::GetRoot<schema::Model>(file_.data());
  if (model_->version() != 3) {
    return graph_.corrupt("its schema version is " + std::to_string(model_->version()) +
                          " instead of 3");
  }
  if (model_->operator_codes() == nullptr || model_->buffers() == nullptr ||
      model_->subgraphs() == nullptr || model_->subgraphs()->size() == 0) {
    return graph_.corrupt("it holds no graph");
  }
  if (model_->subgraphs()->size() > 1) {
    return Error{ErrorCode::kUnsupportedOperator,
                 graph_.file_name + " cannot be run here: it has " +
                     std::to_string(model_->subgraphs()->size()) +
                     " subgraphs; only one is supported.",
                 {}};
  }
  source_ = model_->subgraphs()->Get(0);
  if (source_->tensors() == nullptr || source_->operators() == nullptr ||
      source_->inputs() == nullptr || source_->outputs() == nullptr ||
      source_->inputs()->size() == 0 || source_->outputs()->size() == 0) {
    return graph_.corrupt("its graph has no tensors, operators, inputs or outputs");
  }
  return {};
}

// Names go into error messages and reports: short, printable ASCII.
std::string clean_name(const flatbuffers::String* text) {
  if (text == nullptr) return {};
  std::string name(text->c_str(), std::min<size_t>(text->size(), kMaxNameLength));
  for (char& c : name) {
    if (c < ' ' || c > '~' || c == '"' || c == '\\') c = '?';
  }
  return name;
}

Status GraphReader::read_tensors() {
  graph_.tensors.reserve(source_->tensors()->size());
  for (const schema::Tensor* source : *source_->tensors()) {
    if (Status status = read_tensor(*source); !status.ok()) return status;
  }
  used_.assign(graph_.tensors.size(), false);
  return {};
}

Status GraphReader::read_tensor(const schema::Tensor& source) {
  const auto index = static_cast<int32_t>(graph_.tensors.size());
  Tensor& tensor = graph_.tensors.emplace_back();
  tensor.name = clean_name(source.name());
  const auto code = static_cast<size_t>(static_cast<uint8_t>(source.type()));
  const bool known = code < std::size(kTypes);
  tensor.type = known ? kTypes[code].type : TensorType::kOther;
  tensor.type_name = known ? kTypes[code].name : "type number " + std::to_string(code);
  if (source.shape() != nullptr) {
    // Only tensors that something uses need a sound shape; use() looks at the product.
    for (const int32_t size : *source.shape()) {
      tensor.shape.push_back(size);
      const size_t factor = size > 0 ? static_cast<size_t>(size) : 0;
      tensor.elements = factor != 0 && tensor.elements > kMaxTensorElements / factor
                            ? kMaxTensorElements + 1
                            : tensor.elements * factor;
    }
  }
  if (source.quantization() != nullptr) {
    if (Status status = read_quantization(*source.quantization(), tensor); !status.ok())
      return status;
  }
  if (source.sparsity() != nullptr) {
    if (Status status = read_sparsity(*source.sparsity(), tensor); !status.ok()) return status;
  }
  if (source.external_buffer() != 0) {
    return graph_.corrupt(graph_.describe(index) + " keeps its values in another file");
  }
  return read_constant(source, tensor, known ? kTypes[code].bytes : 0);
}

Status GraphReader::read_constant(const schema::Tensor& source, Tensor& tensor,
                                  size_t element_bytes) {
  const auto index = static_cast<int32_t>(graph_.tensors.size() - 1);
  if (source.buffer() >= model_->buffers()->size()) {
    return graph_.corrupt(graph_.describe(index) + " refers to buffer " +
                          std::to_string(source.buffer()) + " of " +
                          std::to_string(model_->buffers()->size()));
  }
  const schema::Buffer& buffer = *model_->buffers()->Get(source.buffer());
  if (buffer.offset() > 1) {  // the values follow the FlatBuffer, in the same file
    if (buffer.offset() > file_.size() || buffer.size() > file_.size() - buffer.offset()) {
      return graph_.corrupt("the values of " + graph_.describe(index) + " lie outside the file");
    }
    tensor.constant =
        file_.subspan(static_cast<size_t>(buffer.offset()), static_cast<size_t>(buffer.size()));
  } else if (buffer.data() != nullptr) {
    tensor.constant = {buffer.data()->data(), buffer.data()->size()};
  }
  tensor.is_constant = !tensor.constant.empty();
  const bool dense = tensor.is_constant && !tensor.is_sparse && element_bytes != 0;
  if (dense && tensor.elements <= kMaxTensorElements &&
      tensor.constant.size() != tensor.elements * element_bytes) {
    return graph_.corrupt(
        graph_.describe(index) + " has " + std::to_string(tensor.constant.size()) +
        " bytes of values, but its shape " + to_string(tensor.shape) + " of " + tensor.type_name +
        " needs " + std::to_string(tensor.elements * element_bytes));
  }
  return {};
}

Status GraphReader::read_quantization(const schema::QuantizationParameters& source,
                                      Tensor& tensor) {
  if (source.scale() == nullptr || source.scale()->size() == 0) return {};
  Quantization& quantization = tensor.quantization;
  quantization.scales.assign(source.scale()->begin(), source.scale()->end());
  quantization.zero_points.assign(quantization.scales.size(), 0);
  quantization.axis = source.quantized_dimension();
  const auto* zero_points = source.zero_point();
  if (zero_points == nullptr || zero_points->size() == 0) return {};
  const auto index = static_cast<int32_t>(graph_.tensors.size() - 1);
  if (zero_points->size() != 1 && zero_points->size() != quantization.scales.size()) {
    return graph_.corrupt(graph_.describe(index) + " has as many zero points as it has no scales");
  }
  for (size_t i = 0; i < quantization.scales.size(); ++i) {
    // Copied by bytes: the verifier aligns lists to 4 bytes only.
    int64_t value = 0;
    const size_t from = zero_points->size() == 1 ? 0 : i;
    std::memcpy(&value, zero_points->Data() + from * sizeof value, sizeof value);
    if (value < INT32_MIN || value > INT32_MAX) {
      return graph_.corrupt(graph_.describe(index) + " has a zero point out of range");
    }
    quantization.zero_points[i] = static_cast<int32_t>(value);
  }
  return {};
}

template <typename T>
void copy_values(const void* table, std::vector<int32_t>& out) {
  const auto* values = static_cast<const schema::IndexVector<T>*>(table)->values();
  if (values != nullptr) out.assign(values->begin(), values->end());
}

void copy_indices(schema::IndexVectorType type, const void* table, std::vector<int32_t>& out) {
  if (table == nullptr) return;
  switch (type) {
    case schema::IndexVectorType::kInt32:
      return copy_values<int32_t>(table, out);
    case schema::IndexVectorType::kUint16:
      return copy_values<uint16_t>(table, out);
    case schema::IndexVectorType::kUint8:
      return copy_values<uint8_t>(table, out);
    case schema::IndexVectorType::kNone:
      return;
  }
}

Status GraphReader::read_sparsity(const schema::SparsityParameters& source, Tensor& tensor) {
  tensor.is_sparse = true;
  Sparsity& sparsity = tensor.sparsity;
  if (const auto* order = source.traversal_order())
    sparsity.traversal.assign(order->begin(), order->end());
  if (const auto* map = source.block_map()) sparsity.block_map.assign(map->begin(), map->end());
  if (source.dimensions() == nullptr) return {};
  for (const schema::DimensionMetadata* from : *source.dimensions()) {
    Sparsity::Dimension& dimension = sparsity.dimensions.emplace_back();
    dimension.compressed = from->format() != 0;
    dimension.size = from->dense_size();
    copy_indices(from->segments_type(), from->segments(), dimension.segments);
    copy_indices(from->indices_type(), from->indices(), dimension.indices);
  }
  return {};
}

Status GraphReader::read_interface() {
  for (const auto* list : {source_->inputs(), source_->outputs()}) {
    const bool inputs = list == source_->inputs();
    for (const int32_t index : *list) {
      if (Status status = use(index, nullptr); !status.ok()) return status;
      Tensor& tensor = graph_.tensor(index);
      bool& flag = inputs ? tensor.is_input : tensor.is_output;
      if (flag)
        return graph_.corrupt(graph_.describe(index) + " is listed twice as an input or output");
      flag = true;
      if (tensor.is_constant) {
        return graph_.corrupt(graph_.describe(index) + " is an input or output, but a constant");
      }
      if (!inputs) ++tensor.readers;
      (inputs ? graph_.inputs : graph_.outputs).push_back(index);
    }
  }
  return {};
}

// Something reads or writes the tensor: its shape and type have to make sense. `op` is null for the
// graph's own inputs and outputs.
Status GraphReader::use(int32_t index, const Operator* op) {
  const std::string reader = op == nullptr ? "the graph" : graph_.describe(*op);
  if (index < 0 || static_cast<size_t>(index) >= graph_.tensors.size()) {
    return graph_.corrupt(reader + " refers to tensor " + std::to_string(index) + " of " +
                          std::to_string(graph_.tensors.size()));
  }
  if (used_[static_cast<size_t>(index)]) return {};
  used_[static_cast<size_t>(index)] = true;
  const Tensor& tensor = graph_.tensor(index);
  if (tensor.type == TensorType::kOther) {
    const std::string what =
        graph_.describe(index) + " has the type " + tensor.type_name + ", which is not supported";
    if (op != nullptr) return graph_.unsupported(*op, what);
    return Error{ErrorCode::kUnsupportedOperator,
                 graph_.file_name + " cannot be run here: " + what + ".",
                 {}};
  }
  if (tensor.shape.size() > kMaxRank || tensor.elements == 0 ||
      tensor.elements > kMaxTensorElements) {
    return graph_.corrupt(graph_.describe(index) + " has the shape " + to_string(tensor.shape) +
                          ", which is not static, positive and of bounded size");
  }
  total_elements_ += tensor.elements;
  if (total_elements_ > kMaxTotalElements)
    return graph_.corrupt("its tensors are too large in all");
  return {};
}

Status GraphReader::read_operators() {
  const auto& codes = *model_->operator_codes();
  graph_.operators.reserve(source_->operators()->size());
  for (const schema::Operator* source : *source_->operators()) {
    const auto index = static_cast<int32_t>(graph_.operators.size());
    if (source->opcode_index() >= codes.size()) {
      return graph_.corrupt("operator " + std::to_string(index) + " refers to operator code " +
                            std::to_string(source->opcode_index()) + " of " +
                            std::to_string(codes.size()));
    }
    Operator op;
    op.index = index;
    if (source->inputs() != nullptr)
      op.inputs.assign(source->inputs()->begin(), source->inputs()->end());
    if (source->outputs() != nullptr)
      op.outputs.assign(source->outputs()->begin(), source->outputs()->end());
    // Outputs first: errors name an operator by its output.
    for (const int32_t output : op.outputs) {
      if (output < 0 || static_cast<size_t>(output) >= graph_.tensors.size()) {
        return graph_.corrupt("operator " + std::to_string(index) + " writes tensor " +
                              std::to_string(output) + " of " +
                              std::to_string(graph_.tensors.size()));
      }
    }
    if (Status status = read_operator(*codes.Get(source->opcode_index()), *source, graph_, op);
        !status.ok()) {
      return status;
    }
    if (Status status = connect(op); !status.ok()) return status;
    graph_.operators.push_back(std::move(op));
  }
  return {};
}

// The file lists operators in the order of computation, so a tensor that is read before it is
// written means a cycle or a gap.
Status GraphReader::connect(const Operator& op) {
  for (const int32_t input : op.inputs) {
    if (input == -1) continue;
    if (Status status = use(input, &op); !status.ok()) return status;
    Tensor& tensor = graph_.tensor(input);
    if (!tensor.is_constant && !tensor.is_input && tensor.producer < 0) {
      return graph_.corrupt(
          op, "it reads " + graph_.describe(input) +
                  ", which no earlier operator computes (a cycle, or values are missing)");
    }
    ++tensor.readers;
  }
  for (const int32_t output : op.outputs) {
    if (Status status = use(output, &op); !status.ok()) return status;
    Tensor& tensor = graph_.tensor(output);
    if (tensor.is_constant || tensor.is_input || tensor.producer >= 0) {
      return graph_.corrupt(op, "it writes " + graph_.describe(output) +
                                    ", which is an input, a constant or written already");
    }
    tensor.producer = op.index;
  }
  return {};
}

}  // namespace

Result<Graph> read_graph(std::span<const uint8_t> file, const std::string& file_name) {
  return GraphReader(file, file_name).read();
}

}  // namespace selinet::nn
