// Operators that work element by element, conversions between types, and softmax.
#include <algorithm>

#include "builder.h"

namespace selinet::nn {
namespace {

// Both shapes aligned at their ends; a size of 1 repeats. Empty optional: they do not match.
bool broadcast(const Shape& a, const Shape& b, Shape& result) {
  result.assign(std::max(a.size(), b.size()), 1);
  for (size_t i = 0; i < result.size(); ++i) {
    const int32_t from_a = i < a.size() ? a[a.size() - 1 - i] : 1;
    const int32_t from_b = i < b.size() ? b[b.size() - 1 - i] : 1;
    if (from_a != from_b && from_a != 1 && from_b != 1) return false;
    result[result.size() - 1 - i] = std::max(from_a, from_b);
  }
  return true;
}

xnn_binary_operator binary_type(OperatorKind kind) {
  switch (kind) {
    case OperatorKind::kAdd:
      return xnn_binary_add;
    case OperatorKind::kSub:
      return xnn_binary_subtract;
    case OperatorKind::kMul:
      return xnn_binary_multiply;
    default:
      return xnn_binary_prelu;
  }
}

}  // namespace

Status build_binary(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0, 1}); !status.ok()) return status;
  const Shape& a = builder.input(op, 0).shape;
  const Shape& b = builder.input(op, 1).shape;
  Shape expected;
  if (!broadcast(a, b, expected)) {
    return builder.graph().corrupt(
        op, "the shapes " + to_string(a) + " and " + to_string(b) + " do not go together");
  }
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  auto second = builder.value(op, op.inputs[1]);
  if (!second.ok()) return second.error();
  xnn_binary_params params{op.clamp.low, op.clamp.high};
  return builder.defined(
      op, xnn_define_binary(builder.handle(), binary_type(op.kind), &params, ends.value().input,
                            second.value(), ends.value().output, 0));
}

Status build_unary(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_output_shape(op, builder.input(op, 0).shape); !status.ok())
    return status;
  xnn_unary_params params{};
  xnn_unary_operator type = xnn_unary_clamp;
  params.clamp = {0.0F, Clamp::unbounded().high};
  switch (op.kind) {
    case OperatorKind::kRelu:
      break;
    case OperatorKind::kRelu6:
      params.clamp = {0.0F, 6.0F};
      break;
    case OperatorKind::kReluN1To1:
      params.clamp = {-1.0F, 1.0F};
      break;
    case OperatorKind::kLeakyRelu:
      type = xnn_unary_leaky_relu;
      params.leaky_relu.negative_slope = op.get<LeakyReluOptions>().alpha;
      break;
    case OperatorKind::kHardSwish:
      type = xnn_unary_hardswish;
      break;
    case OperatorKind::kLogistic:
      type = xnn_unary_sigmoid;
      break;
    default:
      type = xnn_unary_tanh;
      break;
  }
  if (type == xnn_unary_clamp) {
    if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  }
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(op, xnn_define_unary(builder.handle(), type, &params, ends.value().input,
                                              ends.value().output, 0));
}

// Between float and int8, and from one int8 scale to another.
Status build_conversion(Builder& builder, const Operator& op) {
  if (Status status = builder.require_output_shape(op, builder.input(op, 0).shape); !status.ok())
    return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(op, xnn_define_unary(builder.handle(), xnn_unary_convert, nullptr,
                                              ends.value().input, ends.value().output, 0));
}

// Over the last dimension.
Status build_softmax(Builder& builder, const Operator& op) {
  if (Status status = builder.require_float(op); !status.ok()) return status;
  if (Status status = builder.require_output_shape(op, builder.input(op, 0).shape); !status.ok())
    return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_softmax(builder.handle(), ends.value().input, ends.value().output, 0));
}

}  // namespace selinet::nn
