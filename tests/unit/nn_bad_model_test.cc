// Files that have to be refused: damaged, hostile or beyond what is supported, each with its error.
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <random>

#include "nn_model_writer.h"
#include "nn_reference.h"
#include "nn_run.h"

namespace selinet::test {
namespace {

// A network with a bit of everything, small enough to load thousands of times.
ModelWriter good_model() {
  ModelWriter m;
  const int32_t in = m.input({1, 6, 6, 3}, "photo");
  const int32_t hidden = m.activation({1, 6, 6, 4}, "hidden");
  const int32_t padded = m.activation({1, 8, 8, 4}, "padded");
  const int32_t wide = m.activation({1, 4, 4, 8}, "wide");
  const int32_t twice = m.activation({1, 4, 4, 16}, "twice");
  const int32_t mean = m.activation({1, 16}, "mean");
  const int32_t out = m.output({1, 5}, "scores");
  const Array filter = random_array({4, 3, 3, 3}, 1);
  const Array depth = random_array({1, 3, 3, 8}, 2);
  const Array dense = random_array({5, 16}, 3);
  m.op(
      kConv2D,
      {in, m.constant(filter.shape, filter.values, "kernel"), m.constant({4}, random_values(4, 4))},
      {hidden}, conv_options({true, 1, 1, 1, 1, 3}));
  m.op(kPad, {hidden, m.integers({0, 0, 1, 1, 1, 1, 0, 0}, {4, 2})}, {padded});
  m.op(kDepthwiseConv2D,
       {padded, m.constant(depth.shape, depth.values), m.constant({8}, random_values(8, 5))},
       {wide}, depthwise_options({true, 2, 2, 1, 1, 1}, 2));
  m.op(kConcatenation, {wide, wide}, {twice}, concatenation_options(3));
  m.op(kMean, {twice, m.integers({1, 2})}, {mean}, mean_options(false));
  m.op(kFullyConnected, {mean, m.constant(dense.shape, dense.values), -1}, {out},
       fully_connected_options(0, false));
  return m;
}

void expect_refused(const ModelWriter& m, ErrorCode code, const std::vector<std::string>& words) {
  const Error error = load_error(m.finish());
  EXPECT_EQ(error.code, code) << error.message;
  for (const std::string& word : words) {
    EXPECT_NE(error.message.find(word), std::string::npos)
        << word << " is not in: " << error.message;
  }
}

TEST(NnBadModel, TheGoodOneLoads) {
  EXPECT_TRUE(Model::load(good_model().finish(), {"test.tflite"}).ok());
}

TEST(NnBadModel, LoadsAndRunsFromAnyAddress) {
  const std::vector<uint8_t> file = good_model().finish();
  for (size_t shift = 0; shift < 9; ++shift) {
    std::vector<uint8_t> moved(file.size() + shift);
    std::copy(file.begin(), file.end(), moved.begin() + static_cast<std::ptrdiff_t>(shift));
    auto model = Model::load(std::span(moved).subspan(shift), {"test.tflite"});
    ASSERT_TRUE(model.ok()) << model.error().message;
    EXPECT_TRUE(model.value().run().ok());
  }
}

TEST(NnBadModel, EmptyTruncatedOrNoModelAtAll) {
  const std::vector<uint8_t> file = good_model().finish();
  EXPECT_EQ(load_error({}).code, ErrorCode::kCorruptModel);
  for (size_t part = 0; part < 20; ++part) {
    const std::vector<uint8_t> cut(
        file.begin(), file.begin() + static_cast<std::ptrdiff_t>(file.size() * part / 20));
    EXPECT_EQ(load_error(cut).code, ErrorCode::kCorruptModel) << part << " twentieths";
  }
  std::mt19937 random(1);
  std::vector<uint8_t> noise(5000);
  for (uint8_t& byte : noise) byte = static_cast<uint8_t>(random());
  EXPECT_EQ(load_error(noise).code, ErrorCode::kCorruptModel);
  std::memcpy(noise.data() + 4, "TFL3", 4);
  EXPECT_EQ(load_error(noise).code, ErrorCode::kCorruptModel);
}

TEST(NnBadModel, WrongIdentifierOrSchemaVersion) {
  ModelWriter m = good_model();
  m.identifier = "TFL2";
  expect_refused(m, ErrorCode::kCorruptModel, {"TFL3"});
  m = good_model();
  m.version = 4;
  expect_refused(m, ErrorCode::kCorruptModel, {"schema version is 4"});
}

TEST(NnBadModel, SeveralSubgraphsOrNone) {
  ModelWriter m = good_model();
  m.subgraphs = 2;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"2 subgraphs"});
  m.subgraphs = 0;
  expect_refused(m, ErrorCode::kCorruptModel, {"no graph"});
}

