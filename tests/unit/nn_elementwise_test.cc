// Operators that work element by element, pools, means and softmax, against the naive reference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "nn_model_writer.h"
#include "nn_reference.h"
#include "nn_run.h"

namespace selinet::test {
namespace {

struct Binary {
  int32_t code;
  char sign;
};
constexpr Binary kBinaries[] = {{kAdd, '+'}, {kSub, '-'}, {kMul, '*'}};

TEST(NnBinary, BroadcastsAndClamps) {
  const std::vector<std::pair<Shape, Shape>> shapes = {{{1, 3, 5, 4}, {1, 3, 5, 4}},
                                                       {{1, 3, 5, 4}, {4}},
                                                       {{1, 3, 5, 4}, {1, 1, 1, 4}},
                                                       {{1, 3, 5, 4}, {1, 3, 5, 1}},
                                                       {{1, 1, 5, 1}, {1, 3, 1, 4}},
                                                       {{7}, {1}},
                                                       {{2, 3}, {3}},
                                                       {{1, 1, 1, 4}, {1, 3, 5, 4}}};
  for (const auto& [left, right] : shapes) {
    for (const Binary& binary : kBinaries) {
      for (const int activation : {0, 1, 2, 3}) {
        SCOPED_TRACE(testing::Message() << binary.sign << " activation " << activation << " sizes "
                                        << count(left) << " and " << count(right));
        const Array a = random_array(left, 1);
        const Array b = random_array(right, 2);
        const Array expected = activated(naive_binary(a, b, binary.sign), activation);
        ModelWriter m;
        const int32_t x = m.input(left);
        const int32_t y = m.input(right);
        const int32_t out = m.output(expected.shape);
        m.op(binary.code, {x, y}, {out}, activation_options(binary.code, activation));
        const auto results = run_model(m.finish(), {a.values, b.values});
        ASSERT_EQ(results.size(), 1U);
        expect_near(results[0], expected.values);
      }
    }
  }
}

// The constant is read at every run, long after the file is gone.
TEST(NnBinary, KeepsConstantOperands) {
  const Array a = random_array({1, 3, 3, 5}, 3);
  const Array b = random_array({1, 1, 1, 5}, 4);
  ModelWriter m;
  const int32_t in = m.input(a.shape);
  const int32_t out = m.output(a.shape);
  m.op(kMul, {in, m.constant(b.shape, b.values)}, {out}, activation_options(kMul, 0));
  std::vector<uint8_t> file = m.finish();
  auto model = Model::load(file, {"test.tflite"});
  ASSERT_TRUE(model.ok()) << model.error().message;
  std::fill(file.begin(), file.end(), uint8_t{0xFF});
  for (int run = 0; run < 2; ++run) {
    std::copy(a.values.begin(), a.values.end(), model.value().input(0).begin());
    ASSERT_TRUE(model.value().run().ok());
    const auto result = model.value().output(0);
    expect_near({result.begin(), result.end()}, naive_binary(a, b, '*').values);
  }
}

TEST(NnBinary, OfOneTensorTwice) {
  const Array a = random_array({2, 5}, 5);
  ModelWriter m;
  const int32_t in = m.input(a.shape);
  const int32_t out = m.output(a.shape);
  m.op(kAdd, {in, in}, {out});  // no options: the default, no activation
  const auto results = run_model(m.finish(), {a.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], naive_binary(a, a, '+').values);
}

TEST(NnPrelu, HasASlopeAChannel) {
  const Array a = random_array({1, 4, 3, 6}, 6);
  const Array slopes = random_array({1, 1, 6}, 7);
  ModelWriter m;
  const int32_t in = m.input(a.shape);
  const int32_t out = m.output(a.shape);
  m.op(kPrelu, {in, m.constant(slopes.shape, slopes.values)}, {out});
  const auto results = run_model(m.finish(), {a.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], naive_binary(a, slopes, 'p').values);
}

TEST(NnUnary, MatchTheirDefinitions) {
  struct Case {
    int32_t code;
    std::function<double(double)> function;
    Options options;
  };
  const std::vector<Case> cases = {
      {kRelu, [](double x) { return std::max(x, 0.0); }, {}},
      {kRelu6, [](double x) { return std::clamp(x, 0.0, 6.0); }, {}},
      {kReluN1To1, [](double x) { return std::clamp(x, -1.0, 1.0); }, {}},
      {kLogistic, [](double x) { return 1 / (1 + std::exp(-x)); }, {}},
      {kTanh, [](double x) { return std::tanh(x); }, {}},
      {kHardSwish, [](double x) { return x * std::clamp(x + 3, 0.0, 6.0) / 6; }, {}},
      {kLeakyRelu, [](double x) { return x < 0 ? 0.25 * x : x; }, leaky_relu_options(0.25F)},
  };
  Array a = random_array({1, 5, 3, 7}, 8);
  for (float& value : a.values) value *= 9;
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << "operator " << c.code);
    Values expected;
    for (const float value : a.values) expected.push_back(static_cast<float>(c.function(value)));
    ModelWriter m;
    const int32_t in = m.input(a.shape);
    const int32_t out = m.output(a.shape);
    m.op(c.code, {in}, {out}, c.options);
    const auto results = run_model(m.finish(), {a.values});
    ASSERT_EQ(results.size(), 1U);
    expect_near(results[0], expected);
  }
}

