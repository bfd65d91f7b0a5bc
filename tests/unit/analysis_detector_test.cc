// Anchors, SSD box decoding and non-maximum suppression.
#include "analysis/detector.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace selinet {
namespace {

DetectorParameters parameters() {
  DetectorParameters p;
  p.layers = {{2, 3, {{0.5F, 0.25F}, {0.2F, 0.1F}}}, {1, 1, {{0.9F, 0.8F}}}};
  p.score_threshold = 0.5F;
  p.candidate_threshold = 0.5F;
  p.iou_threshold = 0.5F;
  p.vote_iou_threshold = 0.5F;
  p.coder_scales = {10, 10, 5, 5};
  return p;
}

TEST(Detector, AnchorsRunByLayerRowColumnSize) {
  const auto anchors = make_anchors(parameters().layers);
  ASSERT_EQ(anchors.size(), 2U * 3 * 2 + 1);
  EXPECT_FLOAT_EQ(anchors[0].y, 0.25F);
  EXPECT_FLOAT_EQ(anchors[0].x, 1.0F / 6);
  EXPECT_FLOAT_EQ(anchors[0].height, 0.5F);
  EXPECT_FLOAT_EQ(anchors[1].width, 0.1F);
  EXPECT_FLOAT_EQ(anchors[2].x, 0.5F);
  EXPECT_FLOAT_EQ(anchors[6].y, 0.75F);
  EXPECT_FLOAT_EQ(anchors[12].x, 0.5F);
  EXPECT_FLOAT_EQ(anchors[12].height, 0.9F);
}

// Encodes a box as the paper's formula says, and expects the decoder to give it back.
TEST(Detector, DecodingInvertsEncoding) {
  const DetectorParameters p = parameters();
  const auto anchors = make_anchors(p.layers);
  std::mt19937 random(3);
  std::uniform_real_distribution<float> uniform(0.1F, 0.9F);
  std::vector<float> encodings;
  std::vector<float> logits;
  std::vector<Detection> truth;
  for (size_t i = 0; i < anchors.size(); i++) {
    const float y = uniform(random);
    const float x = uniform(random);
    const float h = uniform(random);
    const float w = uniform(random);
    const Anchor& a = anchors[i];
    encodings.insert(encodings.end(), {(y - a.y) / a.height * 10, (x - a.x) / a.width * 10,
                                       std::log(h / a.height) * 5, std::log(w / a.width) * 5});
    logits.push_back(4 - 0.1F * static_cast<float>(i));  // falling: the order is kept
    truth.push_back(
        {x - w / 2, y - h / 2, x + w / 2, y + h / 2, 1 / (1 + std::exp(-logits.back()))});
  }
  const auto found = decode_detections(encodings, logits, anchors, p);
  ASSERT_EQ(found.size(), truth.size());
  for (size_t i = 0; i < found.size(); i++) {
    EXPECT_NEAR(found[i].x0, truth[i].x0, 1e-5);
    EXPECT_NEAR(found[i].y0, truth[i].y0, 1e-5);
    EXPECT_NEAR(found[i].x1, truth[i].x1, 1e-5);
    EXPECT_NEAR(found[i].y1, truth[i].y1, 1e-5);
    EXPECT_FLOAT_EQ(found[i].score, truth[i].score);
  }
}

TEST(Detector, ThresholdKeepsWhatReachesIt) {
  DetectorParameters p = parameters();
  p.layers = {{1, 3, {{1, 1}}}};
  const auto anchors = make_anchors(p.layers);
  const std::vector<float> encodings(anchors.size() * 4, 0);
  const auto found = decode_detections(encodings, std::vector<float>{-0.01F, 0, 2}, anchors, p);
  ASSERT_EQ(found.size(), 2U);  // a logit of 0 is a score of 0.5: the threshold itself
  EXPECT_GT(found[0].score, found[1].score);
}

TEST(Detector, WildAndMissingNumbersGiveNoInfiniteBox) {
  DetectorParameters p = parameters();
  p.layers = {{1, 2, {{1, 1}}}};
  const auto anchors = make_anchors(p.layers);
  const std::vector<float> encodings = {0, 0, 1e30F, 1e30F, 0, 0, 0, 0};
  const auto found = decode_detections(encodings, std::vector<float>{5, std::nanf("")}, anchors, p);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(std::isfinite(found[0].x1 - found[0].x0));
}

TEST(Detector, IntersectionOverUnionOfKnownBoxes) {
  const Detection a{0, 0, 2, 2, 1};
  EXPECT_FLOAT_EQ(intersection_over_union(a, a), 1);
  EXPECT_FLOAT_EQ(intersection_over_union(a, {1, 0, 3, 2, 1}), 1.0F / 3);
  EXPECT_FLOAT_EQ(intersection_over_union(a, {2, 0, 4, 2, 1}), 0);
  EXPECT_FLOAT_EQ(intersection_over_union(a, {1, 1, 1, 1, 1}), 0);
}

TEST(Detector, SuppressionKeepsTheBestOfEachPerson) {
  const std::vector<Detection> sorted = {
      {0, 0, 10, 10, 0.9F}, {1, 0, 11, 10, 0.8F}, {30, 0, 40, 10, 0.7F}, {0, 6, 10, 16, 0.6F}};
  const auto kept = suppress_overlaps(sorted, parameters());
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_FLOAT_EQ(kept[1].score, 0.7F);
  EXPECT_FLOAT_EQ(kept[2].score, 0.6F);
}

TEST(Detector, CandidatesBelowTheScoreThresholdAreNoPeople) {
  DetectorParameters p = parameters();
  p.score_threshold = 0.7F;
  EXPECT_EQ(suppress_overlaps({{0, 0, 9, 9, 0.7F}, {20, 0, 29, 9, 0.69F}}, p).size(), 1U);
}

TEST(Detector, CandidatesVoteOnThePlaceOfTheirPerson) {
  const std::vector<Detection> people = {{0, 0, 10, 10, 0.8F}, {50, 0, 60, 10, 0.6F}};
  const std::vector<Detection> candidates = {
      people[0], people[1], {0, 0, 10, 8, 0.4F}, {6, 0, 16, 10, 0.5F}};
  const auto voted = vote_on_boxes(people, candidates, parameters());
  ASSERT_EQ(voted.size(), 2U);
  // The third overlaps by 0.8 and so weighs 0.4 * 0.8 beside 0.8; the fourth overlaps by 0.25 only.
  EXPECT_FLOAT_EQ(voted[0].y1, (0.8F * 10 + 0.32F * 8) / 1.12F);
  EXPECT_FLOAT_EQ(voted[0].x1, 10);
  EXPECT_FLOAT_EQ(voted[0].score, 0.8F);
  EXPECT_FLOAT_EQ(voted[1].x0, 50);
}

TEST(Detector, ThereIsNoLimitOnPeople) {
  std::vector<Detection> crowd;
  for (int i = 0; i < 500; i++) {
    const auto x = static_cast<float>(i * 10);
    crowd.push_back({x, 0, x + 8, 20, 1});
  }
  EXPECT_EQ(suppress_overlaps(crowd, parameters()).size(), 500U);
}

TEST(Detector, ABoxAroundAGroupIsDropped) {
  const Detection group{0, 0, 40, 20, 0.7F};
  const std::vector<Detection> row = {
      {1, 2, 11, 19, 0.9F}, {12, 1, 22, 20, 0.9F}, {23, 2, 38, 20, 0.8F}, group};
  const auto kept = drop_group_boxes(row);
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_FLOAT_EQ(kept[2].score, 0.8F);
  EXPECT_EQ(drop_group_boxes({row[0], row[1], group}).size(), 3U) << "two people are no group";
}

TEST(Detector, APersonInFrontOfACrowdIsKept) {
  const std::vector<Detection> scene = {{0, 0, 40, 60, 0.95F},
                                        {2, 2, 8, 14, 0.6F},
                                        {12, 2, 18, 14, 0.6F},
                                        {22, 2, 28, 14, 0.6F},
                                        {33, 2, 39, 14, 0.5F}};
  EXPECT_EQ(drop_group_boxes(scene).size(), scene.size());
}

}  // namespace
}  // namespace selinet
