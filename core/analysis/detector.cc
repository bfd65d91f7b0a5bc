#include "analysis/detector.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace selinet {
namespace {

// exp() of a wild encoding must not give an infinite box; no real one is a thousand anchors wide.
constexpr float kMaxLogSize = 7.0F;

float box_area(const Detection& box) {
  return std::max(0.0F, box.x1 - box.x0) * std::max(0.0F, box.y1 - box.y0);
}

}  // namespace

std::vector<Anchor> make_anchors(const std::vector<AnchorLayer>& layers) {
  std::vector<Anchor> anchors;
  for (const AnchorLayer& layer : layers) {
    for (int32_t row = 0; row < layer.rows; row++) {
      for (int32_t column = 0; column < layer.columns; column++) {
        const float y = (static_cast<float>(row) + 0.5F) / static_cast<float>(layer.rows);
        const float x = (static_cast<float>(column) + 0.5F) / static_cast<float>(layer.columns);
        for (const auto& [height, width] : layer.sizes) anchors.push_back({y, x, height, width});
      }
    }
  }
  return anchors;
}

std::vector<Detection> decode_detections(std::span<const float> encodings, std::span<const float> logits,
                                         std::span<const Anchor> anchors, const DetectorParameters& parameters) {
  assert(encodings.size() == anchors.size() * 4 && logits.size() == anchors.size());
  const auto& scales = parameters.coder_scales;
  std::vector<Detection> found;
  for (size_t i = 0; i < anchors.size(); i++) {
    const float score = 1.0F / (1.0F + std::exp(-logits[i]));
    if (!(score >= parameters.score_threshold)) continue;
    const Anchor& anchor = anchors[i];
    const float* t = &encodings[i * 4];
    const float y = t[0] / scales[0] * anchor.height + anchor.y;
    const float x = t[1] / scales[1] * anchor.width + anchor.x;
    const float height = std::exp(std::min(t[2] / scales[2], kMaxLogSize)) * anchor.height;
    const float width = std::exp(std::min(t[3] / scales[3], kMaxLogSize)) * anchor.width;
    found.push_back({x - width / 2, y - height / 2, x + width / 2, y + height / 2, score});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Detection& a, const Detection& b) { return a.score > b.score; });
  return found;
}

float intersection_over_union(const Detection& a, const Detection& b) {
  const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  if (!(width > 0) || !(height > 0)) return 0;
  const float shared = width * height;
  return shared / (box_area(a) + box_area(b) - shared);
}

std::vector<Detection> suppress_overlaps(const std::vector<Detection>& sorted, float iou_threshold) {
  std::vector<Detection> kept;
  for (const Detection& candidate : sorted) {
    const bool overlaps = std::any_of(kept.begin(), kept.end(), [&](const Detection& better) {
      return intersection_over_union(candidate, better) > iou_threshold;
    });
    if (!overlaps) kept.push_back(candidate);
  }
  return kept;
}

}  // namespace selinet
