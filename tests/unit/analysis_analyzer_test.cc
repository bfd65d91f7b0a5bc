// The stage machine over the shipped models: order of stages, errors, independence, memory of the
// last photo.
#include "selinet/analyzer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/manifest.h"
#include "shipped_models.h"

namespace selinet {
namespace {

using test::drawn_bmp;
using test::drawn_rgba;
using test::ShippedModels;

Analyzer make_analyzer(const AnalyzerOptions& options = {}) {
  auto analyzer = Analyzer::create(ShippedModels::get().files(), options);
  EXPECT_TRUE(analyzer.ok()) << analyzer.error().message << " " << analyzer.error().detail;
  return std::move(analyzer.value());
}

// Steps to the end; the stages that were announced, in order.
std::vector<Stage> run(Analyzer& analyzer) {
  std::vector<Stage> stages;
  while (analyzer.report() == nullptr) {
    const auto progress = analyzer.step();
    EXPECT_TRUE(progress.ok()) << progress.error().message;
    if (!progress.ok()) break;
    stages.push_back(progress.value().next);
    EXPECT_LE(progress.value().completed, progress.value().total);
  }
  return stages;
}

void expect_sound(const Report& report) {
  const auto is_probability = [](float p) { return p >= 0 && p <= 1; };
  EXPECT_NEAR(report.sentiment.negative + report.sentiment.neutral + report.sentiment.positive, 1,
              1e-5);
  const auto& distribution = report.aesthetics.distribution;
  EXPECT_NEAR(std::accumulate(distribution.begin(), distribution.end(), 0.0), 1, 1e-5);
  EXPECT_TRUE(report.aesthetics.score >= 1 && report.aesthetics.score <= 10);
  for (const Person& person : report.people) {
    for (const float score : person.emotions) EXPECT_TRUE(is_probability(score));
    EXPECT_TRUE(person.valence >= 1 && person.valence <= 10);
    EXPECT_GE(person.box.x, 0);
    EXPECT_GE(person.box.y, 0);
    EXPECT_LE(person.box.x + person.box.width, static_cast<float>(report.width) + 0.01F);
    EXPECT_LE(person.box.y + person.box.height, static_cast<float>(report.height) + 0.01F);
  }
}

TEST(Analyzer, GoesThroughTheStagesInOrder) {
  Analyzer analyzer = make_analyzer();
  const auto photo = drawn_bmp(400, 300);
  ASSERT_TRUE(analyzer.begin(photo).ok());
  const std::vector<Stage> stages = run(analyzer);
  ASSERT_GE(stages.size(), 3U);
  EXPECT_EQ(stages[0], Stage::kDetect);
  EXPECT_EQ(stages[1], Stage::kScene);
  EXPECT_EQ(stages.back(), Stage::kDone);
  const Report& report = *analyzer.report();
  EXPECT_EQ(stages.size(), 3 + report.people.size());
  EXPECT_EQ(report.width, 400);
  EXPECT_EQ(report.format, ImageFormat::kBmp);
  EXPECT_FALSE(report.decoded_by_caller);
  expect_sound(report);
}

TEST(Analyzer, PixelsAndFileGiveTheSameReport) {
  Analyzer analyzer = make_analyzer();
  ASSERT_TRUE(analyzer.begin(drawn_bmp(500, 380)).ok());
  run(analyzer);
  const Report from_file = *analyzer.report();
  ASSERT_TRUE(
      analyzer.begin_rgba(drawn_rgba(500, 380), 500, 380, 500, 380, ImageFormat::kPixels).ok());
  run(analyzer);
  const Report& from_pixels = *analyzer.report();
  EXPECT_TRUE(from_pixels.decoded_by_caller);
  EXPECT_EQ(from_file.sentiment.positive, from_pixels.sentiment.positive);
  EXPECT_EQ(from_file.aesthetics.score, from_pixels.aesthetics.score);
  ASSERT_EQ(from_file.people.size(), from_pixels.people.size());
  for (size_t i = 0; i < from_file.people.size(); i++) {
    EXPECT_EQ(from_file.people[i].emotions, from_pixels.people[i].emotions);
  }
}

TEST(Analyzer, AOnePixelPhotoGivesAReportAndAWarning) {
  Analyzer analyzer = make_analyzer();
  ASSERT_TRUE(analyzer.begin(drawn_bmp(1, 1)).ok());
  run(analyzer);
  ASSERT_NE(analyzer.report(), nullptr);
  expect_sound(*analyzer.report());
  ASSERT_EQ(analyzer.report()->warnings.size(), 1U);
  EXPECT_EQ(analyzer.report()->warnings[0].code, "small-photo");
}

TEST(Analyzer, CallsOutOfOrderAreErrors) {
  Analyzer analyzer = make_analyzer();
  EXPECT_EQ(analyzer.step().error().code, ErrorCode::kWrongState);
  EXPECT_EQ(analyzer.report(), nullptr);
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 64)).ok());
  EXPECT_EQ(analyzer.report(), nullptr);
  run(analyzer);
  EXPECT_EQ(analyzer.step().error().code, ErrorCode::kWrongState);
}

