// Progress on stderr: a line every two seconds, rewritten in place on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace selinet::cli {

// Not thread-safe.
class ProgressLine {
 public:
  // `done` of `total` photos were there before this run.
  ProgressLine(size_t done, size_t total);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  // Leaves the cursor at the start of a line.
  ~ProgressLine();

  // One photo more.
  void advance();
  // A line of its own.
  void say(const std::string& line);

 private:
  void clear();

  using Clock = std::chrono::steady_clock;
  size_t before_;
  size_t done_;
  size_t total_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point last_ = Clock::now();
};

}  // namespace selinet::cli
