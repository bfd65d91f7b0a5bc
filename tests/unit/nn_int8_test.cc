// Static int8 networks: each operator against the naive reference on the values that the integers
// stand for, within the rounding of its result.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn_model_writer.h"
#include "nn_reference.h"
#include "nn_run.h"

namespace selinet::test {
namespace {

struct Scale {
  float scale;
  int zero_point;
};
constexpr Scale kIn{0.02F, 5};
constexpr Scale kOut{0.05F, -11};

std::vector<int8_t> quantized(const Values& values, Scale s) {
  std::vector<int8_t> result;
  for (const float value : values) {
    const float step = std::nearbyint(value / s.scale) + static_cast<float>(s.zero_point);
    result.push_back(static_cast<int8_t>(std::clamp(step, -128.0F, 127.0F)));
  }
  return result;
}

Values real(const std::vector<int8_t>& values, Scale s) {
  Values result;
  for (const int8_t value : values)
    result.push_back(s.scale * static_cast<float>(value - s.zero_point));
  return result;
}

// What the integers of an array stand for.
Array rounded(Array array, Scale s) {
  array.values = real(quantized(array.values, s), s);
  return array;
}

// Makes a tensor int8.
void make_int8(ModelWriter& m, int32_t tensor, Scale s) {
  auto& spec = m.tensors[static_cast<size_t>(tensor)];
  spec.type = kInt8;
  spec.scales = {s.scale};
  spec.zero_points = {s.zero_point};
}

int32_t int8_input(ModelWriter& m, const Shape& shape, Scale s) {
  const int32_t index = m.input(shape);
  make_int8(m, index, s);
  return index;
}

int32_t int8_output(ModelWriter& m, const Shape& shape, Scale s) {
  const int32_t index = m.output(shape);
  make_int8(m, index, s);
  return index;
}

// Weights with a scale for each index of `axis`, and the values they stand for.
int32_t int8_weights(ModelWriter& m, Array& weights, int axis, std::vector<float>& scales) {
  const auto channels = static_cast<size_t>(weights.shape[static_cast<size_t>(axis)]);
  const size_t inner = axis == 0 ? weights.values.size() / channels : 1;
  scales.clear();
  for (size_t c = 0; c < channels; ++c)
    scales.push_back(0.01F + 0.001F * static_cast<float>(c % 5));
  std::vector<int8_t> stored;
  for (size_t i = 0; i < weights.values.size(); ++i) {
    const float scale = scales[i / inner % channels];
    stored.push_back(static_cast<int8_t>(
        std::clamp(std::nearbyint(weights.values[i] / scale), -127.0F, 127.0F)));
    weights.values[i] = scale * static_cast<float>(stored.back());
  }
  ModelWriter::TensorSpec spec;
  spec.name = "weights";
  spec.shape = weights.shape;
  spec.type = kInt8;
  spec.data = bytes_of(stored);
  spec.scales = scales;
  spec.zero_points.assign(channels, 0);
  spec.axis = axis;
  return m.tensor(spec);
}

int32_t int32_bias(ModelWriter& m, Values& bias, float input_scale,
                   const std::vector<float>& scales) {
  std::vector<int32_t> stored;
  for (size_t i = 0; i < bias.size(); ++i) {
    const float scale = input_scale * scales[i];
    stored.push_back(static_cast<int32_t>(std::lrint(bias[i] / scale)));
    bias[i] = scale * static_cast<float>(stored.back());
  }
  return m.integers(stored);
}

// Runs the model on the arrays and compares with `expected` in steps of the output's scale.
void expect_steps(const ModelWriter& m, const std::vector<Array>& inputs, Scale in,
                  const Array& expected, Scale out, int steps) {
  auto loaded = Model::load(m.finish(), {"test.tflite"});
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  Model& model = loaded.value();
  for (size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(model.inputs()[i].type, ElementType::kInt8);
    EXPECT_TRUE(model.input(i).empty());
    const auto stored = quantized(inputs[i].values, in);
    ASSERT_EQ(model.input_int8(i).size(), stored.size());
    std::copy(stored.begin(), stored.end(), model.input_int8(i).begin());
  }
  ASSERT_TRUE(model.run().ok());
  EXPECT_FLOAT_EQ(model.outputs()[0].scale, out.scale);
  EXPECT_EQ(model.outputs()[0].zero_point, out.zero_point);
  const auto actual = model.output_int8(0);
  const auto wanted = quantized(expected.values, out);
  ASSERT_EQ(actual.size(), wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) {
    ASSERT_NEAR(int{actual[i]}, int{wanted[i]}, steps) << "value " << i << " of " << wanted.size();
  }
}

TEST(NnInt8, ConvolutionHasAScaleAChannel) {
  const Window w{true, 2, 1, 1, 1, 3};
  const Array input = rounded(random_array({1, 7, 6, 5}, 1), kIn);
  Array filter = random_array({9, 3, 3, 5}, 2);
  Values bias = random_values(9, 3);
  ModelWriter m;
  std::vector<float> scales;
  const int32_t in = int8_input(m, input.shape, kIn);
  const int32_t weights = int8_weights(m, filter, 0, scales);
  const int32_t offset = int32_bias(m, bias, kIn.scale, scales);
  const Array expected = naive_convolution(input, filter, bias, w);
  m.op(kConv2D, {in, weights, offset}, {int8_output(m, expected.shape, kOut)}, conv_options(w));
  expect_steps(m, {input}, kIn, expected, kOut, 1);
}

TEST(NnInt8, DepthwiseConvolution) {
  const Window w{true, 1, 1, 1, 1, 0};
  const Array input = rounded(random_array({1, 5, 6, 7}, 4), kIn);
  Array filter = random_array({1, 3, 3, 7}, 5);
  Values bias = random_values(7, 6);
  ModelWriter m;
  std::vector<float> scales;
  const int32_t in = int8_input(m, input.shape, kIn);
  const int32_t weights = int8_weights(m, filter, 3, scales);
  const int32_t offset = int32_bias(m, bias, kIn.scale, scales);
  const Array expected = naive_depthwise(input, filter, bias, w);
  m.op(kDepthwiseConv2D, {in, weights, offset}, {int8_output(m, expected.shape, kOut)},
       depthwise_options(w, 1));
  expect_steps(m, {input}, kIn, expected, kOut, 1);
}

TEST(NnInt8, FullyConnectedWithOneScale) {
  const Array input = rounded(random_array({2, 20}, 7), kIn);
  Array weights = random_array({6, 20}, 8);
  Values bias = random_values(6, 9);
  ModelWriter m;
  std::vector<float> scales;
  const int32_t in = int8_input(m, input.shape, kIn);
  const int32_t filter = int8_weights(m, weights, 0, scales);
  // One scale for all channels, as older files have it.
  const auto stored = m.tensors[static_cast<size_t>(filter)].data;
  m.tensors[static_cast<size_t>(filter)].scales = {0.01F};
  m.tensors[static_cast<size_t>(filter)].zero_points = {0};
  for (size_t i = 0; i < stored.size(); ++i)
    weights.values[i] = 0.01F * static_cast<float>(static_cast<int8_t>(stored[i]));
  const int32_t offset = int32_bias(m, bias, kIn.scale, std::vector<float>(6, 0.01F));
  const Array expected = naive_fully_connected(input, weights, bias);
  m.op(kFullyConnected, {in, filter, offset}, {int8_output(m, expected.shape, kOut)},
       fully_connected_options(0, false));
  expect_steps(m, {input}, kIn, expected, kOut, 1);
}

TEST(NnInt8, AddAndMultiply) {
  const Array a = rounded(random_array({1, 4, 5, 3}, 10), kIn);
  const Array b = rounded(random_array({1, 4, 5, 3}, 11), kIn);
  for (const bool multiply : {false, true}) {
    const Array expected = naive_binary(a, b, multiply ? '*' : '+');
    ModelWriter m;
    const int32_t x = int8_input(m, a.shape, kIn);
    const int32_t y = int8_input(m, b.shape, kIn);
    m.op(multiply ? kMul : kAdd, {x, y}, {int8_output(m, expected.shape, kOut)},
         activation_options(multiply ? kMul : kAdd, 0));
    expect_steps(m, {a, b}, kIn, expected, kOut, 1);
  }
}

TEST(NnInt8, MeanAndWholeAveragePool) {
  const Array input = rounded(random_array({1, 7, 7, 6}, 12), kIn);
  const Array expected = naive_mean(input, {1, 2});
  for (const bool pool : {false, true}) {
    ModelWriter m;
    const int32_t in = int8_input(m, input.shape, kIn);
    const int32_t out = int8_output(m, expected.shape, kOut);
    if (pool) m.op(kAveragePool2D, {in}, {out}, pool_options({false, 1, 1, 1, 1, 0}, 7, 7));
    if (!pool) m.op(kMean, {in, m.integers({1, 2})}, {out}, mean_options(true));
    expect_steps(m, {input}, kIn, expected, kOut, 1);
  }
}

TEST(NnInt8, PadsMaxPoolsAndConcatenations) {
  const Array input = rounded(random_array({1, 4, 5, 3}, 13), kIn);
  const Array padded = naive_pad(input, {0, 1, 1, 0}, {0, 1, 1, 0});
  const Array pooled = naive_pool(padded, 2, 2, {true, 2, 2, 1, 1, 0}, false);
  const Array expected = naive_concatenation({pooled, pooled}, 3);
  ModelWriter m;
  const int32_t in = int8_input(m, input.shape, kIn);
  const int32_t wide = m.activation(padded.shape);
  const int32_t small = m.activation(pooled.shape);
  make_int8(m, wide, kIn);
  make_int8(m, small, kIn);
  m.op(kPad, {in, m.integers({0, 0, 1, 1, 1, 1, 0, 0}, {4, 2})}, {wide});
  m.op(kMaxPool2D, {wide}, {small}, pool_options({true, 2, 2, 1, 1, 0}, 2, 2));
  m.op(kConcatenation, {small, small}, {int8_output(m, expected.shape, kIn)},
       concatenation_options(3));
  expect_steps(m, {input}, kIn, expected, kIn, 0);
}

TEST(NnInt8, Logistic) {
  Array input = random_array({3, 40}, 14);
  for (float& value : input.values) value *= 2.4F;
  input = rounded(input, kIn);
  Array expected = input;
  for (float& value : expected.values) value = 1 / (1 + std::exp(-value));
  constexpr Scale kUnit{1.0F / 256, -128};
  ModelWriter m;
  const int32_t in = int8_input(m, input.shape, kIn);
  m.op(kLogistic, {in}, {int8_output(m, expected.shape, kUnit)});
  expect_steps(m, {input}, kIn, expected, kUnit, 1);
}

// Float in and float out around an int8 network, as quantisers write it on request.
TEST(NnInt8, QuantizesAndDequantizes) {
  const Array input = random_array({5, 8}, 15);
  ModelWriter m;
  const int32_t in = m.input(input.shape);
  const int32_t inside = m.activation(input.shape);
  const int32_t rescaled = m.activation(input.shape);
  make_int8(m, inside, kIn);
  make_int8(m, rescaled, kOut);
  m.op(kQuantize, {in}, {inside});
  m.op(kQuantize, {inside}, {rescaled});
  m.op(kDequantize, {rescaled}, {m.output(input.shape)});
  const auto results = run_model(m.finish(), {input.values});
  ASSERT_EQ(results.size(), 1U);
  for (size_t i = 0; i < input.values.size(); ++i)
    EXPECT_NEAR(results[0][i], input.values[i], 0.036F);
}

TEST(NnInt8, WhatIsNotSupportedIsNamed) {
  ModelWriter m;
  const int32_t in = int8_input(m, {1, 6, 6, 4}, kIn);
  const int32_t out = int8_output(m, {1, 6, 6, 4}, kOut);
  m.op(kSoftmax, {in}, {out}, softmax_options(1.0F));
  Error error = load_error(m.finish());
  EXPECT_EQ(error.code, ErrorCode::kUnsupportedOperator);
  EXPECT_NE(error.message.find("SOFTMAX"), std::string::npos) << error.message;

  // Dynamic range: int8 weights, float activations.
  ModelWriter dynamic;
  Array weights = random_array({3, 8}, 16);
  std::vector<float> scales;
  const int32_t from = dynamic.input({1, 8});
  const int32_t filter = int8_weights(dynamic, weights, 0, scales);
  dynamic.op(kFullyConnected, {from, filter, -1}, {dynamic.output({1, 3})},
             fully_connected_options(0, false));
  error = load_error(dynamic.finish());
  EXPECT_EQ(error.code, ErrorCode::kUnsupportedOperator);
  EXPECT_NE(error.message.find("weights"), std::string::npos) << error.message;
}

}  // namespace
}  // namespace selinet::test
