// From the logits of the networks' heads to what a report says: probabilities, scales, and the
// sentiment-guided correction of the emotions.
#pragma once

#include <array>
#include <span>

#include "analysis/manifest.h"
#include "selinet/report.h"

namespace selinet {

// Softmax of three logits: negative, neutral, positive.
Sentiment sentiment_from_logits(std::span<const float> logits);

// Softmax of ten logits, with mean and standard deviation over the scores 1..10 (the distribution
// form of Talebi and Milanfar, "NIMA: Neural Image Assessment", 2018), and four attributes clamped
// to 1..5.
Aesthetics aesthetics_from_outputs(std::span<const float> distribution_logits,
                                   std::span<const float> attributes);

// Lets the person's sentiment correct the emotions, after the idea of SeLiNet (arXiv 2307.02773,
// its sentiment-based post-processing), in a smooth form whose strength a category is fitted on
// held-out people:
//   z'_k = z_k + c_k * (P(positive) - P(negative))
// c_k > 0 for emotions that go with positive sentiment, < 0 for those that go with negative.
void correct_emotions(std::span<float, kEmotionCount> logits, const Sentiment& sentiment,
                      const std::array<float, kEmotionCount>& coefficients);

// Platt's calibration: p_k = 1 / (1 + exp(-(slope_k * z_k + offset_k))).
std::array<float, kEmotionCount> calibrate_emotions(std::span<const float, kEmotionCount> logits,
                                                    const Manifest& manifest);

}  // namespace selinet
