// Probabilities, the sentiment-guided correction and calibration, against their formulas in double
// precision.
#include "analysis/heads.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace selinet {
namespace {

TEST(Heads, SentimentIsASoftmax) {
  const std::vector<float> logits = {-1, 0.5F, 2};
  const Sentiment s = sentiment_from_logits(logits);
  const double sum = std::exp(-1.0) + std::exp(0.5) + std::exp(2.0);
  EXPECT_NEAR(s.negative, std::exp(-1.0) / sum, 1e-6);
  EXPECT_NEAR(s.neutral, std::exp(0.5) / sum, 1e-6);
  EXPECT_NEAR(s.positive, std::exp(2.0) / sum, 1e-6);
  EXPECT_NEAR(s.score(), s.positive - s.negative, 1e-7);
}

TEST(Heads, SoftmaxOfLargeLogitsStaysFinite) {
  const std::vector<float> logits = {1000, -1000, 999};
  const Sentiment s = sentiment_from_logits(logits);
  EXPECT_NEAR(s.negative + s.neutral + s.positive, 1, 1e-6);
  EXPECT_GT(s.negative, s.positive);
}

TEST(Heads, AestheticsAreMeanAndDeviationOfTheDistribution) {
  std::vector<float> logits(kAestheticLevels, -100);
  logits[3] = logits[7] = 0;  // scores 4 and 8, half and half
  const std::vector<float> attributes = {0, 3.5F, 9, 5};
  const Aesthetics a = aesthetics_from_outputs(logits, attributes);
  EXPECT_NEAR(a.score, 6, 1e-5);
  EXPECT_NEAR(a.deviation, 2, 1e-5);
  EXPECT_FLOAT_EQ(a.light, 1);
  EXPECT_FLOAT_EQ(a.composition, 3.5F);
  EXPECT_FLOAT_EQ(a.colour, 5);
  EXPECT_NEAR(std::accumulate(a.distribution.begin(), a.distribution.end(), 0.0), 1, 1e-6);
}

TEST(Heads, CorrectionShiftsLogitsBySentiment) {
  std::array<float, kEmotionCount> logits{};
  std::array<float, kEmotionCount> coefficients{};
  for (size_t k = 0; k < kEmotionCount; k++) {
    logits[k] = 0.1F * static_cast<float>(k) - 1;
    coefficients[k] = k % 2 == 0 ? 0.7F : -0.4F;
  }
  auto corrected = logits;
  correct_emotions(corrected, {0.1F, 0.2F, 0.7F}, coefficients);
  for (size_t k = 0; k < kEmotionCount; k++)
    EXPECT_NEAR(corrected[k], logits[k] + coefficients[k] * 0.6F, 1e-6);
  auto neutral = logits;
  correct_emotions(neutral, {0.3F, 0.4F, 0.3F}, coefficients);
  for (size_t k = 0; k < kEmotionCount; k++) EXPECT_NEAR(neutral[k], logits[k], 1e-6);
}

TEST(Heads, CalibrationIsPlattsFormula) {
  Manifest manifest;
  std::array<float, kEmotionCount> logits{};
  for (size_t k = 0; k < kEmotionCount; k++) {
    logits[k] = 0.3F * static_cast<float>(k) - 4;
    manifest.calibration_slope[k] = 0.5F + 0.05F * static_cast<float>(k);
    manifest.calibration_offset[k] = -0.2F;
  }
  const auto scores = calibrate_emotions(logits, manifest);
  for (size_t k = 0; k < kEmotionCount; k++) {
    const double z =
        static_cast<double>(manifest.calibration_slope[k]) * static_cast<double>(logits[k]) - 0.2;
    EXPECT_NEAR(scores[k], 1 / (1 + std::exp(-z)), 1e-6);
  }
}

}  // namespace
}  // namespace selinet
