// From the raw output of a single-shot detector to people.
//
// The box coding is that of SSD (Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016) as in
// the COCO detectors of the TensorFlow object detection library: for an anchor with centre (ya, xa)
// and size (ha, wa) and raw encodings (ty, tx, th, tw) with scales (sy, sx, sh, sw):
//   y = ty / sy * ha + ya,  x = tx / sx * wa + xa,  h = exp(th / sh) * ha,  w = exp(tw / sw) * wa.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/manifest.h"

namespace selinet {

// Centre and size relative to the network's input, 0..1.
struct Anchor {
  float y = 0;
  float x = 0;
  float height = 0;
  float width = 0;
};

// A candidate: corners relative to the network's input (they may reach outside), score 0..1.
struct Detection {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;
  float score = 0;
};

// In the order of the network's outputs: layer, row, column, size.
std::vector<Anchor> make_anchors(const std::vector<AnchorLayer>& layers);

// `encodings`: 4 values an anchor, `logits`: one. Keeps what reaches the candidate threshold, best
// first. Equal scores keep the anchors' order, so that the result is the same on every machine.
std::vector<Detection> decode_detections(std::span<const float> encodings,
                                         std::span<const float> logits,
                                         std::span<const Anchor> anchors,
                                         const DetectorParameters& parameters);

// Intersection over union of two boxes, 0..1; 0 where either is empty.
float intersection_over_union(const Detection& a, const Detection& b);

// Greedy non-maximum suppression of candidates sorted by falling score: those below the score
// threshold are dropped, and those that overlap a kept one by more than `iou_threshold`. There is
// no limit on how many stay.
std::vector<Detection> suppress_overlaps(const std::vector<Detection>& sorted,
                                         const DetectorParameters& parameters);

// Box voting (Gidaris and Komodakis, "Object detection via a multi-region & semantic
// segmentation-aware CNN model", ICCV 2015): each person's box becomes the mean of all candidates
// that overlap it by `vote_iou_threshold` or more, weighted by score times overlap. Scores stay.
// `people` are among the `candidates`.
std::vector<Detection> vote_on_boxes(const std::vector<Detection>& people,
                                     const std::vector<Detection>& candidates,
                                     const DetectorParameters& parameters);

// Drops boxes around a whole group: a detector of single people sometimes takes a row of them for
// one. Such a box holds at least three others, nearly whole, which together span most of its width
// and height; a person in front of a crowd does not, because those behind are small.
std::vector<Detection> drop_group_boxes(const std::vector<Detection>& people);

}  // namespace selinet
