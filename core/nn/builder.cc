// Values, checks and the dispatch; the operators are in the build_*.cc files.
#include "builder.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace selinet::nn {
namespace {

std::vector<size_t> dimensions(const Shape& shape) { return {shape.begin(), shape.end()}; }

}  // namespace

Builder::Builder(const Graph& graph)
    : graph_(graph), ids_(graph.tensors.size(), XNN_INVALID_VALUE_ID) {}

Status Builder::build() {
  xnn_subgraph_t subgraph = nullptr;
  const auto externals = static_cast<uint32_t>(graph_.inputs.size() + graph_.outputs.size());
  if (xnn_create_subgraph(externals, 0, &subgraph) != xnn_status_success) {
    return Error{ErrorCode::kOutOfMemory, "Memory is short for " + graph_.file_name + ".", {}};
  }
  subgraph_.reset(subgraph);
  uint32_t external_id = 0;
  for (const auto* list : {&graph_.inputs, &graph_.outputs}) {
    const uint32_t flags =
        list == &graph_.inputs ? XNN_VALUE_FLAG_EXTERNAL_INPUT : XNN_VALUE_FLAG_EXTERNAL_OUTPUT;
    for (const int32_t index : *list) {
      const Tensor& tensor = graph_.tensor(index);
      auto id = define(nullptr, tensor, tensor.shape, nullptr, external_id++, flags);
      if (!id.ok()) return id.error();
      ids_[static_cast<size_t>(index)] = id.value();
    }
  }
  for (const Operator& op : graph_.operators) {
    if (op.removed) continue;
    if (Status status = build_operator(op); !status.ok()) return status;
  }
  return {};
}

Status Builder::build_operator(const Operator& op) {
  switch (op.kind) {
    case OperatorKind::kConv2D:
      return build_convolution(*this, op);
    case OperatorKind::kDepthwiseConv2D:
      return build_depthwise_convolution(*this, op);
    case OperatorKind::kTransposeConv:
      return build_transposed_convolution(*this, op);
    case OperatorKind::kFullyConnected:
      return build_fully_connected(*this, op);
    case OperatorKind::kAveragePool2D:
    case OperatorKind::kMaxPool2D:
      return build_pool(*this, op);
    case OperatorKind::kMean:
      return build_mean(*this, op);
    case OperatorKind::kAdd:
    case OperatorKind::kSub:
    case OperatorKind::kMul:
    case OperatorKind::kPrelu:
      return build_binary(*this, op);
    case OperatorKind::kHardSwish:
    case OperatorKind::kLeakyRelu:
    case OperatorKind::kLogistic:
    case OperatorKind::kRelu:
    case OperatorKind::kRelu6:
    case OperatorKind::kReluN1To1:
    case OperatorKind::kTanh:
      return build_unary(*this, op);
    case OperatorKind::kQuantize:
    case OperatorKind::kDequantize:
      return build_conversion(*this, op);
    case OperatorKind::kSoftmax:
      return build_softmax(*this, op);
    case OperatorKind::kPad:
      return build_pad(*this, op);
    case OperatorKind::kReshape:
      return build_reshape(*this, op);
    case OperatorKind::kConcatenation:
      return build_concatenation(*this, op);
    case OperatorKind::kResizeBilinear:
      return build_resize(*this, op);
    case OperatorKind::kDepthToSpace:
      return build_depth_to_space(*this, op);
    case OperatorKind::kDensify:
      break;  // all folded before, or refused
  }
  return graph_.unsupported(op, "the operator is not supported");
}

// The one place that knows how a tensor's type becomes XNNPACK's.
Result<uint32_t> Builder::define(const Operator* op, const Tensor& tensor, const Shape& shape,
                                 const void* data, uint32_t external_id, uint32_t flags) {
  const std::vector<size_t> dims = dimensions(shape);
  uint32_t id = XNN_INVALID_VALUE_ID;
  xnn_status status = xnn_status_unsupported_parameter;
  if (tensor.type == TensorType::kFloat32) {
    status = xnn_define_tensor_value(handle(), xnn_datatype_fp32, dims.size(), dims.data(), data,
                                     external_id, flags, &id);
  } else if (tensor.type == TensorType::kInt8 && tensor.quantization.scales.size() == 1) {
    status = xnn_define_quantized_tensor_value(
        handle(), xnn_datatype_qint8, tensor.quantization.zero_points[0],
        tensor.quantization.scales[0], dims.size(), dims.data(), data, external_id, flags, &id);
  }
  if (status == xnn_status_success) return id;
  if (status == xnn_status_out_of_memory) {
    return Error{ErrorCode::kOutOfMemory, "Memory is short for " + graph_.file_name + ".", {}};
  }
  const std::string what = "tensor \"" + tensor.name + "\" has the type " + tensor.type_name +
                           " (or a scale) that is not supported there";
  if (op != nullptr) return graph_.unsupported(*op, what);
  return Error{
      ErrorCode::kUnsupportedOperator, graph_.file_name + " cannot be run here: " + what + ".", {}};
}

Result<const void*> Builder::constant_data(const Tensor& tensor, Use use) {
  const void* in_place = tensor.constant.data();
  if (use == Use::kPacked && reinterpret_cast<uintptr_t>(in_place) % alignof(float) == 0)
    return in_place;
  Buffer copy = make_buffer(tensor.constant.size());
  if (copy == nullptr) {
    return Error{ErrorCode::kOutOfMemory, "Memory is short for " + graph_.file_name + ".", {}};
  }
  std::memcpy(copy.get(), tensor.constant.data(), tensor.constant.size());
  auto& list = use == Use::kPacked ? aligned_constants_ : run_time_constants_;
  list.push_back(std::move(copy));
  return static_cast<const void*>(list.back().get());
}

