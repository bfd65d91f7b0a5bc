// Pools and means.
#include <algorithm>
#include <array>

#include "builder.h"

namespace selinet::nn {

Status build_pool(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  if (Status status = builder.require_rank(op, builder.input(op, 0), 4); !status.ok())
    return status;
  const Shape& in = builder.input(op, 0).shape;
  const auto& options = op.get<PoolOptions>();
  const Extent height =
      window_extent(options.padding, in[1], options.height, options.stride_height, 1);
  const Extent width =
      window_extent(options.padding, in[2], options.width, options.stride_width, 1);
  const Shape expected = {in[0], static_cast<int32_t>(height.size),
                          static_cast<int32_t>(width.size), in[3]};
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  const bool average = op.kind == OperatorKind::kAveragePool2D;
  if (average && options.height == in[1] && options.width == in[2] && height.size == 1 &&
      width.size == 1 && op.clamp.none()) {
    // One window over everything is a mean, which XNNPACK computes without a pointer for each
    // pixel, and in int8 too.
    const std::array<size_t, 2> axes = {1, 2};
    return builder.defined(
        op, xnn_define_static_reduce(builder.handle(), xnn_reduce_mean, axes.size(), axes.data(),
                                     ends.value().input, ends.value().output, XNN_FLAG_KEEP_DIMS));
  }
  if (Status status = builder.require_window(op, height.size * width.size,
                                             int64_t{options.height} * options.width);
      !status.ok()) {
    return status;
  }
  const auto window_height = static_cast<uint32_t>(options.height);
  const auto window_width = static_cast<uint32_t>(options.width);
  const auto stride_height = static_cast<uint32_t>(options.stride_height);
  const auto stride_width = static_cast<uint32_t>(options.stride_width);
  if (average) {
    // XNNPACK, like TensorFlow, divides by the number of pixels inside the picture.
    if (Status status = builder.require_float(op); !status.ok()) return status;
    return builder.defined(
        op, xnn_define_average_pooling_2d(builder.handle(), height.before, width.after,
                                          height.after, width.before, window_height, window_width,
                                          stride_height, stride_width, op.clamp.low, op.clamp.high,
                                          ends.value().input, ends.value().output, 0));
  }
  if (Status status = builder.require_same_scale(op, 0); !status.ok()) return status;
  return builder.defined(
      op, xnn_define_max_pooling_2d(builder.handle(), height.before, width.after, height.after,
                                    width.before, window_height, window_width, stride_height,
                                    stride_width, 1, 1, op.clamp.low, op.clamp.high,
                                    ends.value().input, ends.value().output, 0));
}

Status build_mean(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  const Shape& in = builder.input(op, 0).shape;
  auto listed = builder.integers(op, 1);
  if (!listed.ok()) return listed.error();
  std::vector<bool> reduced(in.size(), false);
  const auto rank = static_cast<int32_t>(in.size());
  for (const int32_t axis : listed.value()) {
    if (axis < -rank || axis >= rank) {
      return builder.graph().corrupt(op, "it has no axis " + std::to_string(axis));
    }
    reduced[static_cast<size_t>(axis < 0 ? axis + rank : axis)] = true;
  }
  const bool keep = op.get<MeanOptions>().keep_dimensions;
  std::vector<size_t> axes;
  Shape expected;
  for (size_t i = 0; i < in.size(); ++i) {
    if (reduced[i]) axes.push_back(i);
    if (!reduced[i]) expected.push_back(in[i]);
    if (reduced[i] && keep) expected.push_back(1);
  }
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_static_reduce(builder.handle(), xnn_reduce_mean, axes.size(), axes.data(),
                                   ends.value().input, ends.value().output,
                                   keep ? XNN_FLAG_KEEP_DIMS : 0));
}

}  // namespace selinet::nn