TEST(NnBadModel, IndicesOutOfRange) {
  for (const int32_t index : {-1, -2, 1000, INT32_MIN, INT32_MAX}) {
    ModelWriter m = good_model();
    m.operators[0].inputs[0] = index;
    expect_refused(m, ErrorCode::kCorruptModel, {"operator 0, CONV_2D"});
    m = good_model();
    m.operators[3].outputs[0] = index;
    expect_refused(m, ErrorCode::kCorruptModel, {"operator 3"});
    m = good_model();
    m.outputs[0] = index;
    expect_refused(m, ErrorCode::kCorruptModel, {"the graph refers to tensor"});
  }
  ModelWriter m = good_model();
  m.tensors[1].buffer = 77;
  expect_refused(m, ErrorCode::kCorruptModel, {"buffer 77", "hidden"});
}

TEST(NnBadModel, CyclesAndTensorsThatNothingComputes) {
  ModelWriter m = good_model();
  std::swap(m.operators[0], m.operators[1]);
  expect_refused(m, ErrorCode::kCorruptModel, {"hidden", "cycle"});
  m = good_model();
  m.operators[3].inputs[1] = m.operators[3].outputs[0];
  expect_refused(m, ErrorCode::kCorruptModel, {"twice", "cycle"});
  m = good_model();
  m.operators.pop_back();
  expect_refused(m, ErrorCode::kCorruptModel, {"no operator computes", "scores"});
  m = good_model();
  m.operators.push_back(m.operators.back());
  expect_refused(m, ErrorCode::kCorruptModel, {"written already"});
  m = good_model();
  m.operators[0].outputs[0] = m.inputs[0];
  expect_refused(m, ErrorCode::kCorruptModel, {"photo"});
}

TEST(NnBadModel, ShapesThatDoNotFit) {
  ModelWriter m = good_model();
  m.tensors[1].shape = {1, 6, 6, 5};
  expect_refused(m, ErrorCode::kCorruptModel, {"CONV_2D", "1x6x6x4", "1x6x6x5"});
  m = good_model();
  m.tensors[0].shape = {1, 6, 6, 2};
  expect_refused(m, ErrorCode::kCorruptModel, {"do not fit"});
  for (const Shape& shape : std::vector<Shape>{{1, -1, 6, 3},
                                               {0, 6, 6, 3},
                                               {1, 1 << 20, 1 << 20, 1 << 20},
                                               {1 << 30, 1 << 30, 1 << 30, 1 << 30},
                                               {1, 1, 1, 1, 1, 6, 6, 3}}) {
    m = good_model();
    m.tensors[0].shape = shape;
    expect_refused(m, ErrorCode::kCorruptModel, {"photo"});
  }
}

TEST(NnBadModel, ValuesFewerOrMoreThanTheShape) {
  for (const int change : {-4, -1, 1, 4}) {
    ModelWriter m = good_model();
    auto& data = m.tensors[static_cast<size_t>(m.operators[0].inputs[1])].data;
    data.resize(data.size() + static_cast<size_t>(change));  // wraps around downwards
    expect_refused(m, ErrorCode::kCorruptModel, {"kernel", "bytes of values"});
  }
}

