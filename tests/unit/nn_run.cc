#include "nn_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace selinet::test {

std::vector<Values> run_model(const std::vector<uint8_t>& file, const std::vector<Values>& inputs) {
  auto loaded = Model::load(file, {"test.tflite"});
  if (!loaded.ok()) {
    ADD_FAILURE() << loaded.error().message;
    return {};
  }
  Model& model = loaded.value();
  if (model.inputs().size() != inputs.size()) {
    ADD_FAILURE() << model.inputs().size() << " inputs instead of " << inputs.size();
    return {};
  }
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (model.input(i).size() != inputs[i].size()) {
      ADD_FAILURE() << "input " << i << " takes " << model.input(i).size() << " values, not "
                    << inputs[i].size();
      return {};
    }
    std::copy(inputs[i].begin(), inputs[i].end(), model.input(i).begin());
  }
  const Status status = model.run();
  EXPECT_TRUE(status.ok()) << status.error().message;
  std::vector<Values> outputs;
  outputs.reserve(model.outputs().size());
  for (size_t i = 0; i < model.outputs().size(); ++i) {
    outputs.emplace_back(model.output(i).begin(), model.output(i).end());
  }
  return outputs;
}

Error load_error(const std::vector<uint8_t>& file) {
  auto loaded = Model::load(file, {"test.tflite"});
  if (loaded.ok()) {
    ADD_FAILURE() << "the file was not refused";
    return {};
  }
  EXPECT_FALSE(loaded.error().message.empty());
  EXPECT_NE(loaded.error().message.find("test.tflite"), std::string::npos)
      << loaded.error().message;
  return loaded.error();
}

void expect_near(const Values& actual, const Values& expected, double tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  double largest = 1e-3;
  for (const float value : expected)
    largest = std::max(largest, std::fabs(static_cast<double>(value)));
  for (size_t i = 0; i < actual.size(); ++i) {
    ASSERT_NEAR(actual[i], expected[i], tolerance * largest)
        << "value " << i << " of " << actual.size();
  }
}

}  // namespace selinet::test
