// What an operator asks of its tensors, with errors that name the operator and the tensor.
#include <cmath>

#include "builder.h"

namespace selinet::nn {

Extent window_extent(Padding padding, int64_t input, int64_t window, int64_t stride,
                     int64_t dilation) {
  const int64_t reach = (window - 1) * dilation + 1;
  if (padding == Padding::kValid) return {input < reach ? 0 : (input - reach) / stride + 1, 0, 0};
  const int64_t size = (input + stride - 1) / stride;
  int64_t total = (size - 1) * stride + reach - input;
  if (total < 0) total = 0;
  // TensorFlow puts the odd one after.
  return {size, static_cast<uint32_t>(total / 2), static_cast<uint32_t>(total - total / 2)};
}

Status Builder::require_rank(const Operator& op, const Tensor& tensor, size_t rank) const {
  if (tensor.shape.size() == rank) return {};
  return graph_.unsupported(op, "tensor \"" + tensor.name + "\" of shape " +
                                    to_string(tensor.shape) + " should have " +
                                    std::to_string(rank) + " dimensions");
}

Status Builder::require_output_shape(const Operator& op, const Shape& expected) const {
  if (output(op).shape == expected) return {};
  return graph_.corrupt(op, "its output should have the shape " + to_string(expected) +
                                ", the file says " + to_string(output(op).shape));
}

Status Builder::check_quantization(const Operator& op, int32_t index) const {
  const Tensor& tensor = graph_.tensor(index);
  const Quantization& q = tensor.quantization;
  if (q.scales.size() != 1 || !std::isnormal(q.scales[0]) || q.scales[0] < 0 ||
      q.zero_points[0] < -128 || q.zero_points[0] > 127) {
    return graph_.unsupported(
        op, graph_.describe(index) + " is int8 without one sound scale and zero point");
  }
  return {};
}

Status Builder::require_same_type(const Operator& op,
                                  std::initializer_list<size_t> input_slots) const {
  const TensorType type = output(op).type;
  if (type != TensorType::kFloat32 && type != TensorType::kInt8) {
    return graph_.unsupported(
        op, graph_.describe(op.outputs[0]) + " has the type " + output(op).type_name);
  }
  for (const size_t slot : input_slots) {
    if (input(op, slot).type == type) continue;
    return graph_.unsupported(op, graph_.describe(op.inputs[slot]) + " has the type " +
                                      input(op, slot).type_name + ", the output " +
                                      output(op).type_name);
  }
  if (type == TensorType::kFloat32) return {};
  for (const size_t slot : input_slots) {
    if (Status status = check_quantization(op, op.inputs[slot]); !status.ok()) return status;
  }
  return check_quantization(op, op.outputs[0]);
}

Status Builder::require_same_scale(const Operator& op, size_t input_slot) const {
  const Quantization& from = input(op, input_slot).quantization;
  const Quantization& to = output(op).quantization;
  if (output(op).type != TensorType::kInt8 ||
      (from.scales == to.scales && from.zero_points == to.zero_points)) {
    return {};
  }
  return graph_.unsupported(op, "its int8 input and output differ in scale or zero point");
}

Status Builder::require_float(const Operator& op) const {
  for (const auto* list : {&op.inputs, &op.outputs}) {
    for (const int32_t index : *list) {
      const Tensor& tensor = graph_.tensor(index);
      if (tensor.type == TensorType::kFloat32) continue;
      return graph_.unsupported(op, graph_.describe(index) + " has the type " + tensor.type_name +
                                        "; only FLOAT32 is supported");
    }
  }
  return {};
}

Status Builder::require_window(const Operator& op, int64_t output_pixels,
                               int64_t window_pixels) const {
  // Both are below 2^25, so the product cannot overflow.
  if (output_pixels * window_pixels <= static_cast<int64_t>(kMaxWindowElements)) return {};
  return graph_.unsupported(op, "a window of " + std::to_string(window_pixels) +
                                    " pixels over an output of " + std::to_string(output_pixels) +
                                    " is too large");
}

Result<std::vector<int32_t>> Builder::integers(const Operator& op, size_t slot) const {
  const Tensor& tensor = input(op, slot);
  if (!tensor.is_constant) {
    return graph_.unsupported(op, graph_.describe(op.inputs[slot]) + " is not a constant");
  }
  if (tensor.type != TensorType::kInt32 || tensor.elements > 2 * kMaxRank) {
    return graph_.unsupported(op,
                              graph_.describe(op.inputs[slot]) + " is not a short list of INT32");
  }
  if (tensor.is_sparse) {
    return graph_.unsupported(op, graph_.describe(op.inputs[slot]) + " is sparse");
  }
  std::vector<int32_t> values(tensor.elements);
  for (size_t i = 0; i < values.size(); ++i) values[i] = constant_int(tensor, i);
  return values;
}

Status Builder::defined(const Operator& op, xnn_status status) const {
  switch (status) {
    case xnn_status_success:
      return {};
    case xnn_status_out_of_memory:
      return Error{ErrorCode::kOutOfMemory, "Memory is short for " + graph_.file_name + ".", {}};
    default:
      return graph_.unsupported(op, "XNNPACK does not support these parameters (status " +
                                        std::to_string(static_cast<int>(status)) + ")");
  }
}

}  // namespace selinet::nn
