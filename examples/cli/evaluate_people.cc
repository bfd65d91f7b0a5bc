#include "evaluate_people.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "evaluate_metrics.h"

namespace selinet::cli {
namespace {

constexpr double kMatch = 0.5;

struct Pair {
  const AnnotatedPerson* annotated = nullptr;
  const JudgedPerson* judged = nullptr;
};

std::vector<const JudgedPerson*> match_given(const PhotoTask& task, const JudgedPhoto& judged) {
  std::vector<const JudgedPerson*> matched;
  size_t next = 0;
  for (const auto& box : visible_boxes(task, judged.width, judged.height)) {
    const bool has_result = box.has_value() && next < judged.people.size();
    matched.push_back(has_result ? &judged.people[next++] : nullptr);
  }
  return matched;
}

std::vector<const JudgedPerson*> match_detected(const AnnotatedPhoto& photo, bool relative,
                                                const JudgedPhoto& judged) {
  struct Overlap {
    double value;
    size_t person;
    size_t detection;
  };
  const double scale_x = relative ? judged.width : 1;
  const double scale_y = relative ? judged.height : 1;
  std::vector<Overlap> overlaps;
  for (size_t i = 0; i < photo.people.size(); i++) {
    const Corners& box = photo.people[i].box;
    const Corners pixels{box.x0 * scale_x, box.y0 * scale_y, box.x1 * scale_x, box.y1 * scale_y};
    for (size_t j = 0; j < judged.people.size(); j++) {
      const double value = intersection_over_union(pixels, judged.people[j].box);
      if (value >= kMatch) overlaps.push_back({value, i, j});
    }
  }
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.value > b.value; });
  std::vector<const JudgedPerson*> matched(photo.people.size());
  std::vector<bool> taken(judged.people.size());
  for (const Overlap& overlap : overlaps) {
    if (matched[overlap.person] != nullptr || taken[overlap.detection]) continue;
    matched[overlap.person] = &judged.people[overlap.detection];
    taken[overlap.detection] = true;
  }
  return matched;
}

// The mean over the categories that `chosen` takes and that have a value; nothing where none has.
template <typename Value, typename Chosen>
std::optional<double> mean_over(const EmotionFigures& figures, Value value, Chosen chosen) {
  double sum = 0;
  int count = 0;
  for (const CategoryFigures& category : figures.categories) {
    const std::optional<double>& number = category.*value;
    if (!number.has_value() || !chosen(category)) continue;
    sum += *number;
    count++;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

EmotionFigures measure_emotions(const std::vector<Pair>& pairs, double positive_strength) {
  EmotionFigures figures;
  for (size_t k = 0; k < kEmotionCount; k++) {
    std::vector<Scored> scored;
    scored.reserve(pairs.size());
    for (const Pair& pair : pairs) {
      scored.push_back(
          {pair.judged->emotions[k], pair.annotated->strengths[k] >= positive_strength});
    }
    CategoryFigures& category = figures.categories[k];
    category.positives = static_cast<size_t>(
        std::count_if(scored.begin(), scored.end(), [](const Scored& s) { return s.positive; }));
    category.average_precision = average_precision(scored);
    if (category.positives > 0) category.calibration_error = calibration_error(scored);
  }
  const auto any = [](const CategoryFigures&) { return true; };
  const auto common = [](const CategoryFigures& c) { return c.positives >= kCommon; };
  figures.mean_ap = mean_over(figures, &CategoryFigures::average_precision, any);
  figures.mean_ap_common = mean_over(figures, &CategoryFigures::average_precision, common);
  figures.calibration_error = mean_over(figures, &CategoryFigures::calibration_error, any);
  return figures;
}

ScaleFigures measure_affect(const std::vector<Pair>& pairs, size_t scale) {
  std::vector<Predicted> values;
  for (const Pair& pair : pairs) {
    const double actual = pair.annotated->affect[scale];
    if (!std::isnan(actual)) values.push_back({pair.judged->affect[scale], actual});
  }
  return {pearson(values), mean_absolute_error(values)};
}

std::optional<double> correlate_photos(const AnnotatedDataset& dataset,
                                       const std::vector<Result<JudgedPhoto>>& results,
                                       size_t label) {
  std::vector<Predicted> values;
  for (size_t i = 0; i < results.size(); i++) {
    const double actual = dataset.photos[i].labels[label];
    if (results[i].ok() && !std::isnan(actual)) {
      values.push_back({results[i].value().scores[label], actual});
    }
  }
  return pearson(values);
}

}  // namespace

size_t total_of(const Skipped& skipped) {
  return std::accumulate(skipped.begin(), skipped.end(), size_t{0},
                         [](size_t sum, const auto& entry) { return sum + entry.second; });
}

std::vector<const JudgedPerson*> match_people(const AnnotatedPhoto& photo, const PhotoTask& task,
                                              const JudgedPhoto& judged) {
  return task.boxes.has_value() ? match_given(task, judged)
                                : match_detected(photo, task.relative, judged);
}

PeopleFigures measure_people(const AnnotatedDataset& dataset, const std::vector<PhotoTask>& tasks,
                             const std::vector<Result<JudgedPhoto>>& results) {
  PeopleFigures figures;
  if (!dataset.malformed.empty()) figures.skipped["malformed row"] = dataset.malformed.size();
  std::vector<Pair> pairs;
  for (size_t i = 0; i < tasks.size(); i++) {
    const AnnotatedPhoto& photo = dataset.photos[i];
    if (!results[i].ok()) {
      const std::string reason = reason_of(tasks[i], results[i].error());
      figures.skipped_photos[reason]++;
      if (!photo.people.empty()) figures.skipped[reason] += photo.people.size();
      continue;
    }
    figures.photos++;
    const auto matched = match_people(photo, tasks[i], results[i].value());
    for (size_t k = 0; k < matched.size(); k++) {
      if (matched[k] != nullptr) {
        pairs.push_back({&photo.people[k], matched[k]});
      } else {
        figures.skipped[tasks[i].boxes.has_value() ? "box outside the photo" : "not detected"]++;
      }
    }
  }
  figures.people = pairs.size();
  figures.emotions = measure_emotions(pairs, dataset.positive_strength);
  if (dataset.slight_strength.has_value()) {
    figures.slight = measure_emotions(pairs, *dataset.slight_strength);
  }
  for (size_t k = 0; k < figures.affect.size(); k++) figures.affect[k] = measure_affect(pairs, k);
  for (size_t k = 0; dataset.photo_labels && k < kPhotoLabelCount; k++) {
    figures.photo_correlations[k] = correlate_photos(dataset, results, k);
  }
  return figures;
}

}  // namespace selinet::cli