TEST(NnSoftmax, SumsToOneOverTheLastAxis) {
  Array a = random_array({2, 3, 11}, 9);
  Values expected(a.values.size());
  for (size_t row = 0; row < 6; ++row) {
    double sum = 0;
    for (size_t i = 0; i < 11; ++i) sum += std::exp(double{a.values[row * 11 + i]});
    for (size_t i = 0; i < 11; ++i) {
      expected[row * 11 + i] = static_cast<float>(std::exp(double{a.values[row * 11 + i]}) / sum);
    }
  }
  ModelWriter m;
  const int32_t in = m.input(a.shape);
  const int32_t out = m.output(a.shape);
  m.op(kSoftmax, {in}, {out}, softmax_options(1.0F));
  const auto results = run_model(m.finish(), {a.values});
  ASSERT_EQ(results.size(), 1U);
  expect_near(results[0], expected);
}

// An average leaves padding out of its count; a window over the whole picture is a mean.
TEST(NnPool, MatchesTheReference) {
  struct Case {
    int height, width, window_height, window_width;
    Window window;
  };
  const std::vector<Case> cases = {
      {7, 9, 2, 2, {true, 2, 2, 1, 1, 0}},        {7, 9, 3, 3, {true, 1, 1, 1, 1, 0}},
      {8, 6, 3, 2, {false, 2, 1, 1, 1, 0}},       {5, 5, 5, 5, {false, 1, 1, 1, 1, 0}},
      {16, 16, 16, 16, {false, 16, 16, 1, 1, 0}}, {5, 7, 4, 3, {true, 3, 2, 1, 1, 3}},
      {6, 6, 2, 2, {false, 2, 2, 1, 1, 1}}};
  for (const Case& c : cases) {
    for (const bool average : {true, false}) {
      SCOPED_TRACE(testing::Message() << c.height << "x" << c.width << " window " << c.window_height
                                      << "x" << c.window_width << " average " << average);
      const Array input = random_array({2, c.height, c.width, 5}, 10);
      const Array expected = naive_pool(input, c.window_height, c.window_width, c.window, average);
      ModelWriter m;
      const int32_t in = m.input(input.shape);
      const int32_t out = m.output(expected.shape);
      m.op(average ? kAveragePool2D : kMaxPool2D, {in}, {out},
           pool_options(c.window, c.window_height, c.window_width));
      const auto results = run_model(m.finish(), {input.values});
      ASSERT_EQ(results.size(), 1U);
      expect_near(results[0], expected.values);
    }
  }
}

TEST(NnMean, OverAnyAxes) {
  const std::vector<std::vector<int>> sets = {{1, 2}, {2, 1}, {-2, -3}, {3}, {1}, {0, 1, 2, 3}};
  const Array input = random_array({2, 5, 7, 3}, 11);
  for (const auto& axes : sets) {
    for (const bool keep : {true, false}) {
      SCOPED_TRACE(testing::Message()
                   << axes.size() << " axes from " << axes[0] << " keep " << keep);
      std::vector<int> positive = axes;
      for (int& axis : positive) axis = axis < 0 ? axis + 4 : axis;
      const Array expected = naive_mean(input, positive);
      Shape shape = expected.shape;
      if (!keep) {
        shape.clear();
        for (int axis = 0; axis < 4; ++axis) {
          if (std::find(positive.begin(), positive.end(), axis) == positive.end()) {
            shape.push_back(input.shape[static_cast<size_t>(axis)]);
          }
        }
      }
      ModelWriter m;
      const int32_t in = m.input(input.shape);
      const int32_t out = m.output(shape);
      m.op(kMean, {in, m.integers({axes.begin(), axes.end()})}, {out}, mean_options(keep));
      const auto results = run_model(m.finish(), {input.values});
      ASSERT_EQ(results.size(), 1U);
      expect_near(results[0], expected.values);
    }
  }
}

}  // namespace
}  // namespace selinet::test
