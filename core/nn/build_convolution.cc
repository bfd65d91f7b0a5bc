// Operators with weights. Padding is always given in numbers: XNNPACK can then fuse a PAD before
// it.
#include "builder.h"

namespace selinet::nn {
namespace {

// The size of a transposed convolution along one axis, as the inverse of the forward one.
struct TransposedExtent {
  bool sound;
  uint32_t before;
  uint32_t after;
  uint32_t adjustment;  // rows of the output that no input row reaches, at its end
};

TransposedExtent transposed_extent(Padding padding, int64_t input, int64_t output, int64_t window,
                                   int64_t stride) {
  const Extent forward = window_extent(padding, output, window, stride, 1);
  const int64_t pads = int64_t{forward.before} + forward.after;
  const int64_t adjustment = output + pads - ((input - 1) * stride + window);
  const bool sound = adjustment >= 0 && adjustment < stride;
  return {sound, forward.before, forward.after, static_cast<uint32_t>(sound ? adjustment : 0)};
}

uint32_t u32(int32_t value) { return static_cast<uint32_t>(value); }
size_t as_size(int32_t value) { return static_cast<size_t>(value); }

}  // namespace

// Filter: output channels, height, width, input channels of one group.
Status build_convolution(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  const Shape& in = builder.input(op, 0).shape;
  const Shape& filter = builder.input(op, 1).shape;
  for (const Tensor* tensor : {&builder.input(op, 0), &builder.input(op, 1)}) {
    if (Status status = builder.require_rank(op, *tensor, 4); !status.ok()) return status;
  }
  if (in[3] % filter[3] != 0 || filter[0] % (in[3] / filter[3]) != 0) {
    return builder.graph().corrupt(op, "weights of shape " + to_string(filter) +
                                           " do not fit an input of shape " + to_string(in));
  }
  const int32_t groups = in[3] / filter[3];
  const auto& options = op.get<ConvolutionOptions>();
  const Extent height = window_extent(options.padding, in[1], filter[1], options.stride_height,
                                      options.dilation_height);
  const Extent width = window_extent(options.padding, in[2], filter[2], options.stride_width,
                                     options.dilation_width);
  const Shape expected = {in[0], static_cast<int32_t>(height.size),
                          static_cast<int32_t>(width.size), filter[0]};
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  if (Status status =
          builder.require_window(op, height.size * width.size, int64_t{filter[1]} * filter[2]);
      !status.ok()) {
    return status;
  }
  auto weights = builder.weights(op, 0, filter[0]);
  if (!weights.ok()) return weights.error();
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_convolution_2d(
              builder.handle(), height.before, width.after, height.after, width.before,
              u32(filter[1]), u32(filter[2]), u32(options.stride_height), u32(options.stride_width),
              u32(options.dilation_height), u32(options.dilation_width), u32(groups),
              as_size(filter[3]), as_size(filter[0] / groups), op.clamp.low, op.clamp.high,
              ends.value().input, weights.value().filter, weights.value().bias, ends.value().output,
              0));
}

// Filter: 1, height, width, input channels times multiplier.
Status build_depthwise_convolution(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  const Shape& in = builder.input(op, 0).shape;
  const Shape& filter = builder.input(op, 1).shape;
  for (const Tensor* tensor : {&builder.input(op, 0), &builder.input(op, 1)}) {
    if (Status status = builder.require_rank(op, *tensor, 4); !status.ok()) return status;
  }
  if (filter[0] != 1 || filter[3] % in[3] != 0) {
    return builder.graph().corrupt(op, "weights of shape " + to_string(filter) +
                                           " do not fit an input of shape " + to_string(in));
  }
  const auto& options = op.get<ConvolutionOptions>();
  const Extent height = window_extent(options.padding, in[1], filter[1], options.stride_height,
                                      options.dilation_height);
  const Extent width = window_extent(options.padding, in[2], filter[2], options.stride_width,
                                     options.dilation_width);
  const Shape expected = {in[0], static_cast<int32_t>(height.size),
                          static_cast<int32_t>(width.size), filter[3]};
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  if (Status status =
          builder.require_window(op, height.size * width.size, int64_t{filter[1]} * filter[2]);
      !status.ok()) {
    return status;
  }
  auto weights = builder.weights(op, 3, filter[3]);
  if (!weights.ok()) return weights.error();
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_depthwise_convolution_2d(
              builder.handle(), height.before, width.after, height.after, width.before,
              u32(filter[1]), u32(filter[2]), u32(options.stride_height), u32(options.stride_width),
              u32(options.dilation_height), u32(options.dilation_width), u32(filter[3] / in[3]),
              as_size(in[3]), op.clamp.low, op.clamp.high, ends.value().input,
              weights.value().filter, weights.value().bias, ends.value().output, 0));
}