Result<uint32_t> Builder::value(const Operator& op, int32_t index, Use use) {
  uint32_t& known = ids_[static_cast<size_t>(index)];
  const Tensor& tensor = graph_.tensor(index);
  // A constant is defined anew for each use: the uses differ in how long its data lives.
  if (!tensor.is_constant && known != XNN_INVALID_VALUE_ID) return known;
  const void* data = nullptr;
  if (tensor.is_constant) {
    if (tensor.is_sparse) return graph_.unsupported(op, graph_.describe(index) + " is sparse");
    auto found = constant_data(tensor, use);
    if (!found.ok()) return found.error();
    data = found.value();
  }
  auto id = define(&op, tensor, tensor.shape, data, XNN_INVALID_VALUE_ID, 0);
  if (id.ok() && !tensor.is_constant) known = id.value();
  return id;
}

Result<Builder::Ends> Builder::ends(const Operator& op) {
  auto from = value(op, op.inputs[0]);
  if (!from.ok()) return from.error();
  auto to = value(op, op.outputs[0]);
  if (!to.ok()) return to.error();
  return Ends{from.value(), to.value()};
}

Result<uint32_t> Builder::between(const Operator& op, const Tensor& like, const Shape& shape) {
  return define(&op, like, shape, nullptr, XNN_INVALID_VALUE_ID, 0);
}

Result<uint32_t> Builder::define_quantized_weights(const Operator& op, const Tensor& tensor,
                                                   const std::vector<float>& scales, size_t axis,
                                                   xnn_datatype type) {
  auto data = constant_data(tensor, Use::kPacked);
  if (!data.ok()) return data.error();
  const std::vector<size_t> dims = dimensions(tensor.shape);
  uint32_t id = XNN_INVALID_VALUE_ID;
  const xnn_status status = xnn_define_channelwise_quantized_tensor_value(
      handle(), type, scales.data(), dims.size(), axis, dims.data(), data.value(),
      XNN_INVALID_VALUE_ID, 0, &id);
  if (Status checked = defined(op, status); !checked.ok()) return checked.error();
  return id;
}

Result<Builder::Weights> Builder::weights(const Operator& op, size_t axis, int32_t channels) {
  const Tensor& filter = input(op, 1);
  const Tensor* bias = op.inputs[2] >= 0 ? &input(op, 2) : nullptr;
  const bool quantized = input(op, 0).type == TensorType::kInt8;
  if (!filter.is_constant || (bias != nullptr && !bias->is_constant)) {
    return graph_.unsupported(op, "its weights or its bias are not constants");
  }
  if (filter.is_sparse) return graph_.unsupported(op, graph_.describe(op.inputs[1]) + " is sparse");
  const TensorType filter_type = quantized ? TensorType::kInt8 : TensorType::kFloat32;
  const TensorType bias_type = quantized ? TensorType::kInt32 : TensorType::kFloat32;
  if (filter.type != filter_type) {
    return graph_.unsupported(op, graph_.describe(op.inputs[1]) + " of type " + filter.type_name +
                                      " does not go with " + input(op, 0).type_name +
                                      " activations");
  }
  if (bias != nullptr && bias->type != bias_type) {
    return graph_.unsupported(op, graph_.describe(op.inputs[2]) + " of type " + bias->type_name +
                                      " does not go with " + input(op, 0).type_name +
                                      " activations");
  }
  if (bias != nullptr && bias->elements != static_cast<size_t>(channels)) {
    return graph_.corrupt(op, "its bias has " + std::to_string(bias->elements) + " values for " +
                                  std::to_string(channels) + " channels");
  }
  Weights result{XNN_INVALID_VALUE_ID, XNN_INVALID_VALUE_ID};
  if (!quantized) {
    auto id = value(op, op.inputs[1], Use::kPacked);
    if (!id.ok()) return id.error();
    result.filter = id.value();
    if (bias == nullptr) return result;
    // The bias as a list, whatever its shape in the file: XNNPACK takes one dimension.
    auto data = constant_data(*bias, Use::kPacked);
    if (!data.ok()) return data.error();
    id = define(&op, *bias, {channels}, data.value(), XNN_INVALID_VALUE_ID, 0);
    if (!id.ok()) return id.error();
    result.bias = id.value();
    return result;
  }
  // One code path: a single scale is one for each channel.
  const Quantization& q = filter.quantization;
  const auto count = static_cast<size_t>(channels);
  const bool fits =
      q.scales.size() == 1 || (q.scales.size() == count && q.axis == static_cast<int32_t>(axis));
  const bool centred =
      std::all_of(q.zero_points.begin(), q.zero_points.end(), [](int32_t z) { return z == 0; });
  if (!fits || !centred) {
    return graph_.unsupported(op,
                              "the scales or zero points of " + graph_.describe(op.inputs[1]) +
                                  " do not fit symmetric int8, per tensor or per output channel");
  }
  std::vector<float> filter_scales = q.scales;
  if (filter_scales.size() == 1) filter_scales.assign(count, q.scales[0]);
  std::vector<float> bias_scales = filter_scales;
  for (float& scale : bias_scales) scale *= input(op, 0).quantization.scales[0];
  scales_.push_back(std::move(filter_scales));
  auto id = define_quantized_weights(op, filter, scales_.back(), axis, xnn_datatype_qcint8);
  if (!id.ok()) return id.error();
  result.filter = id.value();
  if (bias == nullptr) return result;
  scales_.push_back(std::move(bias_scales));
  id = define_quantized_weights(op, *bias, scales_.back(), 0, xnn_datatype_qcint32);
  if (!id.ok()) return id.error();
  result.bias = id.value();
  return result;
}

}  // namespace selinet::nn
