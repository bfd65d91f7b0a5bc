// Operators with weights, against the naive reference, over odd sizes, strides, paddings and
// dilations.
#include <gtest/gtest.h>

#include "nn_model_writer.h"
#include "nn_reference.h"
#include "nn_run.h"

namespace selinet::test {
namespace {

Values small_bias(int channels, uint32_t seed) {
  return random_values(static_cast<size_t>(channels), seed);
}

struct Sizes {
  int height, width, channels, outputs, kernel_height, kernel_width;
};

constexpr Sizes kSizes[] = {{7, 9, 3, 8, 3, 3},
                            {5, 5, 16, 5, 1, 1},
                            {11, 6, 4, 7, 5, 2},
                            {8, 8, 1, 1, 3, 3},
                            {2, 3, 5, 4, 3, 3}};
constexpr Window kWindows[] = {{true, 1, 1, 1, 1, 0},
                               {true, 2, 2, 1, 1, 3},
                               {false, 1, 1, 1, 1, 1},
                               {true, 2, 1, 1, 1, 2},
                               {true, 1, 1, 2, 3, 0}};

bool fits(const Sizes& s, const Window& w) {
  return w.same || (s.height >= (s.kernel_height - 1) * w.dilation_height + 1 &&
                    s.width >= (s.kernel_width - 1) * w.dilation_width + 1);
}

TEST(NnConvolution, MatchesTheReference) {
  for (const Sizes& s : kSizes) {
    for (const Window& w : kWindows) {
      if (!fits(s, w)) continue;
      SCOPED_TRACE(testing::Message() << s.height << "x" << s.width << "x" << s.channels
                                      << " stride " << w.stride_height << " same " << w.same);
      const Array input = random_array({1, s.height, s.width, s.channels}, 1);
      const Array filter =
          random_array({s.outputs, s.kernel_height, s.kernel_width, s.channels}, 2);
      const Values bias = small_bias(s.outputs, 3);
      const Array expected = naive_convolution(input, filter, bias, w);
      ModelWriter m;
      const int32_t in = m.input(input.shape);
      const int32_t out = m.output(expected.shape);
      m.op(kConv2D, {in, m.constant(filter.shape, filter.values), m.constant({s.outputs}, bias)},
           {out}, conv_options(w));
      const auto results = run_model(m.finish(), {input.values});
      ASSERT_EQ(results.size(), 1U);
      expect_near(results[0], expected.values);
    }
  }
}

TEST(NnConvolution, WithoutBiasAndWithABatch) {
  const Window w;
  const Array input = random_array({3, 6, 5, 4}, 4);
  const Array filter = random_array({6, 3, 3, 4}, 5);
  const Array expected = naive_convolution(input, filter, {}, w);
  for (const bool listed : {false, true}) {  // an absent bias is left out, or listed as -1
    ModelWriter m;
    const int32_t in = m.input(input.shape);
    const int32_t out = m.output(expected.shape);
    std::vector<int32_t> from = {in, m.constant(filter.shape, filter.values)};
    if (listed) from.push_back(-1);
    m.op(kConv2D, from, {out}, conv_options(w));
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), 1U);
    expect_near(results[0], expected.values);
  }
}

TEST(NnConvolution, InGroups) {
  const Window w;
  const Array input = random_array({1, 5, 7, 12}, 6);
  const Array filter = random_array({8, 3, 3, 3}, 7);  // 4 groups of 3 channels
  const Values bias = small_bias(8, 8);
  const Array expected = naive_convolution(input, filter, bias, w);
  ModelWriter m;
  const int32_t in = m.input(input.shape);
  const int32_t out = m.output(expected.shape);
  m.op(kConv2D, {in, m.constant(filter.shape, filter.values), m.constant({8}, bias)}, {out},
       conv_options(w));
  const auto results = run_model(m.finish(), {input.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], expected.values);
}

// MediaPipe's files pad by an operator of its own; XNNPACK may fuse it.
TEST(NnConvolution, AfterAPad) {
  const Window w{false, 2, 2, 1, 1, 1};
  const Array input = random_array({1, 8, 7, 3}, 9);
  const Array filter = random_array({4, 3, 3, 3}, 10);
  const Values bias = small_bias(4, 11);
  const Array padded = naive_pad(input, {0, 0, 1, 0}, {0, 1, 2, 0});
  const Array expected = naive_convolution(padded, filter, bias, w);
  ModelWriter m;
  const int32_t in = m.input(input.shape);
  const int32_t between = m.activation(padded.shape);
  const int32_t out = m.output(expected.shape);
  m.op(kPad, {in, m.integers({0, 0, 0, 1, 1, 2, 0, 0}, {4, 2})}, {between});
  m.op(kConv2D, {between, m.constant(filter.shape, filter.values), m.constant({4}, bias)}, {out},
       conv_options(w));
  const auto results = run_model(m.finish(), {input.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], expected.values);
}

// A RELU of its own is fused where nothing else reads the convolution, and kept where something
// does.
TEST(NnConvolution, BeforeAnActivationOfItsOwn) {
  const Window w;
  const Array input = random_array({1, 4, 5, 3}, 12);
  const Array filter = random_array({6, 3, 3, 3}, 13);
  const Values bias = small_bias(6, 14);
  const Array plain = naive_convolution(input, filter, bias, w);
  const Array expected = activated(plain, 1);
  for (const bool shared : {false, true}) {
    ModelWriter m;
    const int32_t in = m.input(input.shape);
    const int32_t between = shared ? m.output(plain.shape) : m.activation(plain.shape);
    const int32_t out = m.output(expected.shape);
    m.op(kConv2D, {in, m.constant(filter.shape, filter.values), m.constant({6}, bias)}, {between},
         conv_options(w));
    m.op(kRelu, {between}, {out});
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), shared ? 2U : 1U);
    expect_near(results.back(), expected.values);
    if (shared) expect_near(results[0], plain.values);
  }
}

