// Judges all photos of a data set, on several threads, and picks up an interrupted run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluate_photos.h"

namespace selinet::cli {

struct RunOptions {
  std::string models;  // folder with manifest.json
  std::string tier;
  bool correction = true;
  size_t threads = 1;   // each has an analyser of its own
  std::string partial;  // file for results as they come; empty: nothing is kept
};

struct RunResults {
  std::string models_version;
  bool correction = false;                         // whether sentiment corrected the emotions
  std::vector<Result<JudgedPhoto>> photos;         // in the order of the tasks
  [[nodiscard]] double mean_milliseconds() const;  // of the photos that have a result
};

// Photos that cannot be analysed are said on stderr and have an Error in the results. The partial
// file stays, for the caller to remove with remove_partial() once the figures are safe. Errors: the
// models cannot be loaded; the partial file cannot be written.
Result<RunResults> judge_photos(const std::vector<PhotoTask>& tasks, const RunOptions& options);

void remove_partial(const RunOptions& options);

}  // namespace selinet::cli
