// Writes small .tflite files for tests, sound or deliberately not: nothing is checked here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace selinet::test {

// Numbers of TensorFlow Lite's schema that tests need.
enum BuiltinCode : int32_t {
  kAdd = 0,
  kAveragePool2D = 1,
  kConcatenation = 2,
  kConv2D = 3,
  kDepthwiseConv2D = 4,
  kDepthToSpace = 5,
  kDequantize = 6,
  kFullyConnected = 9,
  kLogistic = 14,
  kMaxPool2D = 17,
  kMul = 18,
  kRelu = 19,
  kReluN1To1 = 20,
  kRelu6 = 21,
  kReshape = 22,
  kResizeBilinear = 23,
  kSoftmax = 25,
  kTanh = 28,
  kCustom = 32,
  kPad = 34,
  kMean = 40,
  kSub = 41,
  kPrelu = 54,
  kTransposeConv = 67,
  kLeakyRelu = 98,
  kQuantize = 114,
  kHardSwish = 117,
  kDensify = 124,
  kConv3D = 132,
};
enum TypeCode : int8_t { kFloat32 = 0, kFloat16 = 1, kInt32 = 2, kUint8 = 3, kInt8 = 9 };

// One field of an options table.
struct OptionField {
  int number;
  float value;
  enum { kByte, kInt, kFloat } width = kInt;
};
// An options table: its number in the union, and its fields.
struct Options {
  uint8_t type = 0;
  std::vector<OptionField> fields;
};

struct SparseDimension {
  bool compressed;
  int32_t size;
  std::vector<uint8_t> segments;
  std::vector<uint8_t> indices;
};

using Shape = std::vector<int32_t>;

class ModelWriter {
 public:
  struct TensorSpec {
    std::string name;
    Shape shape;
    int8_t type = kFloat32;
    std::vector<uint8_t> data = {};  // empty: computed
    std::vector<float> scales = {};
    std::vector<int64_t> zero_points = {};
    int32_t axis = 0;
    std::vector<int32_t> traversal = {};  // not empty: sparse
    std::vector<int32_t> block_map = {};
    std::vector<SparseDimension> dimensions = {};
    int32_t buffer = -1;  // not -1: this buffer instead of its own
  };
  struct OperatorSpec {
    int32_t code = kAdd;
    std::vector<int32_t> inputs;
    std::vector<int32_t> outputs;
    Options options;
    int32_t version = 1;
    std::string custom_name;
    std::vector<uint8_t> custom_options;
  };

  // Each adds a tensor and returns its index.
  int32_t activation(Shape shape, const std::string& name = "activation");
  int32_t input(Shape shape, const std::string& name = "input");
  int32_t output(Shape shape, const std::string& name = "output");
  int32_t constant(Shape shape, const std::vector<float>& values,
                   const std::string& name = "constant");
  int32_t integers(const std::vector<int32_t>& values, Shape shape = {});  // shape empty: a list
  int32_t tensor(TensorSpec spec);
  void op(int32_t code, std::vector<int32_t> from, std::vector<int32_t> to, Options options = {});

  std::vector<uint8_t> finish() const;

  std::vector<TensorSpec> tensors;
  std::vector<OperatorSpec> operators;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
  uint32_t version = 3;
  int subgraphs = 1;
  const char* identifier = "TFL3";
};

// Options of the operators, in readable form. `activation`: 0 none, 1 RELU, 2 RELU_N1_TO_1, 3
// RELU6, 4 TANH.
struct Window {
  bool same = true;
  int stride_height = 1, stride_width = 1;
  int dilation_height = 1, dilation_width = 1;
  int activation = 0;
};
Options conv_options(const Window& window);
Options depthwise_options(const Window& window, int multiplier);
Options transpose_conv_options(const Window& window);
Options pool_options(const Window& window, int height, int width);
Options activation_options(int32_t code, int activation);  // ADD, SUB, MUL, FULLY_CONNECTED
Options fully_connected_options(int activation, bool keep_dimensions);
Options mean_options(bool keep_dimensions);
Options resize_options(bool align_corners, bool half_pixel_centers);
Options concatenation_options(int axis);
Options softmax_options(float beta);
Options depth_to_space_options(int block);
Options leaky_relu_options(float alpha);

template <typename T>
std::vector<uint8_t> bytes_of(const std::vector<T>& values) {
  const auto* begin = reinterpret_cast<const uint8_t*>(values.data());
  return {begin, begin + values.size() * sizeof(T)};
}

size_t count(const Shape& shape);

// Repeatable numbers in [-1, 1).
std::vector<float> random_values(size_t size, uint32_t seed);

}  // namespace selinet::test