// Filter: output channels, height, width, input channels.
Status build_transposed_convolution(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  const Shape& in = builder.input(op, 0).shape;
  const Shape& filter = builder.input(op, 1).shape;
  const Shape& out = builder.output(op).shape;
  for (const Tensor* tensor : {&builder.input(op, 0), &builder.input(op, 1), &builder.output(op)}) {
    if (Status status = builder.require_rank(op, *tensor, 4); !status.ok()) return status;
  }
  const auto& options = op.get<ConvolutionOptions>();
  const TransposedExtent height =
      transposed_extent(options.padding, in[1], out[1], filter[1], options.stride_height);
  const TransposedExtent width =
      transposed_extent(options.padding, in[2], out[2], filter[2], options.stride_width);
  if (filter[3] != in[3] || out[0] != in[0] || out[3] != filter[0] || !height.sound ||
      !width.sound) {
    return builder.graph().corrupt(op, "weights of shape " + to_string(filter) +
                                           " do not lead from " + to_string(in) + " to " +
                                           to_string(out));
  }
  if (Status status =
          builder.require_window(op, int64_t{out[1]} * out[2], int64_t{filter[1]} * filter[2]);
      !status.ok()) {
    return status;
  }
  auto weights = builder.weights(op, 0, filter[0]);
  if (!weights.ok()) return weights.error();
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  return builder.defined(
      op, xnn_define_deconvolution_2d(
              builder.handle(), height.before, width.after, height.after, width.before,
              height.adjustment, width.adjustment, u32(filter[1]), u32(filter[2]),
              u32(options.stride_height), u32(options.stride_width), 1, 1, 1, as_size(in[3]),
              as_size(filter[0]), op.clamp.low, op.clamp.high, ends.value().input,
              weights.value().filter, weights.value().bias, ends.value().output, 0));
}

// Filter: outputs, inputs. The input is flattened to rows of that many, unless dimensions are kept.
Status build_fully_connected(Builder& builder, const Operator& op) {
  if (Status status = builder.require_same_type(op, {0}); !status.ok()) return status;
  const Tensor& in = builder.input(op, 0);
  const Shape& filter = builder.input(op, 1).shape;
  if (Status status = builder.require_rank(op, builder.input(op, 1), 2); !status.ok())
    return status;
  const bool keep = op.get<FullyConnectedOptions>().keep_dimensions;
  const bool rows_fit = !in.shape.empty() && in.shape.back() == filter[1];
  if (in.elements % as_size(filter[1]) != 0 || (keep && !rows_fit)) {
    return builder.graph().corrupt(op, "weights of shape " + to_string(filter) +
                                           " do not fit an input of shape " + to_string(in.shape));
  }
  Shape expected = {static_cast<int32_t>(in.elements / as_size(filter[1])), filter[0]};
  if (keep) {
    expected = in.shape;
    expected.back() = filter[0];
  }
  if (Status status = builder.require_output_shape(op, expected); !status.ok()) return status;
  auto weights = builder.weights(op, 0, filter[0]);
  if (!weights.ok()) return weights.error();
  auto ends = builder.ends(op);
  if (!ends.ok()) return ends.error();
  const bool flatten = !keep && !(rows_fit && in.shape.size() == 2);
  return builder.defined(op, xnn_define_fully_connected(
                                 builder.handle(), op.clamp.low, op.clamp.high, ends.value().input,
                                 weights.value().filter, weights.value().bias, ends.value().output,
                                 flatten ? XNN_FLAG_TENSORFLOW_RESHAPE_2D : 0));
}

}  // namespace selinet::nn
