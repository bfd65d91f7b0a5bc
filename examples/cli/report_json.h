// The report as JSON, the same shape as the JavaScript module's.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "selinet/error.h"
#include "selinet/report.h"

namespace selinet::cli {

// One photo of a batch: a report, or what was wrong.
struct Outcome {
  std::string photo;  // as named by the caller
  Result<Report> result;
};

// {"reports": [{"photo", "report"} or {"photo", "error": {"code", "message", "detail"}}]}, UTF-8,
// indented.
std::string to_json(const std::vector<Outcome>& outcomes);

// Indices of the emotions that reach their thresholds, the strongest first.
std::vector<size_t> likely_emotions(const Person& person,
                                    const std::array<float, kEmotionCount>& thresholds);

}  // namespace selinet::cli