TEST(NnBadModel, UnsupportedOperatorsAreNamed) {
  ModelWriter m = good_model();
  m.operators[0].code = kConv3D;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"CONV_3D", "version 1", "hidden"});
  m.operators[0].code = 9999;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"operator number 9999"});
  m.operators[0].code = kCustom;
  m.operators[0].custom_name = "MadeUpOperator";
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"MadeUpOperator", "hidden"});
  m = good_model();
  m.operators[0].version = 99;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"CONV_2D version 99", "hidden"});
}

TEST(NnBadModel, UnsupportedTypesAndActivationsAreNamed) {
  ModelWriter m = good_model();
  m.tensors[1].type = kUint8;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"UINT8", "CONV_2D", "hidden"});
  m = good_model();
  m.tensors[1].type = kFloat16;
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"FLOAT16", "hidden"});
  m = good_model();
  m.operators[0].options = conv_options({true, 1, 1, 1, 1, 4});
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"CONV_2D", "TANH"});
  m = good_model();
  m.tensors[1].type = kInt8;  // without a scale
  expect_refused(m, ErrorCode::kUnsupportedOperator, {"INT8", "hidden"});
}

TEST(NnBadModel, OptionsThatMakeNoSense) {
  for (const Window& window : {Window{true, 0, 1, 1, 1, 0}, Window{true, 1, -1, 1, 1, 0},
                               Window{true, 1, 1, 0, 1, 0}, Window{true, 1 << 20, 1, 1, 1, 0}}) {
    ModelWriter m = good_model();
    m.operators[0].options = conv_options(window);
    expect_refused(m, ErrorCode::kCorruptModel, {"CONV_2D"});
  }
  ModelWriter m = good_model();
  m.operators[0].options = pool_options({}, 2, 2);
  expect_refused(m, ErrorCode::kCorruptModel, {"options"});
}

TEST(NnBadModel, AnInputThatIsAlsoAnOutput) {
  ModelWriter m = good_model();
  m.outputs.push_back(m.inputs[0]);
  expect_refused(m, ErrorCode::kCorruptModel, {"photo"});
  m = good_model();
  m.outputs.push_back(m.outputs[0]);
  expect_refused(m, ErrorCode::kCorruptModel, {"scores", "twice"});
}

// Operators whose results nobody reads are left out, whole chains of them.
TEST(NnBadModel, UnreadOperatorsDoNoHarm) {
  ModelWriter m = good_model();
  const int32_t first = m.activation({1, 6, 6, 3});
  const int32_t second = m.activation({1, 6, 6, 3});
  m.op(kRelu, {m.inputs[0]}, {first});
  m.op(kRelu, {first}, {second});
  EXPECT_TRUE(Model::load(m.finish(), {"test.tflite"}).ok());
}

// Changed bytes may leave a model that loads, and then runs, or one that is refused: never a crash.
TEST(NnBadModel, SurvivesRandomChanges) {
  const std::vector<uint8_t> good = good_model().finish();
  std::mt19937 random(20230703);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(1500);
  int refused = 0;
  int tries = 0;
  for (; tries < 20000 && std::chrono::steady_clock::now() < end; ++tries) {
    std::vector<uint8_t> file = good;
    const size_t changes = 1 + random() % 4;
    for (size_t i = 0; i < changes; ++i) {
      uint8_t& byte = file[random() % file.size()];
      switch (random() % 3) {
        case 0:
          byte = static_cast<uint8_t>(random());
          break;
        case 1:
          byte ^= static_cast<uint8_t>(1U << random() % 8);
          break;
        default:
          byte = random() % 2 == 0 ? 0xFF : 0;
          break;
      }
    }
    if (random() % 16 == 0) file.resize(random() % file.size());
    auto model = Model::load(file, {"test.tflite"});
    if (!model.ok()) {
      ++refused;
      ASSERT_FALSE(model.error().message.empty());
      continue;
    }
    ASSERT_TRUE(model.value().run().ok());
  }
  EXPECT_GT(refused, tries / 100);
  EXPECT_GT(tries, 50);
}

}  // namespace
}  // namespace selinet::test
