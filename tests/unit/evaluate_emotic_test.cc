// EMOTIC's two formats, each row of them judged on its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "evaluate_emotic_csv.h"
#include "evaluate_emotic_mat.h"
#include "mat_writer.h"

namespace selinet::cli {
namespace {

using test::MatFile;
using test::MatWriter;

const std::string kHeader =
    "Folder,Filename,Image Size,BBox,Categorical_Labels,Continuous_Labels\n";

AnnotatedDataset read_csv(const std::string& text) {
  const auto dataset = read_emotic_csv(text, "test.csv");
  EXPECT_TRUE(dataset.ok()) << dataset.error().message;
  return dataset.ok() ? dataset.value() : AnnotatedDataset();
}

// The complaint about a file of one row; empty where it is taken.
std::string complaint_about(const std::string& row) {
  const AnnotatedDataset dataset = read_csv(kHeader + row + "\n");
  EXPECT_EQ(dataset.malformed.size() + dataset.photos.size(), 1U);
  return dataset.malformed.empty() ? std::string() : dataset.malformed[0];
}

std::vector<std::string> positives_of(const AnnotatedPerson& person) {
  std::vector<std::string> names;
  for (size_t k = 0; k < kEmotionCount; k++) {
    if (person.strengths[k] > 0) names.emplace_back(emotion_names()[k]);
  }
  return names;
}

TEST(EvaluateEmoticCsv, ReadsPeopleByPhoto) {
  const AnnotatedDataset dataset = read_csv(
      "\xEF\xBB\xBF,Filename,Folder,Age,BBox,Continuous_Labels,Categorical_Labels\r\n"
      "0,a.jpg,mscoco/images,Adult,\"[86, 58, 564, 628]\",\"[5.0, 3.0, 9.0]\",\"['Disconnection', "
      "'Doubt/Confusion']\"\r\n"
      "1,b.jpg,framesdb/images,Kid,\"[-3, 0, 1.5, 2]\",\"[5.5, nan, 9.0]\",['Peace']\r\n"
      "\r\n"
      "2,a.jpg,mscoco/images,Adult,\"[1, 2, 3, 4]\",\"[1, 2, 3]\",[]");
  EXPECT_TRUE(dataset.malformed.empty());
  ASSERT_EQ(dataset.photos.size(), 2U);
  EXPECT_EQ(dataset.photos[0].name, "mscoco/images/a.jpg");
  ASSERT_EQ(dataset.photos[0].people.size(), 2U);
  const AnnotatedPerson& first = dataset.photos[0].people[0];
  EXPECT_EQ(first.box.x0, 86);
  EXPECT_EQ(first.box.y1, 628);
  EXPECT_EQ(positives_of(first), (std::vector<std::string>{"Disconnection", "Doubt/Confusion"}));
  EXPECT_EQ(first.affect, (std::array<double, 3>{5, 3, 9}));
  EXPECT_TRUE(positives_of(dataset.photos[0].people[1]).empty());
  EXPECT_TRUE(std::isnan(dataset.photos[1].people[0].affect[1]));
}

TEST(EvaluateEmoticCsv, AMalformedRowIsNamedByItsLineAndTheRestGoesOn) {
  const std::string good = "f,a.jpg,,\"[1, 2, 3, 4]\",['Anger'],\"[1, 2, 3]\"\n";
  const AnnotatedDataset dataset = read_csv(
      kHeader + good + "f,b.jpg,,\"[1, 2, 3, 4],['Anger'],\"[1, 2, 3]\"\n" + good + "x,y\n" + good);
  ASSERT_EQ(dataset.photos.size(), 1U);
  EXPECT_EQ(dataset.photos[0].people.size(), 3U);
  ASSERT_EQ(dataset.malformed.size(), 2U);
  EXPECT_TRUE(dataset.malformed[0].starts_with("test.csv, line 3: ")) << dataset.malformed[0];
  EXPECT_EQ(dataset.malformed[1], "test.csv, line 5: It has 2 fields and the first line 6.");
}

TEST(EvaluateEmoticCsv, SaysWhatIsWrongWithARow) {
  const auto row = [](const std::string& box, const std::string& categories,
                      const std::string& affect, const std::string& file = "a.jpg") {
    return "f," + file + ",,\"" + box + "\",\"" + categories + "\",\"" + affect + "\"";
  };
  EXPECT_EQ(complaint_about(row("[1, 2, 3, 4]", "['Anger']", "[1, 2, 3]")), "");
  const auto complains = [&](const std::string& line, const std::string& about) {
    const std::string complaint = complaint_about(line);
    EXPECT_NE(complaint.find(about), std::string::npos) << complaint;
  };
  complains(row("[1, 2, 3]", "['Anger']", "[1, 2, 3]"), "x1, y1, x2, y2");
  complains(row("nonsense", "['Anger']", "[1, 2, 3]"), "x1, y1, x2, y2");
  complains(row("[1, 2, inf, 4]", "['Anger']", "[1, 2, 3]"), "x1, y1, x2, y2");
  complains(row("[5, 2, 3, 4]", "['Anger']", "[1, 2, 3]"), "empty");
  complains(row("[1, 2, 3, 4]", "['Rage']", "[1, 2, 3]"), "\"Rage\"");
  complains(row("[1, 2, 3, 4]", "['Doubt']", "[1, 2, 3]"), "\"Doubt\"");
  complains(row("[1, 2, 3, 4]", "Anger", "[1, 2, 3]"), "Categorical_Labels");
  complains(row("[1, 2, 3, 4]", "['Anger']", "[1, 2]"), "Valence");
  complains(row("[1, 2, 3, 4]", "['Anger']", "[1, 2, 11]"), "Valence");
  complains(row("[1, 2, 3, 4]", "['Anger']", "[1, 2, 3]", ""), "file name");
  complains(row("[1, 2, 3, 4]", "['Anger']", "[1, 2, 3]", "../../a.jpg"), "below");
}

TEST(EvaluateEmoticCsv, AMissingColumnIsAnError) {
  const auto dataset = read_emotic_csv("Folder,Filename\na,b\n", "test.csv");
  ASSERT_FALSE(dataset.ok());
  EXPECT_EQ(dataset.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(dataset.error().message.find("\"BBox\""), std::string::npos);
  EXPECT_FALSE(read_emotic_csv("", "test.csv").ok());
}

// One person as the official file has them: train with one annotator, val and test with several and
// the combination.
MatFile mat_person(const MatWriter& w, const std::vector<double>& box, const std::string& category,
                   bool combined) {
  const std::vector<std::string> affect_names{"valence", "arousal", "dominance"};
  const MatFile affect = w.structs(affect_names, {w.numbers({5}), w.numbers({3}), w.numbers({9})});
  const MatFile categories = w.structs({"categories"}, {w.cell({w.text(category)})});
  if (!combined) {
    return w.structs({"body_bbox", "annotations_categories", "annotations_continuous", "gender"},
                     {w.numbers(box), categories, affect, w.text("Male")});
  }
  const MatFile others = w.structs(
      {"categories"}, {w.cell({w.text("Fear")}), w.cell({w.text("Fear"), w.text("Pain")})});
  return w.structs(
      {"body_bbox", "annotations_categories", "combined_categories", "annotations_continuous",
       "combined_continuous"},
      {w.numbers(box), others, w.cell({w.text(category), w.text("Peace")}),
       w.structs(affect_names, {w.numbers({1}), w.numbers({1}), w.numbers({1})}), affect});
}

MatFile mat_photos(const MatWriter& w, const std::string& split) {
  const bool combined = split != "train";
  const MatFile nobody = w.numbers({});
  return w.file({w.compressed(
      w.structs({"filename", "folder", "person"},
                {w.text("a.jpg"), w.text("mscoco/images"),
                 mat_person(w, {86, 58, 564, 628}, "Anger", combined), w.text("b.jpg"),
                 w.text("mscoco/images"), nobody, w.text(""), w.text("mscoco/images"), nobody,
                 w.text("c.jpg"), w.text("emodb_small/images"),
                 w.cell({mat_person(w, {1, 2, 3}, "Anger", combined),
                         mat_person(w, {1, 2, 3, 4}, "Rage", combined),
                         mat_person(w, {1, 2, 3, 4}, "Doubt/Confusion", combined)})},
                split))});
}

TEST(EvaluateEmoticMat, ReadsTheSplitsAndNamesWhatMakesNoSense) {
  const MatWriter w;
  for (const std::string split : {"train", "val", "test"}) {
    const auto result = read_emotic_mat(mat_photos(w, split), split, "Annotations.mat");
    ASSERT_TRUE(result.ok()) << result.error().message << result.error().detail;
    const AnnotatedDataset& dataset = result.value();
    ASSERT_EQ(dataset.photos.size(), 2U);
    EXPECT_EQ(dataset.photos[0].name, "mscoco/images/a.jpg");
    ASSERT_EQ(dataset.photos[0].people.size(), 1U);
    const AnnotatedPerson& first = dataset.photos[0].people[0];
    EXPECT_EQ(first.box.x1, 564);
    EXPECT_EQ(first.affect, (std::array<double, 3>{5, 3, 9}));
    const std::vector<std::string> single{"Anger"};
    const std::vector<std::string> combination{"Anger", "Peace"};
    EXPECT_EQ(positives_of(first), split == "train" ? single : combination);
    ASSERT_EQ(dataset.photos[1].people.size(), 1U);
    const auto complaint = [&](const std::string& place) {
      const std::string begin = std::string("Annotations.mat, ").append(split).append(place);
      return std::count_if(dataset.malformed.begin(), dataset.malformed.end(),
                           [&](const std::string& line) { return line.starts_with(begin); });
    };
    EXPECT_EQ(dataset.malformed.size(), 4U);
    EXPECT_EQ(complaint("(2): It has nobody."), 1);
    EXPECT_EQ(complaint("(3): There is no file name."), 1);
    EXPECT_EQ(complaint("(4).person(1): The box"), 1);
    EXPECT_EQ(complaint("(4).person(2): EMOTIC has no category \"Rage\"."), 1);
  }
}

TEST(EvaluateEmoticMat, ASplitThatIsNoArrayOfStructsIsAnError) {
  const MatWriter w;
  const auto numbers = read_emotic_mat(w.file({w.numbers({1}, "test")}), "test", "a.mat");
  EXPECT_EQ(numbers.error().code, ErrorCode::kInvalidArgument);
  EXPECT_FALSE(read_emotic_mat(mat_photos(w, "train"), "test", "a.mat").ok());
}

TEST(EvaluateEmoticMat, ValAndTestNeedTheCombination) {
  const MatWriter w;
  const MatFile file = w.file({w.structs(
      {"filename", "folder", "person"},
      {w.text("a.jpg"), w.text("f"), mat_person(w, {1, 2, 3, 4}, "Anger", false)}, "test")});
  const auto dataset = read_emotic_mat(file, "test", "a.mat");
  ASSERT_TRUE(dataset.ok());
  ASSERT_EQ(dataset.value().malformed.size(), 1U);
  EXPECT_NE(dataset.value().malformed[0].find("combined_categories"), std::string::npos);
}

}  // namespace
}  // namespace selinet::cli
