// Translates a Graph into an XNNPACK subgraph. One function a family of operators, in files of
// their own, all of which work on a Builder.
//
// Every shape is computed here and compared with the file's before XNNPACK sees it: XNNPACK sizes
// its own results, and where they are the model's outputs it would write past our buffers if the
// file lied.
#pragma once

#include <initializer_list>
#include <vector>

#include "graph.h"
#include "xnnpack_handles.h"

namespace selinet::nn {

// What a constant is needed for, which decides how long it has to live.
enum class Use : uint8_t {
  kPacked,  // weights and biases: XNNPACK repacks them, the original can go once the runtime exists
  kRunTime,  // operands of elementwise operators, pads, concatenations: read at every run
};

class Builder {
 public:
  explicit Builder(const Graph& graph);

  // The whole translation. The graph's inputs get the external ids 0, 1, ..., its outputs the next
  // ones. Errors: kCorruptModel, kUnsupportedOperator, kOutOfMemory.
  Status build();

  [[nodiscard]] UniqueSubgraph& subgraph() { return subgraph_; }
  // Constants to keep as long as the runtime lives. The builder itself and the graph (with the
  // file) have to live until the runtime is created.
  [[nodiscard]] std::vector<Buffer>& run_time_constants() { return run_time_constants_; }

  // --- For the operators' functions ---
  [[nodiscard]] const Graph& graph() const { return graph_; }
  [[nodiscard]] xnn_subgraph_t handle() const { return subgraph_.get(); }
  [[nodiscard]] const Tensor& input(const Operator& op, size_t slot) const {
    return graph_.tensor(op.inputs[slot]);
  }
  [[nodiscard]] const Tensor& output(const Operator& op) const {
    return graph_.tensor(op.outputs[0]);
  }

  // XNNPACK's id of an operator's tensor: defined when first asked for.
  Result<uint32_t> value(const Operator& op, int32_t tensor, Use use = Use::kRunTime);
  // The ids of the first input and of the output, for operators with one of each.
  struct Ends {
    uint32_t input;
    uint32_t output;
  };
  Result<Ends> ends(const Operator& op);
  // A value between two XNNPACK nodes that stand for one operator, typed and scaled like `like`.
  Result<uint32_t> between(const Operator& op, const Tensor& like, const Shape& shape);
  // Weights of a convolution or fully connected layer with `channels` outputs along dimension
  // `axis`, and its bias (XNN_INVALID_VALUE_ID if absent). Checks that both are constants of types
  // and shapes that go with the activations.
  struct Weights {
    uint32_t filter;
    uint32_t bias;
  };
  Result<Weights> weights(const Operator& op, size_t axis, int32_t channels);

  // Checks. Errors name the operator.
  Status require_rank(const Operator& op, const Tensor& tensor, size_t rank) const;
  Status require_output_shape(const Operator& op, const Shape& expected) const;
  // All these inputs, and the output, are float or all are int8 with a scale and zero point.
  Status require_same_type(const Operator& op, std::initializer_list<size_t> input_slots) const;
  // ... and int8 ones share scale and zero point, as operators need that only move values.
  Status require_same_scale(const Operator& op, size_t input_slot) const;
  Status require_float(const Operator& op) const;
  // `output_pixels` windows of `window_pixels`: XNNPACK keeps a pointer for each pair.
  Status require_window(const Operator& op, int64_t output_pixels, int64_t window_pixels) const;
  // The values of a constant int32 operand.
  Result<std::vector<int32_t>> integers(const Operator& op, size_t slot) const;
  // XNNPACK's answer to the definition of a node.
  Status defined(const Operator& op, xnn_status status) const;

 private:
  Status build_operator(const Operator& op);
  Result<uint32_t> define(const Operator* op, const Tensor& tensor, const Shape& shape,
                          const void* data, uint32_t external_id, uint32_t flags);
  Result<const void*> constant_data(const Tensor& tensor, Use use);
  Result<uint32_t> define_quantized_weights(const Operator& op, const Tensor& tensor,
                                            const std::vector<float>& scales, size_t axis,
                                            xnn_datatype type);
  Status check_quantization(const Operator& op, int32_t tensor) const;

  const Graph& graph_;
  UniqueSubgraph subgraph_;
  std::vector<uint32_t> ids_;  // a tensor: its value, or XNN_INVALID_VALUE_ID
  std::vector<Buffer> run_time_constants_;
  std::vector<Buffer> aligned_constants_;  // copies of packed constants that lie askew in the file
  std::vector<std::vector<float>>
      scales_;  // XNNPACK keeps pointers to them until the runtime exists
};

// Along one axis: how many results a window gives, and the padding around the input.
struct Extent {
  int64_t size;  // 0 or less: the window does not fit
  uint32_t before;
  uint32_t after;
};
Extent window_extent(Padding padding, int64_t input, int64_t window, int64_t stride,
                     int64_t dilation);

// The families.
Status build_convolution(Builder& builder, const Operator& op);  // CONV_2D
Status build_depthwise_convolution(Builder& builder, const Operator& op);
Status build_transposed_convolution(Builder& builder, const Operator& op);
Status build_fully_connected(Builder& builder, const Operator& op);
Status build_pool(Builder& builder, const Operator& op);  // AVERAGE_, MAX_POOL_2D
Status build_mean(Builder& builder, const Operator& op);
Status build_binary(Builder& builder, const Operator& op);      // ADD, SUB, MUL, PRELU
Status build_unary(Builder& builder, const Operator& op);       // RELU ... TANH
Status build_conversion(Builder& builder, const Operator& op);  // QUANTIZE, DEQUANTIZE
Status build_softmax(Builder& builder, const Operator& op);
Status build_pad(Builder& builder, const Operator& op);
Status build_reshape(Builder& builder, const Operator& op);
Status build_concatenation(Builder& builder, const Operator& op);
Status build_resize(Builder& builder, const Operator& op);
Status build_depth_to_space(Builder& builder, const Operator& op);

}  // namespace selinet::nn
