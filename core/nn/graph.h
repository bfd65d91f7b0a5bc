// The network as this library sees it: tensors and operators read from a .tflite file and checked,
// with no trace of the file's format. The reader makes it, the passes simplify it, the builder
// translates it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "selinet/error.h"

namespace selinet::nn {

// Limits that keep a hostile file from asking for absurd memory; real networks stay far below.
inline constexpr size_t kMaxFileBytes = size_t{1} << 30;
inline constexpr size_t kMaxRank = 6;                          // XNNPACK's own limit
inline constexpr size_t kMaxTensorElements = size_t{1} << 25;  // 128 MiB of float
inline constexpr size_t kMaxTotalElements = size_t{1} << 27;   // over all tensors of a graph
inline constexpr size_t kMaxWindowElements = size_t{1} << 27;  // output pixels times kernel pixels

// Types that some operator can use. Others may appear in a file only on tensors that nothing reads.
enum class TensorType : uint8_t { kFloat32, kFloat16, kInt32, kInt8, kOther };

// real = scale * (stored - zero_point): one pair for the tensor, or one for each index of `axis`.
struct Quantization {
  std::vector<float> scales;  // empty: not quantised
  std::vector<int32_t> zero_points;
  int32_t axis = 0;
  [[nodiscard]] bool per_channel() const { return scales.size() > 1; }
};

// How a sparse constant is laid out: TensorFlow Lite's format, after TACO (Kjolstad et al., "The
// Tensor Algebra Compiler", OOPSLA 2017). Dimensions are stored in `traversal` order; blocks are
// extra ones.
struct Sparsity {
  struct Dimension {
    bool compressed = false;
    int32_t size = 0;               // dense dimensions
    std::vector<int32_t> segments;  // compressed dimensions: where each row's indices start
    std::vector<int32_t> indices;
  };
  std::vector<int32_t> traversal;
  std::vector<int32_t> block_map;
  std::vector<Dimension> dimensions;
};

using Shape = std::vector<int32_t>;

struct Tensor {
  std::string name;
  TensorType type = TensorType::kOther;
  std::string type_name;  // the file's spelling, for errors: "UINT8"
  Shape shape;
  size_t elements = 1;
  Quantization quantization;
  // Constants: the values, either in the file (then the span is all there is) or in `expanded`.
  std::span<const uint8_t> constant;
  bool is_constant = false;
  std::vector<uint8_t> expanded;
  bool is_sparse = false;
  Sparsity sparsity;
  // Who writes it (an index into operators, -1 for inputs and constants) and how many read it,
  // graph outputs included.
  int32_t producer = -1;
  int32_t readers = 0;
  bool is_input = false;
  bool is_output = false;
};

enum class OperatorKind : uint8_t {
  kAdd,
  kAveragePool2D,
  kConcatenation,
  kConv2D,
  kDensify,
  kDepthToSpace,
  kDepthwiseConv2D,
  kDequantize,
  kFullyConnected,
  kHardSwish,
  kLeakyRelu,
  kLogistic,
  kMaxPool2D,
  kMean,
  kMul,
  kPad,
  kPrelu,
  kQuantize,
  kRelu,
  kRelu6,
  kReluN1To1,
  kReshape,
  kResizeBilinear,
  kSoftmax,
  kSub,
  kTanh,
  kTransposeConv,
};

// A fused activation, as the range that results are clamped to.
struct Clamp {
  float low;
  float high;
  [[nodiscard]] bool none() const;
  static Clamp unbounded();
};

enum class Padding : uint8_t { kSame, kValid };

struct ConvolutionOptions {  // CONV_2D, DEPTHWISE_CONV_2D, TRANSPOSE_CONV
  Padding padding = Padding::kSame;
  int32_t stride_height = 1;
  int32_t stride_width = 1;
  int32_t dilation_height = 1;
  int32_t dilation_width = 1;
};
struct PoolOptions {
  Padding padding = Padding::kSame;
  int32_t stride_height = 1;
  int32_t stride_width = 1;
  int32_t height = 1;
  int32_t width = 1;
};
struct FullyConnectedOptions {
  bool keep_dimensions = false;
};
struct MeanOptions {
  bool keep_dimensions = false;
};
struct ResizeOptions {
  bool align_corners = false;
  bool half_pixel_centers = false;
};
struct ConcatenationOptions {
  int32_t axis = 0;
};
struct DepthToSpaceOptions {
  int32_t block = 1;
};
struct LeakyReluOptions {
  float alpha = 0;
};
using OperatorOptions = std::variant<std::monostate, ConvolutionOptions, PoolOptions,
                                     FullyConnectedOptions, MeanOptions, ResizeOptions,
                                     ConcatenationOptions, DepthToSpaceOptions, LeakyReluOptions>;

struct Operator {
  OperatorKind kind = OperatorKind::kAdd;
  std::string name;  // TensorFlow Lite's spelling: "CONV_2D"
  int32_t version = 1;
  int32_t index = 0;            // in the file
  std::vector<int32_t> inputs;  // tensor indices, -1 where an optional input is absent
  std::vector<int32_t> outputs;
  Clamp clamp = Clamp::unbounded();
  OperatorOptions options;
  bool removed = false;  // by a pass: folded into a constant, fused, or of no use

  // The options of a kind that has them; the reader always sets the right alternative.
  template <typename T>
  [[nodiscard]] const T& get() const {
    return *std::get_if<T>(&options);
  }
};

// Borrows the file's bytes: constants point into them.
struct Graph {
  std::string file_name;  // for errors
  std::vector<Tensor> tensors;
  std::vector<Operator> operators;  // in an order in which they can be computed
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;

  [[nodiscard]] const Tensor& tensor(int32_t index) const {
    return tensors[static_cast<size_t>(index)];
  }
  [[nodiscard]] Tensor& tensor(int32_t index) { return tensors[static_cast<size_t>(index)]; }

  // 'tensor 5 ("dense/kernel")'
  [[nodiscard]] std::string describe(int32_t tensor_index) const;
  // 'operator 3, CONV_2D version 1 (output "x")'
  [[nodiscard]] std::string describe(const Operator& op) const;

  // Errors whose message names the file and the place; `what` completes the sentence.
  [[nodiscard]] Error corrupt(const std::string& what) const;
  [[nodiscard]] Error corrupt(const Operator& op, const std::string& what) const;
  [[nodiscard]] Error unsupported(const Operator& op, const std::string& what) const;
};

// "1x224x224x3"; "scalar" for an empty shape.
std::string to_string(const Shape& shape);

// Reads and checks a file: FlatBuffers verification, then structure (indices, shapes, buffer sizes,
// order, types, versions). `file` must be aligned to 8 bytes and outlive the graph.
// Errors: kCorruptModel, kUnsupportedOperator.
Result<Graph> read_graph(std::span<const uint8_t> file, const std::string& file_name);

// The value of element `index` of an int32 constant; the caller has checked type and range.
int32_t constant_int(const Tensor& tensor, size_t index);

}  // namespace selinet::nn