TEST(Analyzer, ABadPhotoLeavesItReadyForTheNext) {
  Analyzer analyzer = make_analyzer();
  EXPECT_EQ(analyzer.begin({}).error().code, ErrorCode::kEmptyFile);
  auto cut = drawn_bmp(64, 64);
  cut.resize(cut.size() / 2);
  EXPECT_EQ(analyzer.begin(cut).error().code, ErrorCode::kTruncatedImage);
  EXPECT_EQ(analyzer.step().error().code, ErrorCode::kWrongState);
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 64)).ok());
  run(analyzer);
  EXPECT_NE(analyzer.report(), nullptr);
}

TEST(Analyzer, PixelsOfAnotherSizeAreRefused) {
  Analyzer analyzer = make_analyzer();
  const auto rgba = drawn_rgba(20, 10);
  const auto code = [&](int32_t w, int32_t h, int32_t pw, int32_t ph) {
    return analyzer.begin_rgba(rgba, w, h, pw, ph, ImageFormat::kPixels).error().code;
  };
  EXPECT_EQ(code(20, 11, 20, 11), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code(0, 10, 20, 10), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code(20, 10, 19, 10), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code(20, 10, 20, 10), ErrorCode::kOk);
}

TEST(Analyzer, ResetAndANewPhotoDropTheOldOne) {
  Analyzer analyzer = make_analyzer();
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 64)).ok());
  run(analyzer);
  analyzer.reset();
  EXPECT_EQ(analyzer.report(), nullptr);
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 64)).ok());
  ASSERT_TRUE(analyzer.step().ok());
  ASSERT_TRUE(analyzer.begin(drawn_bmp(96, 64)).ok());
  run(analyzer);
  EXPECT_EQ(analyzer.report()->width, 96);
}

TEST(Analyzer, TwoLiveSideBySide) {
  Analyzer first = make_analyzer();
  Analyzer second = make_analyzer();
  ASSERT_TRUE(first.begin(drawn_bmp(300, 200)).ok());
  ASSERT_TRUE(second.begin(drawn_bmp(200, 300)).ok());
  while (first.report() == nullptr || second.report() == nullptr) {
    for (Analyzer* analyzer : {&first, &second}) {
      if (analyzer->report() != nullptr) continue;
      ASSERT_TRUE(analyzer->step().ok());
    }
  }
  EXPECT_EQ(first.report()->width, 300);
  EXPECT_EQ(second.report()->width, 200);
}

TEST(Analyzer, GivenPeopleAreJudgedInsteadOfDetectedOnes) {
  Analyzer analyzer = make_analyzer();
  ASSERT_TRUE(analyzer.begin(drawn_bmp(400, 300)).ok());
  // The second reaches outside, and comes back clipped.
  const std::vector<Box> boxes{{150, 40, 100, 250}, {-50, 100, 120, 500}};
  ASSERT_TRUE(analyzer.set_people(boxes).ok());
  EXPECT_EQ(run(analyzer), (std::vector<Stage>{Stage::kDetect, Stage::kScene, Stage::kPerson,
                                               Stage::kPerson, Stage::kDone}));
  const Report from_file = *analyzer.report();
  expect_sound(from_file);
  ASSERT_EQ(from_file.people.size(), 2U);
  EXPECT_EQ(from_file.people[0].score, 1);
  EXPECT_EQ(from_file.people[0].box.x, 150);
  EXPECT_EQ(from_file.people[0].box.height, 250);
  EXPECT_EQ(from_file.people[1].box.x, 0);
  EXPECT_EQ(from_file.people[1].box.width, 70);
  EXPECT_EQ(from_file.people[1].box.height, 200);
  EXPECT_NE(from_file.people[0].emotions, from_file.people[1].emotions);

  ASSERT_TRUE(
      analyzer.begin_rgba(drawn_rgba(400, 300), 400, 300, 400, 300, ImageFormat::kPixels).ok());
  ASSERT_TRUE(analyzer.set_people(boxes).ok());
  run(analyzer);
  EXPECT_EQ(analyzer.report()->people[1].emotions, from_file.people[1].emotions);
}

