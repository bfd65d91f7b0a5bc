// Operators that move values, and constants that are expanded at load, against the naive reference.
#include <gtest/gtest.h>

#include <functional>

#include "nn_model_writer.h"
#include "nn_reference.h"
#include "nn_run.h"

namespace selinet::test {
namespace {

TEST(NnResize, InAllThreeManners) {
  struct Case {
    int height, width, to_height, to_width;
  };
  const std::vector<Case> cases = {{4, 5, 8, 10}, {7, 5, 3, 4}, {1, 1, 3, 2},
                                   {3, 1, 7, 5},  {6, 6, 1, 1}, {2, 9, 5, 9}};
  for (const Case& c : cases) {
    for (const int manner : {0, 1, 2}) {
      SCOPED_TRACE(testing::Message() << c.height << "x" << c.width << " to " << c.to_height << "x"
                                      << c.to_width << " manner " << manner);
      const Array input = random_array({1, c.height, c.width, 3}, 1);
      const Array expected = naive_resize(input, c.to_height, c.to_width, manner == 1, manner == 2);
      ModelWriter m;
      const int32_t in = m.input(input.shape);
      const int32_t out = m.output(expected.shape);
      m.op(kResizeBilinear, {in, m.integers({c.to_height, c.to_width})}, {out},
           resize_options(manner == 1, manner == 2));
      const auto results = run_model(m.finish(), {input.values});
      ASSERT_EQ(results.size(), 1U);
      expect_near(results[0], expected.values);
    }
  }
}

// BlazeFace pads channels, so that a residual fits a wider layer.
TEST(NnPad, AroundAnyAxis) {
  const Array input = random_array({1, 3, 4, 5}, 2);
  for (const auto& pads : std::vector<std::vector<int32_t>>{{0, 0, 0, 0, 0, 0, 0, 7},
                                                            {0, 0, 1, 2, 3, 0, 0, 0},
                                                            {0, 1, 0, 0, 0, 0, 2, 0},
                                                            {0, 0, 0, 0, 0, 0, 0, 0}}) {
    const Array expected = naive_pad(input, {pads[0], pads[2], pads[4], pads[6]},
                                     {pads[1], pads[3], pads[5], pads[7]});
    ModelWriter m;
    const int32_t in = m.input(input.shape);
    const int32_t out = m.output(expected.shape);
    m.op(kPad, {in, m.integers(pads, {4, 2})}, {out});
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), 1U);
    expect_near(results[0], expected.values);
  }
}

TEST(NnReshape, KeepsTheOrder) {
  const Array input = random_array({1, 3, 4, 5}, 3);
  ModelWriter m;
  const int32_t in = m.input(input.shape);
  const int32_t out = m.output({1, 12, 5});
  m.op(kReshape, {in, m.integers({1, -1, 5})}, {out});
  const auto results = run_model(m.finish(), {input.values});
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0], input.values);
}

TEST(NnConcatenation, OfOneToTwelveInputsAlongAnyAxis) {
  for (const int axis : {0, 1, 2, 3, -1}) {
    for (const int parts : {1, 2, 3, 4, 5, 6, 9, 12}) {
      SCOPED_TRACE(testing::Message() << parts << " parts along axis " << axis);
      const auto along = static_cast<size_t>(axis < 0 ? axis + 4 : axis);
      ModelWriter m;
      std::vector<Array> arrays;
      std::vector<Values> values;
      std::vector<int32_t> from;
      for (int i = 0; i < parts; ++i) {
        Shape shape = {2, 3, 2, 3};
        shape[along] = 1 + i % 3;
        arrays.push_back(random_array(shape, static_cast<uint32_t>(10 + i)));
        values.push_back(arrays.back().values);
        from.push_back(m.input(shape));
      }
      const Array expected = naive_concatenation(arrays, static_cast<int>(along));
      const int32_t out = m.output(expected.shape);
      m.op(kConcatenation, from, {out}, concatenation_options(axis));
      const auto results = run_model(m.finish(), values);
      ASSERT_EQ(results.size(), 1U);
      EXPECT_EQ(results[0], expected.values);
    }
  }
}

TEST(NnDepthToSpace, MatchesTheReference) {
  for (const int block : {2, 3}) {
    const Array input = random_array({2, 3, 4, block * block * 5}, 4);
    const Array expected = naive_depth_to_space(input, block);
    ModelWriter m;
    const int32_t in = m.input(input.shape);
    const int32_t out = m.output(expected.shape);
    m.op(kDepthToSpace, {in}, {out}, depth_to_space_options(block));
    const auto results = run_model(m.finish(), {input.values});
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results[0], expected.values);
  }
}

