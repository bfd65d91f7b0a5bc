#include "analysis/heads.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace selinet {
namespace {

template <size_t kCount>
std::array<float, kCount> softmax(std::span<const float> logits) {
  assert(logits.size() == kCount);
  const float top = *std::max_element(logits.begin(), logits.end());
  std::array<float, kCount> values{};
  float sum = 0;
  for (size_t i = 0; i < kCount; i++) sum += values[i] = std::exp(logits[i] - top);
  for (float& value : values) value /= sum;
  return values;
}

}  // namespace

Sentiment sentiment_from_logits(std::span<const float> logits) {
  const auto p = softmax<3>(logits);
  return {p[0], p[1], p[2]};
}

Aesthetics aesthetics_from_outputs(std::span<const float> distribution_logits,
                                   std::span<const float> attributes) {
  assert(attributes.size() == 4);
  Aesthetics result;
  result.distribution = softmax<kAestheticLevels>(distribution_logits);
  float mean = 0;
  float mean_of_squares = 0;
  for (size_t i = 0; i < kAestheticLevels; i++) {
    const float level = static_cast<float>(i + 1);
    mean += level * result.distribution[i];
    mean_of_squares += level * level * result.distribution[i];
  }
  result.score = mean;
  result.deviation = std::sqrt(std::max(0.0F, mean_of_squares - mean * mean));
  result.light = std::clamp(attributes[0], 1.0F, 5.0F);
  result.composition = std::clamp(attributes[1], 1.0F, 5.0F);
  result.colour = std::clamp(attributes[2], 1.0F, 5.0F);
  result.sharpness = std::clamp(attributes[3], 1.0F, 5.0F);
  return result;
}

void correct_emotions(std::span<float, kEmotionCount> logits, const Sentiment& sentiment,
                      const std::array<float, kEmotionCount>& coefficients) {
  for (size_t k = 0; k < kEmotionCount; k++) logits[k] += coefficients[k] * sentiment.score();
}

std::array<float, kEmotionCount> calibrate_emotions(std::span<const float, kEmotionCount> logits,
                                                    const Manifest& manifest) {
  std::array<float, kEmotionCount> scores{};
  for (size_t k = 0; k < kEmotionCount; k++) {
    const float z = manifest.calibration_slope[k] * logits[k] + manifest.calibration_offset[k];
    scores[k] = 1.0F / (1.0F + std::exp(-z));
  }
  return scores;
}

}  // namespace selinet
