#include "evaluate_progress.h"

#include <unistd.h>

#include <cstdio>

#include "text.h"

namespace selinet::cli {
namespace {

constexpr std::chrono::seconds kInterval(2);

}  // namespace

ProgressLine::ProgressLine(size_t done, size_t total)
    : before_(done), done_(done), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

void ProgressLine::advance() {
  done_++;
  const auto now = Clock::now();
  if (now - last_ < kInterval && done_ < total_) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double rate = static_cast<double>(done_ - before_) / seconds;
  std::string line;
  append(line, "%zu of %zu photos, %.1f a second, %.0f s left", done_, total_, rate,
         static_cast<double>(total_ - done_) / rate);
  if (!terminal_) {
    std::fprintf(stderr, "%s\n", line.c_str());
    return;
  }
  clear();
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::say(const std::string& line) {
  clear();
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace selinet::cli
