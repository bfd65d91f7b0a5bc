// The passes; see passes.h.
#include "passes.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace selinet::nn {
namespace {

size_t element_bytes(TensorType type) {
  switch (type) {
    case TensorType::kFloat32:
    case TensorType::kInt32:
      return 4;
    case TensorType::kFloat16:
      return 2;
    default:
      return 1;
  }
}

// The float values of a dense fp16, int8 or float constant.
std::vector<uint8_t> to_float(const Tensor& source) {
  std::vector<uint8_t> bytes(source.elements * sizeof(float));
  // Per-channel scales repeat: an index of the axis every `inner` elements.
  size_t inner = 1;
  for (size_t i = static_cast<size_t>(source.quantization.axis) + 1; i < source.shape.size(); ++i) {
    inner *= static_cast<size_t>(source.shape[i]);
  }
  for (size_t i = 0; i < source.elements; ++i) {
    float value = 0;
    if (source.type == TensorType::kFloat16) {
      uint16_t half = 0;
      std::memcpy(&half, source.constant.data() + i * sizeof half, sizeof half);
      value = half_to_float(half);
    } else {
      const Quantization& q = source.quantization;
      const size_t channel = q.per_channel() ? i / inner % q.scales.size() : 0;
      const auto stored = static_cast<int8_t>(source.constant[i]);
      value = q.scales[channel] * static_cast<float>(stored - q.zero_points[channel]);
    }
    std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
  }
  return bytes;
}

// The constant `output` takes the place of what `op` would have computed from its first input.
void replace_by_constant(Graph& graph, Operator& op, std::vector<uint8_t> values) {
  Tensor& output = graph.tensor(op.outputs[0]);
  output.expanded = std::move(values);
  output.constant = output.expanded;
  output.is_constant = true;
  output.producer = -1;
  op.removed = true;
  Tensor& input = graph.tensor(op.inputs[0]);
  if (--input.readers == 0) std::vector<uint8_t>().swap(input.expanded);
}

Status fold_densify(Graph& graph, Operator& op) {
  const Tensor& input = graph.tensor(op.inputs[0]);
  const Tensor& output = graph.tensor(op.outputs[0]);
  if (!input.is_constant) return graph.unsupported(op, "only constants can be made dense");
  if (input.shape != output.shape || input.type != output.type) {
    return graph.corrupt(op, "its output differs from its input in shape or type");
  }
  if (!input.is_sparse) {
    replace_by_constant(graph, op, {input.constant.begin(), input.constant.end()});
    return {};
  }
  auto dense = densify(graph, op.inputs[0], element_bytes(input.type));
  if (!dense.ok()) return dense.error();
  replace_by_constant(graph, op, std::move(dense.value()));
  return {};
}

Status fold_dequantize(Graph& graph, Operator& op) {
  const Tensor& input = graph.tensor(op.inputs[0]);
  const Tensor& output = graph.tensor(op.outputs[0]);
  if (!input.is_constant) return {};  // int8 activations: left to the builder
  if (input.shape != output.shape)
    return graph.corrupt(op, "its output differs from its input in shape");
  if (input.is_sparse) return graph.unsupported(op, "its input is sparse");
  const bool half = input.type == TensorType::kFloat16;
  const bool quantized = input.type == TensorType::kInt8 && !input.quantization.scales.empty();
  if (output.type != TensorType::kFloat32 || (!half && !quantized)) {
    return graph.unsupported(
        op, graph.describe(op.inputs[0]) + " of type " + input.type_name + " cannot be made float");
  }
  const Quantization& q = input.quantization;
  const bool axis_fits =
      q.axis >= 0 && static_cast<size_t>(q.axis) < input.shape.size() &&
      static_cast<size_t>(input.shape[static_cast<size_t>(q.axis)]) == q.scales.size();
  if (quantized && q.per_channel() && !axis_fits) {
    return graph.corrupt(graph.describe(op.inputs[0]) + " has scales that do not fit its shape");
  }
  replace_by_constant(graph, op, to_float(input));
  return {};
}

}  // namespace

float half_to_float(uint16_t half) {
  const uint32_t sign = uint32_t{half & 0x8000U} << 16;
  const uint32_t exponent = (half >> 10) & 0x1FU;
  uint32_t mantissa = half & 0x3FFU;
  if (exponent == 0x1F)
    return std::bit_cast<float>(sign | 0x7F800000U | mantissa << 13);  // infinity, NaN
  if (exponent != 0) return std::bit_cast<float>(sign | (exponent + 112) << 23 | mantissa << 13);
  // Zero and subnormals: the mantissa in units of 2^-24.
  const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
  return sign != 0 ? -magnitude : magnitude;
}

Status fold_constants(Graph& graph) {
  for (Operator& op : graph.operators) {
    Status status;
    if (op.kind == OperatorKind::kDensify) status = fold_densify(graph, op);
    if (op.kind == OperatorKind::kDequantize) status = fold_dequantize(graph, op);
    if (!status.ok()) return status;
    if (op.removed && graph.tensor(op.outputs[0]).is_output) {
      return graph.unsupported(op, "a graph output that is a constant is not supported");
    }
  }
  return {};
}

void fuse_activations(Graph& graph) {
  for (Operator& op : graph.operators) {
    Clamp clamp{0.0F, Clamp::unbounded().high};
    if (op.kind == OperatorKind::kRelu6) {
      clamp = {0.0F, 6.0F};
    } else if (op.kind == OperatorKind::kReluN1To1) {
      clamp = {-1.0F, 1.0F};
    } else if (op.kind != OperatorKind::kRelu) {
      continue;
    }
    const Tensor& between = graph.tensor(op.inputs[0]);
    if (op.removed || between.producer < 0 || between.readers != 1) continue;
    Tensor& output = graph.tensor(op.outputs[0]);
    // Quantised results are rounded where they are stored: only a change of nothing but the range
    // is the same with one rounding less.
    if (between.type != TensorType::kFloat32 || output.type != TensorType::kFloat32 ||
        between.shape != output.shape) {
      continue;
    }
    Operator& before = graph.operators[static_cast<size_t>(between.producer)];
    switch (before.kind) {
      case OperatorKind::kAdd:
      case OperatorKind::kSub:
      case OperatorKind::kMul:
      case OperatorKind::kConv2D:
      case OperatorKind::kDepthwiseConv2D:
      case OperatorKind::kTransposeConv:
      case OperatorKind::kFullyConnected:
      case OperatorKind::kAveragePool2D:
      case OperatorKind::kMaxPool2D:
        break;
      default:
        continue;
    }
    // clamp(clamp(x, a, b), c, d) is one clamp only where the ranges meet.
    const Clamp both{std::max(before.clamp.low, clamp.low),
                     std::min(before.clamp.high, clamp.high)};
    if (!(both.low < both.high)) continue;
    before.clamp = both;
    output.producer = before.index;
    before.outputs = op.outputs;
    op.removed = true;
  }
}

void remove_unused(Graph& graph) {
  for (size_t i = graph.operators.size(); i-- > 0;) {
    Operator& op = graph.operators[i];
    if (op.removed) continue;
    const bool read = std::any_of(op.outputs.begin(), op.outputs.end(),
                                  [&](int32_t output) { return graph.tensor(output).readers > 0; });
    if (read) continue;
    op.removed = true;
    for (const int32_t input : op.inputs) {
      if (input >= 0) --graph.tensor(input).readers;
    }
  }
}

}  // namespace selinet::nn
