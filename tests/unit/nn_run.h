// Loads a written model, runs it on given inputs, and compares results.
#pragma once

#include <string>
#include <vector>

#include "selinet/model.h"

namespace selinet::test {

using Values = std::vector<float>;

// The outputs; a failed test and an empty list where the model cannot be loaded or run.
std::vector<Values> run_model(const std::vector<uint8_t>& file, const std::vector<Values>& inputs);

// The error of loading a file that should be refused; a failed test if it is not.
Error load_error(const std::vector<uint8_t>& file);

// Every value within `tolerance` of the largest expected magnitude.
void expect_near(const Values& actual, const Values& expected, double tolerance = 1e-5);

}  // namespace selinet::test
