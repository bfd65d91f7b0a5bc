// Which judged person belongs to which annotated one, and what is counted.
#include "evaluate_people.h"

#include <gtest/gtest.h>

#include "evaluate_boxes.h"

namespace selinet::cli {
namespace {

AnnotatedPerson annotated(const Corners& box, double strength = 0, double valence = kUnknown) {
  AnnotatedPerson person;
  person.box = box;
  person.strengths[0] = strength;
  person.affect[0] = valence;
  return person;
}

JudgedPerson judged(const Corners& box, double score = 0, double valence = 5) {
  JudgedPerson person;
  person.box = box;
  person.emotions[0] = score;
  person.affect[0] = valence;
  return person;
}

JudgedPhoto photo_of(const std::vector<JudgedPerson>& people) {
  JudgedPhoto photo;
  photo.width = 100;
  photo.height = 100;
  photo.people = people;
  return photo;
}

TEST(EvaluatePeople, GivenBoxesAreClippedAndThoseOutsideDropOut) {
  PhotoTask task;
  task.boxes = {{-10, 5, 20, 200}, {100, 0, 120, 50}, {50, 50, 50.5, 80}, {98.5, 0, 99.5, 50}};
  const auto boxes = visible_boxes(task, 100, 80);
  ASSERT_EQ(boxes.size(), 4U);
  ASSERT_TRUE(boxes[0].has_value());
  EXPECT_EQ(boxes[0]->x, 0);
  EXPECT_EQ(boxes[0]->width, 20);
  EXPECT_EQ(boxes[0]->height, 75);
  EXPECT_FALSE(boxes[1].has_value());
  EXPECT_FALSE(boxes[2].has_value());
  EXPECT_TRUE(boxes[3].has_value());
  task.relative = true;
  task.boxes = {{0.25, 0.5, 1, 1}};
  EXPECT_EQ(visible_boxes(task, 100, 80)[0]->x, 25);
  EXPECT_EQ(visible_boxes(task, 100, 80)[0]->height, 40);
}

TEST(EvaluatePeople, GivenPeopleAreMatchedInOrder) {
  const AnnotatedPhoto photo{
      "a",
      {annotated({0, 0, 10, 10}), annotated({200, 0, 210, 10}), annotated({5, 5, 10, 10})},
      {}};
  AnnotatedDataset dataset;
  dataset.photos = {photo};
  const auto tasks = tasks_of(dataset, Boxes::kGiven, [](const std::string& name) { return name; });
  const JudgedPhoto result = photo_of({judged({}, 0.1), judged({}, 0.2)});
  const auto matched = match_people(photo, tasks[0], result);
  ASSERT_EQ(matched.size(), 3U);
  EXPECT_EQ(matched[0], &result.people[0]);
  EXPECT_EQ(matched[1], nullptr);
  EXPECT_EQ(matched[2], &result.people[1]);
}

TEST(EvaluatePeople, DetectionsAreMatchedByOverlapEachOnce) {
  const AnnotatedPhoto photo{
      "a", {annotated({0, 0, 10, 10}), annotated({0, 0, 10, 12}), annotated({50, 50, 60, 60})}, {}};
  // The first detection fits both of the first two, the second one better; nothing fits the third.
  const JudgedPhoto result = photo_of({judged({0, 0, 10, 12}), judged({56, 50, 66, 60})});
  const auto matched = match_people(photo, PhotoTask{"a", "a", std::nullopt, false}, result);
  EXPECT_EQ(matched[0], nullptr);
  EXPECT_EQ(matched[1], &result.people[0]);
  EXPECT_EQ(matched[2], nullptr);
  // An overlap of exactly a half counts.
  const AnnotatedPhoto half{"a", {annotated({0, 0, 10, 10})}, {}};
  EXPECT_NE(
      match_people(half, {"a", "a", std::nullopt, false}, photo_of({judged({0, 0, 10, 20})}))[0],
      nullptr);
}

TEST(EvaluatePeople, CountsWhatWasSkippedAndWhy) {
  AnnotatedDataset dataset;
  dataset.malformed = {"a row"};
  dataset.photos = {
      {"a", {annotated({0, 0, 50, 50}, 1, 4), annotated({50, 0, 99, 50}, 0, 6)}, {}},
      {"missing", {annotated({0, 0, 5, 5}), annotated({0, 0, 5, 5})}, {}},
      {"bad", {annotated({0, 0, 5, 5})}, {}},
      {"outside", {annotated({500, 0, 505, 5})}, {}},
  };
  const auto tasks = tasks_of(dataset, Boxes::kGiven, [](const std::string& name) {
    return name == "missing" ? std::string() : name;
  });
  const std::vector<Result<JudgedPhoto>> results{photo_of({judged({}, 0.9, 3), judged({}, 0.1, 8)}),
                                                 Error{ErrorCode::kInvalidArgument, "", ""},
                                                 Error{ErrorCode::kCorruptImage, "", ""},
                                                 photo_of({})};
  const PeopleFigures figures = measure_people(dataset, tasks, results);
  EXPECT_EQ(figures.photos, 2U);
  EXPECT_EQ(figures.people, 2U);
  EXPECT_EQ(figures.skipped, (Skipped{{"malformed row", 1},
                                      {"photo missing", 2},
                                      {"photo refused: corrupt-image", 1},
                                      {"box outside the photo", 1}}));
  EXPECT_EQ(total_of(figures.skipped), 5U);
  EXPECT_EQ(total_of(figures.skipped_photos), 2U);
  EXPECT_EQ(figures.emotions.mean_ap, 1);
  EXPECT_EQ(figures.emotions.categories[0].positives, 1U);
  EXPECT_EQ(figures.emotions.categories[1].average_precision, std::nullopt);
  EXPECT_EQ(figures.emotions.mean_ap_common, std::nullopt);
  EXPECT_NEAR(*figures.affect[0].correlation, 1, 1e-12);
  EXPECT_NEAR(*figures.affect[0].mean_error, 1.5, 1e-12);
  EXPECT_EQ(figures.affect[1].correlation, std::nullopt);
}

TEST(EvaluateBoxes, ReadsItsFileOrSaysWhatIsWrong) {
  const auto photos = read_boxed_photos(
      R"({"photos": [{"set": "s", "file": "a.jpg", "width": 10, "height": 20, "people":
      [{"box": [1, 2, 3, 4]}, {"box": [0, 0, 1, 1], "background": true}]}]})");
  ASSERT_TRUE(photos.ok());
  ASSERT_EQ(photos.value().size(), 1U);
  EXPECT_EQ(photos.value()[0].people[0].x1, 4);
  EXPECT_EQ(photos.value()[0].background.size(), 1U);
  for (
      const char* bad :
      {"", "[]", R"({"photos": [{}]})",
       R"({"photos": [{"file": "a", "width": 1, "height": 0, "people": []}]})",
       R"({"photos": [{"file": "a", "width": 1, "height": 1}]})",
       R"({"photos": [{"file": "../a", "width": 1, "height": 1, "people": []}]})",
       R"({"photos": [{"file": "a", "width": 1, "height": 1, "people": [{"box": [1, 2, 3]}]}]})"}) {
    EXPECT_EQ(read_boxed_photos(bad).error().code, ErrorCode::kInvalidArgument) << bad;
  }
}

TEST(EvaluateBoxes, CountsFoundWrongAndCapped) {
  BoxedPhoto photo;
  photo.people = {{0, 0, 10, 10}, {20, 0, 30, 10}};
  photo.background = {{50, 0, 60, 10}};
  BoxFigures figures;
  count_people(photo,
               {judged({0, 0, 10, 10}),     // found
                judged({0, 0, 10, 11}),     // the same person again: wrong
                judged({52, 0, 61, 10}),    // in the background: neither
                judged({80, 80, 90, 90})},  // nobody: wrong
               figures);
  EXPECT_EQ(figures.found, 1U);
  EXPECT_EQ(figures.wrong, 2U);
  EXPECT_EQ(figures.capped, 2U);
  EXPECT_EQ(figures.recall(), 0.5);
  EXPECT_NEAR(*figures.precision(), 1.0 / 3, 1e-12);
  EXPECT_EQ(figures.capped_recall(), 1);
  EXPECT_EQ(BoxFigures().recall(), std::nullopt);
}

}  // namespace
}  // namespace selinet::cli