TEST(Analyzer, GivenPeopleAreInPixelsOfThePhotoNotOfTheWorkingPicture) {
  Analyzer analyzer = make_analyzer();
  const auto rgba = drawn_rgba(400, 300);
  ASSERT_TRUE(analyzer.begin_rgba(rgba, 400, 300, 400, 300, ImageFormat::kPixels).ok());
  ASSERT_TRUE(analyzer.set_people({{{150, 40, 100, 250}}}).ok());
  run(analyzer);
  const Person same_size = analyzer.report()->people.at(0);
  ASSERT_TRUE(analyzer.begin_rgba(rgba, 400, 300, 1200, 900, ImageFormat::kPixels).ok());
  ASSERT_TRUE(analyzer.set_people({{{450, 120, 300, 750}}}).ok());
  run(analyzer);
  const Person& larger = analyzer.report()->people.at(0);
  EXPECT_NEAR(larger.box.width, 300, 0.01);
  for (size_t k = 0; k < kEmotionCount; k++) {
    EXPECT_NEAR(larger.emotions[k], same_size.emotions[k], 1e-4);
  }
}

TEST(Analyzer, NoGivenPeopleMeansNobody) {
  Analyzer analyzer = make_analyzer();
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 64)).ok());
  ASSERT_TRUE(analyzer.set_people({}).ok());
  EXPECT_EQ(run(analyzer).size(), 3U);
  EXPECT_TRUE(analyzer.report()->people.empty());
}

TEST(Analyzer, GivenPeopleAreRefusedOutsideThePhotoAndOutOfOrder) {
  Analyzer analyzer = make_analyzer();
  const std::vector<Box> box{{10, 10, 20, 20}};
  EXPECT_EQ(analyzer.set_people(box).error().code, ErrorCode::kWrongState);
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 48)).ok());
  ASSERT_TRUE(analyzer.set_people(box).ok());
  const float not_a_number = std::nanf("");
  for (const Box& bad : std::vector<Box>{{64, 10, 20, 20},
                                         {10, 47.5F, 20, 20},
                                         {-20, 10, 20.5F, 20},
                                         {10, 10, 0, 20},
                                         {10, 10, -5, 20},
                                         {not_a_number, 10, 20, 20},
                                         {10, 10, HUGE_VALF, 20}}) {
    EXPECT_EQ(analyzer.set_people({{box[0], bad}}).error().code, ErrorCode::kInvalidArgument);
  }
  ASSERT_TRUE(analyzer.step().ok());  // decode
  EXPECT_TRUE(analyzer.set_people({{{0, 0, 64, 48}, {63, 0, 9, 9}}}).ok());
  ASSERT_TRUE(analyzer.step().ok());  // detect
  EXPECT_EQ(analyzer.set_people(box).error().code, ErrorCode::kWrongState);
  run(analyzer);
  ASSERT_EQ(analyzer.report()->people.size(), 2U);
  EXPECT_EQ(analyzer.report()->people[1].box.width, 1);
  // The next photo does not inherit them.
  ASSERT_TRUE(analyzer.begin(drawn_bmp(64, 48)).ok());
  run(analyzer);
  for (const Person& person : analyzer.report()->people) EXPECT_LT(person.score, 1);
}

TEST(Analyzer, BadModelsAreNamed) {
  const ShippedModels& shipped = ShippedModels::get();
  const std::string& name = shipped.first_model();
  const auto code_with = [&](const std::string& path, const std::vector<uint8_t>& bytes) {
    const auto result = Analyzer::create(shipped.with(path, bytes));
    EXPECT_FALSE(result.ok());
    if (path != "manifest.json") {
      EXPECT_NE(result.error().message.find(path), std::string::npos);
    }
    return result.error().code;
  };
  EXPECT_EQ(code_with(name, {}), ErrorCode::kCorruptModel);
  std::vector<uint8_t> changed = shipped.bytes(name);
  changed[changed.size() / 2] ^= 1U;
  EXPECT_EQ(code_with(name, changed), ErrorCode::kModelHashMismatch);
  changed.resize(changed.size() / 2);
  EXPECT_EQ(code_with(name, changed), ErrorCode::kCorruptModel);
  EXPECT_EQ(code_with("manifest.json", {'{', '}'}), ErrorCode::kInvalidManifest);

  std::vector<ModelFile> files = shipped.files();
  std::erase_if(files, [&](const ModelFile& file) { return file.path == name; });
  EXPECT_EQ(Analyzer::create(files).error().code, ErrorCode::kMissingModel);
  EXPECT_EQ(Analyzer::create({}).error().code, ErrorCode::kMissingModel);
  AnalyzerOptions options;
  options.tier = "enormous";
  EXPECT_EQ(Analyzer::create(shipped.files(), options).error().code, ErrorCode::kMissingModel);
}

}  // namespace
}  // namespace selinet
