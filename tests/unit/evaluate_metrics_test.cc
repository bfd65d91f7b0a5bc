// The figures of merit against known values and slow, obvious references.
#include "evaluate_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <vector>

namespace selinet::cli {
namespace {

std::vector<Scored> scored(const std::vector<double>& scores, const std::vector<int>& truths) {
  std::vector<Scored> values;
  values.reserve(scores.size());
  for (size_t i = 0; i < scores.size(); i++) values.push_back({scores[i], truths[i] != 0});
  return values;
}

// Precision and recall at every threshold, from scratch.
double naive_average_precision(const std::vector<Scored>& values) {
  std::set<double, std::greater<>> thresholds;
  double positives = 0;
  for (const Scored& value : values) {
    thresholds.insert(value.score);
    positives += value.positive ? 1 : 0;
  }
  double sum = 0;
  double recall_before = 0;
  for (const double threshold : thresholds) {
    double taken = 0;
    double right = 0;
    for (const Scored& value : values) {
      if (value.score < threshold) continue;
      taken++;
      right += value.positive ? 1 : 0;
    }
    sum += (right / positives - recall_before) * right / taken;
    recall_before = right / positives;
  }
  return sum;
}

double naive_auc(const std::vector<Scored>& values) {
  double wins = 0;
  double pairs = 0;
  for (const Scored& a : values) {
    for (const Scored& b : values) {
      if (!a.positive || b.positive) continue;
      pairs++;
      wins += a.score > b.score ? 1 : a.score == b.score ? 0.5 : 0;
    }
  }
  return wins / pairs;
}

// Scores on a coarse grid, so that there are ties.
std::vector<Scored> random_values(std::mt19937& random, size_t count) {
  std::vector<Scored> values;
  values.reserve(count);
  for (size_t i = 0; i < count; i++) {
    values.push_back({static_cast<double>(random() % 12) / 12, random() % 4 == 0});
  }
  values[0].positive = true;
  values[1].positive = false;
  return values;
}

TEST(EvaluateMetrics, AveragePrecisionOfKnownCases) {
  // scikit-learn's own example.
  EXPECT_NEAR(*average_precision(scored({0.1, 0.4, 0.35, 0.8}, {0, 0, 1, 1})), 0.8333333, 1e-6);
  EXPECT_EQ(average_precision(scored({0.9, 0.8, 0.1}, {1, 1, 0})), 1);
  EXPECT_NEAR(*average_precision(scored({0.9, 0.8, 0.1}, {0, 0, 1})), 1.0 / 3, 1e-12);
  // All scores equal: the prevalence, whatever the order.
  EXPECT_NEAR(*average_precision(scored({1, 1, 1, 1}, {1, 0, 0, 0})), 0.25, 1e-12);
  EXPECT_NEAR(*average_precision(scored({1, 1, 1, 1}, {0, 0, 0, 1})), 0.25, 1e-12);
  EXPECT_EQ(average_precision(scored({0.3}, {1})), 1);
  EXPECT_EQ(average_precision(scored({0.3}, {0})), std::nullopt);
  EXPECT_EQ(average_precision({}), std::nullopt);
}

TEST(EvaluateMetrics, AucOfKnownCases) {
  EXPECT_EQ(roc_auc(scored({0.1, 0.4, 0.35, 0.8}, {0, 0, 1, 1})), 0.75);
  EXPECT_EQ(roc_auc(scored({2, 1, -1}, {1, 1, 0})), 1);
  EXPECT_EQ(roc_auc(scored({2, 1, -1}, {0, 0, 1})), 0);
  EXPECT_EQ(roc_auc(scored({5, 5, 5}, {0, 1, 0})), 0.5);
  EXPECT_EQ(roc_auc(scored({5, 4}, {1, 1})), std::nullopt);
  EXPECT_EQ(roc_auc(scored({5, 4}, {0, 0})), std::nullopt);
}

TEST(EvaluateMetrics, RandomCasesAgreeWithReferences) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; round++) {
    const auto values = random_values(random, 2 + random() % 60);
    EXPECT_NEAR(*average_precision(values), naive_average_precision(values), 1e-12);
    EXPECT_NEAR(*roc_auc(values), naive_auc(values), 1e-12);
  }
}

TEST(EvaluateMetrics, TheOrderOfTheValuesDoesNotMatter) {
  std::mt19937 random(8);
  auto values = random_values(random, 50);
  const auto before = average_precision(values);
  std::shuffle(values.begin(), values.end(), random);
  EXPECT_NEAR(*average_precision(values), *before, 1e-12);
}

TEST(EvaluateMetrics, CalibrationError) {
  EXPECT_EQ(calibration_error(scored({1, 1, 0, 0}, {1, 1, 0, 0})), 0);
  EXPECT_EQ(calibration_error(scored({1, 0}, {0, 1})), 1);
  // One bin holds both: their errors cancel, as they must.
  EXPECT_NEAR(*calibration_error(scored({0.5, 0.5}, {1, 0})), 0, 1e-12);
  // Bins of a fifteenth: 0.4 (1 of 1) and 0.9 (0 of 2).
  EXPECT_NEAR(*calibration_error(scored({0.4, 0.9, 0.91}, {1, 0, 0})), (0.6 + 0.9 + 0.91) / 3,
              1e-12);
  // With a single bin only the means matter.
  EXPECT_NEAR(*calibration_error(scored({0.2, 0.4, 0.9}, {0, 1, 0}), 1), 0.5 - 1.0 / 3, 1e-12);
  EXPECT_EQ(calibration_error({}), std::nullopt);
}

TEST(EvaluateMetrics, PearsonAndMeanError) {
  const std::vector<Predicted> line{{1, 10}, {2, 20}, {3, 30}};
  EXPECT_NEAR(*pearson(line), 1, 1e-12);
  const std::vector<Predicted> falling{{1, 3}, {2, 2}, {3, 1}};
  EXPECT_NEAR(*pearson(falling), -1, 1e-12);
  const std::vector<Predicted> some{{1, 2}, {2, 1}, {3, 4}, {4, 3}};
  EXPECT_NEAR(*pearson(some), 0.6, 1e-12);
  EXPECT_NEAR(*mean_absolute_error(some), 1, 1e-12);
  const std::vector<Predicted> constant{{0.1, 1}, {0.1, 2}, {0.1, 4}};
  EXPECT_EQ(pearson(constant), std::nullopt);
  EXPECT_EQ(pearson(std::vector<Predicted>{{1, 2}}), std::nullopt);
  EXPECT_EQ(pearson({}), std::nullopt);
  EXPECT_EQ(mean_absolute_error({}), std::nullopt);
}

}  // namespace
}  // namespace selinet::cli