TEST(NnDepthwiseConvolution, MatchesTheReference) {
  for (const Sizes& s : kSizes) {
    for (const Window& w : kWindows) {
      for (const int multiplier : {1, 2}) {
        if (!fits(s, w)) continue;
        SCOPED_TRACE(testing::Message()
                     << s.height << "x" << s.width << "x" << s.channels << " stride "
                     << w.stride_height << " multiplier " << multiplier);
        const int outputs = s.channels * multiplier;
        const Array input = random_array({1, s.height, s.width, s.channels}, 15);
        const Array filter = random_array({1, s.kernel_height, s.kernel_width, outputs}, 16);
        const Values bias = small_bias(outputs, 17);
        const Array expected = naive_depthwise(input, filter, bias, w);
        ModelWriter m;
        const int32_t in = m.input(input.shape);
        const int32_t out = m.output(expected.shape);
        m.op(kDepthwiseConv2D,
             {in, m.constant(filter.shape, filter.values), m.constant({outputs}, bias)}, {out},
             depthwise_options(w, multiplier));
        const auto results = run_model(m.finish(), {input.values});
        ASSERT_EQ(results.size(), 1U);
        expect_near(results[0], expected.values);
      }
    }
  }
}

struct Transposed {
  int height, width, out_height, out_width, kernel, stride;
  bool same;
};

TEST(NnTransposedConvolution, MatchesTheReference) {
  constexpr Transposed kCases[] = {{3, 4, 6, 8, 2, 2, true},  {3, 4, 6, 7, 3, 2, true},
                                   {3, 4, 7, 9, 3, 2, false}, {5, 2, 5, 2, 3, 1, true},
                                   {3, 3, 9, 9, 2, 3, true},  {2, 3, 5, 7, 3, 2, false},
                                   {4, 4, 8, 8, 4, 2, true}};
  for (const Transposed& c : kCases) {
    SCOPED_TRACE(testing::Message() << c.height << "x" << c.width << " kernel " << c.kernel
                                    << " stride " << c.stride << " same " << c.same);
    const Window w{c.same, c.stride, c.stride, 1, 1, 0};
    const Array input = random_array({1, c.height, c.width, 5}, 18);
    const Array filter = random_array({3, c.kernel, c.kernel, 5}, 19);
    const Values bias = small_bias(3, 20);
    const Array expected =
        naive_transposed(input, filter, bias, w, {1, c.out_height, c.out_width, 3});
    ModelWriter m;
    const int32_t in = m.input(input.shape);
    const int32_t out = m.output(expected.shape);
    m.op(kTransposeConv,
         {m.integers(expected.shape), m.constant(filter.shape, filter.values), in,
          m.constant({3}, bias)},
         {out}, transpose_conv_options(w));
    m.operators.back().version = 3;
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), 1U);
    expect_near(results[0], expected.values);
  }
}

// MediaPipe's custom operator in its selfie segmentation files.
TEST(NnTransposedConvolution, AsMediaPipesCustomOperator) {
  const Window w{true, 2, 2, 1, 1, 0};
  const Array input = random_array({1, 4, 3, 6}, 21);
  const Array filter = random_array({2, 2, 2, 6}, 22);
  const Values bias = small_bias(2, 23);
  const Array expected = naive_transposed(input, filter, bias, w, {1, 8, 6, 2});
  ModelWriter m;
  const int32_t in = m.input(input.shape);
  const int32_t out = m.output(expected.shape);
  m.op(kCustom, {in, m.constant(filter.shape, filter.values), m.constant({2}, bias)}, {out});
  m.operators.back().custom_name = "Convolution2DTransposeBias";
  m.operators.back().custom_options = bytes_of(std::vector<int32_t>{1, 2, 2});
  const auto results = run_model(m.finish(), {input.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], expected.values);
}

TEST(NnFullyConnected, FlattensOrKeepsDimensions) {
  const Array weights = random_array({7, 12}, 24);
  const Values bias = small_bias(7, 25);
  struct Case {
    Shape input;
    bool keep;
    Shape output;
  };
  const std::vector<Case> cases = {{{1, 12}, false, {1, 7}},
                                   {{5, 12}, false, {5, 7}},
                                   {{1, 2, 2, 3}, false, {1, 7}},
                                   {{2, 3, 12}, true, {2, 3, 7}},
                                   {{2, 3, 12}, false, {6, 7}}};
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << "rank " << c.input.size() << " keep " << c.keep);
    const Array input = random_array(c.input, 26);
    const Array expected = activated(naive_fully_connected(input, weights, bias), 1);
    ModelWriter m;
    const int32_t in = m.input(c.input);
    const int32_t out = m.output(c.output);
    m.op(kFullyConnected, {in, m.constant(weights.shape, weights.values), m.constant({7}, bias)},
         {out}, fully_connected_options(1, c.keep));
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), 1U);
    expect_near(results[0], expected.values);
  }
}

}  // namespace
}  // namespace selinet::test
