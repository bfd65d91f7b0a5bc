#include "evaluate_photos.h"

#include <algorithm>

#include "files.h"

namespace selinet::cli {
namespace {

JudgedPerson reduce(const Person& person) {
  JudgedPerson judged;
  const auto x = static_cast<double>(person.box.x);
  const auto y = static_cast<double>(person.box.y);
  judged.box = {x, y, x + static_cast<double>(person.box.width),
                y + static_cast<double>(person.box.height)};
  judged.score = static_cast<double>(person.score);
  std::copy(person.emotions.begin(), person.emotions.end(), judged.emotions.begin());
  judged.affect = {static_cast<double>(person.valence), static_cast<double>(person.arousal),
                   static_cast<double>(person.dominance)};
  judged.sentiment = static_cast<double>(person.sentiment.score());
  return judged;
}

JudgedPhoto reduce(const Report& report) {
  JudgedPhoto judged;
  judged.width = report.width;
  judged.height = report.height;
  const Aesthetics& aesthetics = report.aesthetics;
  const std::array<float, kPhotoLabelCount> scores{
      report.sentiment.score(), aesthetics.score,     aesthetics.light,      aesthetics.composition,
      aesthetics.colour,        aesthetics.sharpness, report.evoked_valence, report.evoked_arousal};
  std::copy(scores.begin(), scores.end(), judged.scores.begin());
  judged.milliseconds = report.timings.total;
  for (const Person& person : report.people) judged.people.push_back(reduce(person));
  return judged;
}

}  // namespace

std::vector<std::optional<Box>> visible_boxes(const PhotoTask& task, int32_t width,
                                              int32_t height) {
  std::vector<std::optional<Box>> visible;
  if (!task.boxes.has_value()) return visible;
  const double right = width;
  const double bottom = height;
  const double scale_x = task.relative ? width : 1;
  const double scale_y = task.relative ? height : 1;
  for (const Corners& corners : *task.boxes) {
    const auto x0 = static_cast<float>(std::clamp(corners.x0 * scale_x, 0.0, right));
    const auto y0 = static_cast<float>(std::clamp(corners.y0 * scale_y, 0.0, bottom));
    const auto x1 = static_cast<float>(std::clamp(corners.x1 * scale_x, 0.0, right));
    const auto y1 = static_cast<float>(std::clamp(corners.y1 * scale_y, 0.0, bottom));
    const Box box{x0, y0, x1 - x0, y1 - y0};
    // As Analyzer::set_people() asks, in the same arithmetic: it refuses all for the sake of one.
    const bool has_pixel = std::min(box.x + box.width, static_cast<float>(width)) - box.x >= 1 &&
                           std::min(box.y + box.height, static_cast<float>(height)) - box.y >= 1;
    visible.push_back(has_pixel ? std::optional<Box>(box) : std::nullopt);
  }
  return visible;
}

Result<JudgedPhoto> judge_photo(Analyzer& analyzer, const PhotoTask& task) {
  if (task.path.empty()) {
    return Error{ErrorCode::kInvalidArgument, "There is no such photo in the data folder.", ""};
  }
  const ImageLimits limits;
  const auto bytes = read_file(task.path, static_cast<uint64_t>(limits.max_bytes));
  if (!bytes.ok()) return bytes.error();
  if (const Status status = analyzer.begin(bytes.value()); !status.ok()) return status.error();
  if (task.boxes.has_value()) {
    const Result<ImageInfo> info = inspect(bytes.value(), limits);
    if (!info.ok()) return info.error();
    std::vector<Box> people;
    for (const std::optional<Box>& box :
         visible_boxes(task, info.value().upright_width(), info.value().upright_height())) {
      if (box.has_value()) people.push_back(*box);
    }
    if (const Status status = analyzer.set_people(people); !status.ok()) return status.error();
  }
  while (analyzer.report() == nullptr) {
    if (const auto progress = analyzer.step(); !progress.ok()) return progress.error();
  }
  return reduce(*analyzer.report());
}

std::string reason_of(const PhotoTask& task, const Error& error) {
  if (task.path.empty()) return "photo missing";
  return std::string("photo refused: ") + error_code_name(error.code);
}

}  // namespace selinet::cli
