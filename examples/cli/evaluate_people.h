// Figures over annotated people: what a report says about each, against the annotation.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evaluate_dataset.h"
#include "evaluate_photos.h"

namespace selinet::cli {

// Where the boxes come from that people are judged in.
enum class Boxes { kGiven, kDetected };

// Counts by reason.
using Skipped = std::map<std::string, size_t>;
size_t total_of(const Skipped& skipped);

struct CategoryFigures {
  size_t positives = 0;
  std::optional<double> average_precision;  // nothing without a positive
  std::optional<double> calibration_error;  // likewise
};

struct EmotionFigures {
  std::array<CategoryFigures, kEmotionCount> categories;
  std::optional<double> mean_ap;         // over the categories with a positive
  std::optional<double> mean_ap_common;  // over those with at least kCommon positives
  std::optional<double> calibration_error;
};
inline constexpr size_t kCommon = 10;

struct ScaleFigures {
  std::optional<double> correlation;
  std::optional<double> mean_error;  // absolute
};

struct PeopleFigures {
  size_t photos = 0;  // with a result
  size_t people = 0;  // judged
  Skipped skipped;    // people; a malformed row counts as one
  Skipped skipped_photos;
  EmotionFigures emotions;
  std::optional<EmotionFigures> slight;  // at the data set's lower strength
  std::array<ScaleFigures, 3> affect;    // valence, arousal, dominance
  std::array<std::optional<double>, kPhotoLabelCount> photo_correlations;
};

// What judge_photos() shall look at, in the order of the photos; `path_of` finds a photo's file.
template <typename FindPath>
std::vector<PhotoTask> tasks_of(const AnnotatedDataset& dataset, Boxes boxes, FindPath path_of) {
  std::vector<PhotoTask> tasks;
  for (const AnnotatedPhoto& photo : dataset.photos) {
    PhotoTask task{photo.name, path_of(photo.name), std::nullopt, dataset.relative_boxes};
    if (boxes == Boxes::kGiven) {
      task.boxes.emplace();
      for (const AnnotatedPerson& person : photo.people) task.boxes->push_back(person.box);
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

// The judged person of each annotated one, null where there is none: for given boxes the visible
// ones in order, else the pairs of greatest overlap first, from an intersection over union of 0.5
// on, each detection once.
std::vector<const JudgedPerson*> match_people(const AnnotatedPhoto& photo, const PhotoTask& task,
                                              const JudgedPhoto& judged);

PeopleFigures measure_people(const AnnotatedDataset& dataset, const std::vector<PhotoTask>& tasks,
                             const std::vector<Result<JudgedPhoto>>& results);

}  // namespace selinet::cli
