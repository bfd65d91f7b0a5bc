// labels.jsonl: means over passes, splits, and lines that make no sense.
#include "evaluate_affect_photos.h"

#include <gtest/gtest.h>

#include <cmath>

namespace selinet::cli {
namespace {

size_t index_of(const char* name) { return emotion_index(name).value_or(kEmotionCount); }

TEST(EvaluateAffectPhotos, TakesTheMeanOfThePassesAndOfThePhotosAnnotations) {
  const AnnotatedDataset dataset = read_affect_photos(
      R"({"file": "a.jpg", "split": "dev", "persons": [{"box": [0.1, 0.2, 0.5, 1], "passes": )"
      R"([{"emotions": {"Happiness": 3, "Peace": 1}, "valence": 9, "arousal": 5, "dominance": 7}, )"
      R"({"emotions": {"Peace": 2}, "valence": 8, "arousal": 5}]}], )"
      R"("photo": [{"sentiment": 2, "aesthetic": 7, "valence": 6}, {"sentiment": 1, "aesthetic": 6}]})"
      "\n",
      "dev", "labels.jsonl");
  ASSERT_EQ(dataset.photos.size(), 1U);
  EXPECT_TRUE(dataset.malformed.empty());
  EXPECT_TRUE(dataset.relative_boxes);
  const AnnotatedPhoto& photo = dataset.photos[0];
  ASSERT_EQ(photo.people.size(), 1U);
  EXPECT_EQ(photo.people[0].strengths[index_of("Happiness")], 1.5);
  EXPECT_EQ(photo.people[0].strengths[index_of("Peace")], 1.5);
  EXPECT_EQ(photo.people[0].strengths[index_of("Anger")], 0);
  EXPECT_EQ(photo.people[0].affect, (std::array<double, 3>{8.5, 5, 7}));
  EXPECT_EQ(photo.labels[kSentimentLabel], 1.5);
  EXPECT_EQ(photo.labels[kAestheticLabel], 6.5);
  EXPECT_EQ(photo.labels[kEvokedValenceLabel], 6);
  EXPECT_TRUE(std::isnan(photo.labels[kLightLabel]));
}

TEST(EvaluateAffectPhotos, KeepsItsSplitAndNamesBadLines) {
  const AnnotatedDataset dataset = read_affect_photos(
      R"({"file": "a.jpg", "split": "train", "persons": [], "photo": []}
{"file": "b.jpg", "split": "dev", "persons": []}
not json
{"file": "b.jpg", "split": "dev"}
{"file": "/etc/passwd", "split": "dev"}
{"file": "c.jpg", "split": "dev", "persons": [{"box": [0, 0, 1], "passes": []}]}
{"file": "d.jpg", "split": "dev", "persons": [{"box": [0, 0, 1, 1], "passes": []}]}
{"file": "e.jpg", "split": "dev", "persons": [{"box": [0, 0, 1, 1], "passes": [{"emotions": {"Joy": 3}}]}]}
{"file": "f.jpg", "split": "dev", "persons": [{"box": [0, 0, 1, 1], "passes": [{"emotions": {"Anger": "3"}}]}]}
{"file": "g.jpg", "split": "dev", "persons": [{"box": [0, 0, 1, 1], "passes": [{"emotions": {}}]}]}
)",
      "dev", "labels.jsonl");
  ASSERT_EQ(dataset.photos.size(), 2U);
  EXPECT_EQ(dataset.photos[0].name, "b.jpg");
  EXPECT_EQ(dataset.photos[1].name, "g.jpg");
  ASSERT_EQ(dataset.malformed.size(), 7U);
  EXPECT_EQ(dataset.malformed[0], "labels.jsonl, line 3: It is no JSON object.");
  EXPECT_EQ(dataset.malformed[1], "labels.jsonl, line 4: The photo is named twice.");
  EXPECT_TRUE(dataset.malformed[6].starts_with("labels.jsonl, line 9: "));
}

}  // namespace
}  // namespace selinet::cli
