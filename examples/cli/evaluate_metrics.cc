#include "evaluate_metrics.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace selinet::cli {
namespace {

// Positives and negatives of one score.
struct Step {
  double positives = 0;
  double negatives = 0;
};

// One step a distinct score, the highest first.
std::vector<Step> steps_of(std::span<const Scored> values) {
  std::vector<Scored> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Scored& a, const Scored& b) { return a.score > b.score; });
  std::vector<Step> steps;
  for (size_t i = 0; i < sorted.size(); i++) {
    if (i == 0 || sorted[i].score != sorted[i - 1].score) steps.emplace_back();
    (sorted[i].positive ? steps.back().positives : steps.back().negatives) += 1;
  }
  return steps;
}

double positives_of(std::span<const Scored> values) {
  return static_cast<double>(
      std::count_if(values.begin(), values.end(), [](const Scored& v) { return v.positive; }));
}

}  // namespace

std::optional<double> average_precision(std::span<const Scored> values) {
  const double positives = positives_of(values);
  if (positives == 0) return std::nullopt;
  double sum = 0;
  double found = 0;
  double seen = 0;
  for (const Step& step : steps_of(values)) {
    found += step.positives;
    seen += step.positives + step.negatives;
    sum += step.positives / positives * (found / seen);
  }
  return sum;
}

std::optional<double> roc_auc(std::span<const Scored> values) {
  const double positives = positives_of(values);
  const double negatives = static_cast<double>(values.size()) - positives;
  if (positives == 0 || negatives == 0) return std::nullopt;
  double wins = 0;
  double above = 0;  // positives with a higher score
  for (const Step& step : steps_of(values)) {
    wins += step.negatives * (above + step.positives / 2);
    above += step.positives;
  }
  return wins / (positives * negatives);
}

std::optional<double> calibration_error(std::span<const Scored> values, size_t bins) {
  if (values.empty() || bins == 0) return std::nullopt;
  std::vector<double> surplus(bins);  // sum of score minus truth
  for (const Scored& value : values) {
    const double place = std::clamp(value.score, 0.0, 1.0) * static_cast<double>(bins);
    const size_t bin = std::min(static_cast<size_t>(place), bins - 1);
    surplus[bin] += value.score - (value.positive ? 1 : 0);
  }
  double sum = 0;
  for (const double bin : surplus) sum += std::abs(bin);
  return sum / static_cast<double>(values.size());
}

std::optional<double> pearson(std::span<const Predicted> values) {
  if (values.size() < 2) return std::nullopt;
  const auto count = static_cast<double>(values.size());
  double mean_x = 0;
  double mean_y = 0;
  for (const Predicted& value : values) {
    mean_x += value.predicted / count;
    mean_y += value.actual / count;
  }
  double xx = 0;
  double yy = 0;
  double xy = 0;
  bool varies_x = false;
  bool varies_y = false;
  for (const Predicted& value : values) {
    const double x = value.predicted - mean_x;
    const double y = value.actual - mean_y;
    xx += x * x;
    yy += y * y;
    xy += x * y;
    // Asked of the values themselves: rounding of the mean gives a constant side a tiny variance.
    varies_x = varies_x || value.predicted != values.front().predicted;
    varies_y = varies_y || value.actual != values.front().actual;
  }
  if (!varies_x || !varies_y || xx <= 0 || yy <= 0) return std::nullopt;
  return std::clamp(xy / (std::sqrt(xx) * std::sqrt(yy)), -1.0, 1.0);
}

std::optional<double> mean_absolute_error(std::span<const Predicted> values) {
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const Predicted& value : values) sum += std::abs(value.predicted - value.actual);
  return sum / static_cast<double>(values.size());
}

}  // namespace selinet::cli
