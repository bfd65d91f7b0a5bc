#include "analysis/detector.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace selinet {
namespace {

// exp() of a wild encoding must not give an infinite box; no real one is a thousand anchors wide.
constexpr float kMaxLogSize = 7.0F;

// What makes a box a group's; chosen on photos of groups.
constexpr size_t kGroupMembers = 3;
constexpr float kGroupMemberInside = 0.85F;  // of the member's area
constexpr float kGroupMemberArea = 0.5F;     // of the group's area, at most
constexpr float kGroupSpan = 0.7F;           // of the group's width and of its height

float box_area(const Detection& box) {
  return std::max(0.0F, box.x1 - box.x0) * std::max(0.0F, box.y1 - box.y0);
}

float shared_area(const Detection& a, const Detection& b) {
  const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return width > 0 && height > 0 ? width * height : 0;
}

bool is_member(const Detection& person, const Detection& group) {
  const float area = box_area(person);
  return area < kGroupMemberArea * box_area(group) &&
         shared_area(person, group) > kGroupMemberInside * area;
}

// Length of the union of intervals.
float covered_length(std::vector<std::pair<float, float>> intervals) {
  std::sort(intervals.begin(), intervals.end());
  float length = 0;
  float end = -std::numeric_limits<float>::infinity();
  for (const auto& [from, to] : intervals) {
    if (to <= end) continue;
    length += to - std::max(from, end);
    end = to;
  }
  return length;
}

bool is_group(const Detection& box, const std::vector<Detection>& people) {
  std::vector<std::pair<float, float>> across;
  std::vector<std::pair<float, float>> down;
  for (const Detection& person : people) {
    if (!is_member(person, box)) continue;
    across.emplace_back(person.x0, person.x1);
    down.emplace_back(person.y0, person.y1);
  }
  return across.size() >= kGroupMembers &&
         covered_length(across) >= kGroupSpan * (box.x1 - box.x0) &&
         covered_length(down) >= kGroupSpan * (box.y1 - box.y0);
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

std::vector<Detection> decode_detections(std::span<const float> encodings,
                                         std::span<const float> logits,
                                         std::span<const Anchor> anchors,
                                         const DetectorParameters& parameters) {
  assert(encodings.size() == anchors.size() * 4 && logits.size() == anchors.size());
  const auto& scales = parameters.coder_scales;
  std::vector<Detection> found;
  for (size_t i = 0; i < anchors.size(); i++) {
    const float score = 1.0F / (1.0F + std::exp(-logits[i]));
    if (!(score >= parameters.candidate_threshold)) continue;
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
  const float shared = shared_area(a, b);
  return shared > 0 ? shared / (box_area(a) + box_area(b) - shared) : 0;
}

std::vector<Detection> suppress_overlaps(const std::vector<Detection>& sorted,
                                         const DetectorParameters& parameters) {
  std::vector<Detection> kept;
  for (const Detection& candidate : sorted) {
    if (candidate.score < parameters.score_threshold) break;
    const bool overlaps = std::any_of(kept.begin(), kept.end(), [&](const Detection& better) {
      return intersection_over_union(candidate, better) > parameters.iou_threshold;
    });
    if (!overlaps) kept.push_back(candidate);
  }
  return kept;
}

std::vector<Detection> vote_on_boxes(const std::vector<Detection>& people,
                                     const std::vector<Detection>& candidates,
                                     const DetectorParameters& parameters) {
  std::vector<Detection> voted;
  voted.reserve(people.size());
  for (const Detection& person : people) {
    Detection sum{0, 0, 0, 0, person.score};
    float weights = 0;
    for (const Detection& candidate : candidates) {
      const float overlap = intersection_over_union(person, candidate);
      if (overlap < parameters.vote_iou_threshold) continue;
      const float weight = candidate.score * overlap;
      sum.x0 += weight * candidate.x0;
      sum.y0 += weight * candidate.y0;
      sum.x1 += weight * candidate.x1;
      sum.y1 += weight * candidate.y1;
      weights += weight;
    }
    voted.push_back(weights > 0 ? Detection{sum.x0 / weights, sum.y0 / weights, sum.x1 / weights,
                                            sum.y1 / weights, person.score}
                                : person);
  }
  return voted;
}

std::vector<Detection> drop_group_boxes(const std::vector<Detection>& people) {
  std::vector<Detection> kept;
  std::copy_if(people.begin(), people.end(), std::back_inserter(kept),
               [&](const Detection& person) { return !is_group(person, people); });
  return kept;
}

}  // namespace selinet
