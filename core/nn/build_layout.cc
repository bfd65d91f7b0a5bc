// Operators that move values: pads, reshapes, concatenations, resizes.
#include <algorithm>
#include <array>

#include "builder.h"

namespace selinet::nn {

// Zeros (int8: the zero point) around the input, by a constant list of before and after for each
// axis.
Status build_pad(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  const Shape& in = builder.input(op, 0).shape;
  auto pads = builder.integers(op, 1);
  if (!pads.ok()) return pads.error();
  if (pads.value().size() != 2 * in.size()) {
    return builder.graph().corrupt(op, std::to_string(pads.value().size()) + " paddings for " +
                                           std::to_string(in.size()) + " dimensions");
  }
  std::vector<size_t> before;
  std::vector<size_t> after;
  Shape expected;
  for (size_t i = 0; i < in.size(); ++i) {
    const int32_t front = pads.value()[2 * i];
    const int32_t back = pads.value()[2 * i + 1];
    const auto limit = static_cast<int32_t>(kMaxTensorElements);
    if (front < 0 || back < 0 || front > limit || back > limit) {
      return builder.graph().corrupt(op, "a padding is negative or huge");
    }
    before.push_back(static_cast<size_t>(front));
    after.push_back(static_cast<size_t>(back));
    expected.push_back(front + in[i] + back);
  }
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_static_constant_pad(builder.handle(), before.data(), after.data(), 0.0F,
                                         ends.value().input, ends.value().output, 0));
}

// The output tensor's shape says it all; a second operand, if there is one, repeats it.
Status build_reshape(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  if (builder.input(op, 0).elements != builder.output(op).elements) {
    return builder.graph().corrupt(op, "the shapes " + to_string(builder.input(op, 0).shape) +
                                           " and " + to_string(builder.output(op).shape) +
                                           " differ in size");
  }
  if (op.inputs.size() == 2 && !builder.input(op, 1).is_constant) {
    return builder.graph().unsupported(op, "its shape is not a constant");
  }
  const Shape& shape = builder.output(op).shape;
  const std::vector<size_t> dims(shape.begin(), shape.end());
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(op, xnn_define_static_reshape(builder.handle(), dims.size(), dims.data(),
                                                       ends.value().input, ends.value().output, 0));
}

namespace {

xnn_status define_concatenation(xnn_subgraph_t handle, int32_t axis,
                                const std::vector<uint32_t>& ids, uint32_t output) {
  switch (ids.size()) {
    case 1:
      return xnn_define_copy(handle, ids[0], output, 0);
    case 2:
      return xnn_define_concatenate2(handle, axis, ids[0], ids[1], output, 0);
    case 3:
      return xnn_define_concatenate3(handle, axis, ids[0], ids[1], ids[2], output, 0);
    case 4:
      return xnn_define_concatenate4(handle, axis, ids[0], ids[1], ids[2], ids[3], output, 0);
    default:
      return xnn_define_concatenate5(handle, axis, ids[0], ids[1], ids[2], ids[3], ids[4], output,
                                     0);
  }
}

}  // namespace

Status build_concatenation(Builder& builder, const Operator& op) {
  if (!op.clamp.none()) return builder.graph().unsupported(op, "it has a fused activation");
  const Shape& first = builder.input(op, 0).shape;
  const auto rank = static_cast<int32_t>(first.size());
  const int32_t given = op.get<ConcatenationOptions>().axis;
  if (given < -rank || given >= rank) {
    return builder.graph().corrupt(op, "it has no axis " + std::to_string(given));
  }
  const auto axis = static_cast<size_t>(given < 0 ? given + rank : given);
  Shape expected = first;
  expected[axis] = 0;
  for (size_t i = 0; i < op.inputs.size(); ++i) {
    if (Status status = builder.require_same_type(op, {i}); !status.ok()) return status;
    if (Status status = builder.require_same_scale(op, i); !status.ok()) return status;
    Shape shape = builder.input(op, i).shape;
    Shape others = first;
    if (shape.size() == first.size()) others[axis] = shape[axis];
    if (shape != others ||
        shape[axis] > static_cast<int32_t>(kMaxTensorElements) - expected[axis]) {
      return builder.graph().corrupt(op, "its inputs of shapes " + to_string(first) + " and " +
                                             to_string(shape) + " cannot be joined");
    }
    expected[axis] += shape[axis];
  }
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  // XNNPACK joins at most five, so longer lists grow from the left.
  std::vector<uint32_t> ids;
  Shape joined = expected;
  joined[axis] = 0;
  for (size_t i = 0; i < op.inputs.size(); ++i) {
    auto id = builder.value(op, op.inputs[i]);
    if (!id.ok()) return id.error();
    ids.push_back(id.value());
    joined[axis] += builder.input(op, i).shape[axis];
    const bool last = i + 1 == op.inputs.size();
    if (ids.size() < 5 && !last) continue;
    auto target =
        last ? builder.value(op, op.outputs[0]) : builder.between(op, builder.output(op), joined);
    if (!target.ok()) return target.error();
    const xnn_status status =
        define_concatenation(builder.handle(), static_cast<int32_t>(axis), ids, target.value());
    if (Status checked = builder.defined(op, status); !checked.ok()) return checked;
    ids = {target.value()};
  }
  return {};
}

Status build_resize(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  if (Status status = builder.require_rank(op, builder.input(op, 0), 4); !status.ok())
    return status;
  const Shape& in = builder.input(op, 0).shape;
  auto size = builder.integers(op, 1);
  if (!size.ok()) return size.error();
  if (size.value().size() != 2)
    return builder.graph().corrupt(op, "its size is not a height and a width");
  const int32_t height = size.value()[0];
  const int32_t width = size.value()[1];
  if (Status status = builder.require_output_shape(op, {in[0], height, width, in[3]}); !status.ok())
    return status;
  const auto& options = op.get<ResizeOptions>();
  uint32_t flags = options.align_corners ? XNN_FLAG_ALIGN_CORNERS : 0;
  if (!options.align_corners && !options.half_pixel_centers)
    flags = XNN_FLAG_TENSORFLOW_LEGACY_MODE;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_static_resize_bilinear_2d(builder.handle(), static_cast<size_t>(height),
                                               static_cast<size_t>(width), ends.value().input,
                                               ends.value().output, flags));
}

Status build_depth_to_space(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  if (Status status = builder.require_rank(op, builder.input(op, 0), 4); !status.ok())
    return status;
  const Shape& in = builder.input(op, 0).shape;
  const int32_t block = op.get<DepthToSpaceOptions>().block;
  if (in[3] % (block * block) != 0 || int64_t{in[1]} * block > INT32_MAX ||
      int64_t{in[2]} * block > INT32_MAX) {
    return builder.graph().corrupt(op, "blocks of " + std::to_string(block) +
                                           " do not fit an input of shape " + to_string(in));
  }
  const Shape expected = {in[0], in[1] * block, in[2] * block, in[3] / (block * block)};
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_depth_to_space_2d(builder.handle(), static_cast<uint32_t>(block),
                                       ends.value().input, ends.value().output, 0));
}

}  // namespace selinet::nn
