#include "evaluate_dataset.h"

#include <algorithm>
#include <filesystem>

#include "text.h"

namespace selinet::cli {
namespace {

double area(const Corners& box) {
  return std::max(0.0, box.x1 - box.x0) * std::max(0.0, box.y1 - box.y0);
}

}  // namespace

double intersection_over_union(const Corners& a, const Corners& b) {
  const double shared = area(
      {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)});
  return shared > 0 ? shared / (area(a) + area(b) - shared) : 0;
}

std::optional<size_t> emotion_index(std::string_view name) {
  const auto& names = emotion_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<size_t>(found - names.begin());
}

std::string complaint_at_line(const std::string& source, size_t number,
                              const std::string& problem) {
  std::string complaint = source;
  append(complaint, ", line %zu: ", number);
  return complaint += problem;
}

bool is_inside(const std::string& path) {
  const std::filesystem::path parts(path);
  return !path.empty() && parts.is_relative() &&
         std::none_of(parts.begin(), parts.end(), [](const auto& part) { return part == ".."; });
}

}  // namespace selinet::cli