// Adds a constant that is expanded by `code`, so that its values come out.
Values expanded(ModelWriter::TensorSpec constant, const std::vector<int32_t>& codes) {
  ModelWriter m;
  const Shape shape = constant.shape;
  const int8_t type = constant.type;
  const int32_t in = m.input(shape);
  int32_t from = m.tensor(std::move(constant));
  for (const int32_t code : codes) {
    const int32_t to = m.activation(shape);
    if (code == kDensify) m.tensors.back().type = type;
    m.op(code, {from}, {to});
    from = to;
  }
  const int32_t out = m.output(shape);
  m.op(kAdd, {in, from}, {out});
  const auto results = run_model(m.finish(), {Values(count(shape), 0.0F)});
  return results.empty() ? Values() : results[0];
}

TEST(NnConstants, HalvesAreExpandedExactly) {
  // One, minus two, the largest half, the smallest normal and subnormal ones, zero, a third.
  const std::vector<uint16_t> halves = {0x3C00, 0xC000, 0x7BFF, 0x0400,
                                        0x0001, 0x83FF, 0x0000, 0x3555};
  const Values expected = {1.0F, -2.0F,          65504.0F, 0x1p-14F, 0x1p-24F, -1023 * 0x1p-24F,
                           0.0F, 0.333251953125F};
  ModelWriter::TensorSpec spec{"half", {8}, kFloat16, bytes_of(halves)};
  EXPECT_EQ(expanded(spec, {kDequantize}), expected);
}

TEST(NnConstants, Int8WeightsAreScaledPerChannel) {
  ModelWriter::TensorSpec spec{
      "int8", {2, 3}, kInt8, bytes_of(std::vector<int8_t>{1, 2, -3, 4, -5, 127})};
  spec.scales = {0.5F, 0.25F};
  EXPECT_EQ(expanded(spec, {kDequantize}), (Values{0.5F, 1.0F, -1.5F, 1.0F, -1.25F, 31.75F}));
}

// A matrix in compressed rows: [[0, 7, 0, 0], [0, 0, 0, 0], [8, 0, 0, 9]].
ModelWriter::TensorSpec sparse_matrix() {
  ModelWriter::TensorSpec spec{"sparse", {3, 4}, kFloat32, bytes_of(Values{7, 8, 9})};
  spec.traversal = {0, 1};
  spec.dimensions = {{false, 3, {}, {}}, {true, 0, {0, 1, 1, 3}, {1, 0, 3}}};
  return spec;
}

TEST(NnConstants, SparseRowsAreFilledIn) {
  EXPECT_EQ(expanded(sparse_matrix(), {kDensify}), (Values{0, 7, 0, 0, 0, 0, 0, 0, 8, 0, 0, 9}));
}

// Blocks of one row and two columns: [[0, 0, 1, 2], [3, 4, 0, 0]]; then fp16 as in MediaPipe's
// files.
TEST(NnConstants, SparseBlocksAreFilledIn) {
  ModelWriter::TensorSpec spec{
      "blocks", {2, 4}, kFloat16, bytes_of(std::vector<uint16_t>{0x3C00, 0x4000, 0x4200, 0x4400})};
  spec.traversal = {0, 1, 2};
  spec.block_map = {1};
  spec.dimensions = {{false, 2, {}, {}}, {true, 0, {0, 1, 2}, {1, 0}}, {false, 2, {}, {}}};
  EXPECT_EQ(expanded(spec, {kDensify, kDequantize}), (Values{0, 0, 1, 2, 3, 4, 0, 0}));
}

TEST(NnConstants, UnsoundSparsityIsRefused) {
  const auto refused = [](const std::function<void(ModelWriter::TensorSpec&)>& spoil) {
    ModelWriter m;
    const int32_t in = m.input({3, 4});
    ModelWriter::TensorSpec spec = sparse_matrix();
    spoil(spec);
    const int32_t sparse = m.tensor(spec);
    const int32_t dense = m.activation({3, 4});
    m.op(kDensify, {sparse}, {dense});
    m.op(kAdd, {in, dense}, {m.output({3, 4})});
    return load_error(m.finish()).code;
  };
  using Spec = ModelWriter::TensorSpec;
  EXPECT_EQ(refused([](Spec& s) { s.dimensions[1].indices[0] = 4; }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.dimensions[1].segments = {0, 1, 1, 4}; }),
            ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.dimensions[1].segments = {0, 3, 1, 3}; }),
            ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.dimensions[1].segments = {0, 1}; }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.dimensions[0].size = 4; }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.traversal = {0, 0}; }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.traversal = {0, 7}; }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.dimensions.pop_back(); }), ErrorCode::kCorruptModel);
  EXPECT_EQ(refused([](Spec& s) { s.block_map = {5}; }), ErrorCode::kCorruptModel);
}

}  // namespace
}  // namespace selinet::test
