// The C ABI as JavaScript uses it: null arguments, ownership, cut texts, a whole photo.
#include "selinet_abi.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "shipped_models.h"

namespace {

using selinet::test::drawn_bmp;
using selinet::test::drawn_rgba;
using selinet::test::ShippedModels;

struct Destroy {
  void operator()(selinet_analyzer* analyzer) const { selinet_destroy(analyzer); }
};
using Handle = std::unique_ptr<selinet_analyzer, Destroy>;

Handle create(const selinet_options* options = nullptr) {
  std::vector<std::string> paths;
  std::vector<selinet_file> files;
  const auto shipped = ShippedModels::get().files();
  paths.reserve(shipped.size());
  files.reserve(shipped.size());
  for (const auto& file : shipped) paths.emplace_back(file.path);
  for (size_t i = 0; i < shipped.size(); i++) {
    files.push_back({paths[i].c_str(), shipped[i].bytes.data(),
                     static_cast<uint32_t>(shipped[i].bytes.size())});
  }
  selinet_analyzer* analyzer = nullptr;
  selinet_error error{};
  EXPECT_EQ(
      selinet_create(files.data(), static_cast<uint32_t>(files.size()), options, &analyzer, &error),
      0)
      << error.message << " " << error.detail;
  return Handle(analyzer);
}

TEST(Abi, VersionAndNames) {
  EXPECT_EQ(selinet_abi_version(), SELINET_ABI_VERSION);
  EXPECT_STREQ(selinet_status_string(0), "ok");
  EXPECT_STREQ(selinet_status_string(5), "truncated-image");
  EXPECT_STREQ(selinet_status_string(12345), "internal");
  EXPECT_STREQ(selinet_emotion_name(0), "Affection");
  EXPECT_STREQ(selinet_emotion_name(25), "Yearning");
  EXPECT_EQ(selinet_emotion_name(26), nullptr);
  EXPECT_EQ(selinet_emotion_name(-1), nullptr);
}

TEST(Abi, AnalysesAFile) {
  const Handle analyzer = create();
  const auto photo = drawn_bmp(320, 240);
  selinet_error error{};
  ASSERT_EQ(
      selinet_begin(analyzer.get(), photo.data(), static_cast<uint32_t>(photo.size()), &error), 0);
  EXPECT_EQ(selinet_get_report(analyzer.get()), nullptr);
  selinet_progress progress{};
  constexpr int32_t kDone = 5;
  while (progress.next_stage != kDone)
    ASSERT_EQ(selinet_step(analyzer.get(), &progress, &error), 0) << error.message;
  const selinet_report* report = selinet_get_report(analyzer.get());
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->width, 320);
  EXPECT_EQ(report->height, 240);
  EXPECT_NEAR(report->sentiment.negative + report->sentiment.neutral + report->sentiment.positive,
              1, 1e-5);
  EXPECT_GT(std::strlen(report->engine_version), 0U);
  EXPECT_GT(std::strlen(report->models_version), 0U);
  EXPECT_EQ(progress.completed, progress.total);
  EXPECT_EQ(static_cast<int32_t>(report->people_count) + 3, progress.total);
  selinet_reset(analyzer.get());
  EXPECT_EQ(selinet_get_report(analyzer.get()), nullptr);
}

TEST(Abi, CorrectionCanBeSwitchedOff) {
  const selinet_options options{"standard", 0};
  const Handle analyzer = create(&options);
  const auto rgba = drawn_rgba(64, 64);
  selinet_error error{};
  ASSERT_EQ(selinet_begin_rgba(analyzer.get(), rgba.data(), 64, 64, 128, 128, 8, &error), 0)
      << error.detail;
  selinet_progress progress{};
  while (selinet_get_report(analyzer.get()) == nullptr)
    ASSERT_EQ(selinet_step(analyzer.get(), &progress, &error), 0);
  EXPECT_EQ(selinet_get_report(analyzer.get())->correction, 0);
  EXPECT_EQ(selinet_get_report(analyzer.get())->decoded_by_caller, 1);
  EXPECT_EQ(selinet_get_report(analyzer.get())->width, 128);
}

TEST(Abi, NullArgumentsAreErrorsNotCrashes) {
  constexpr selinet_status kInvalidArgument = 1;
  selinet_analyzer* analyzer = nullptr;
  selinet_error error{};
  selinet_progress progress{};
  const uint8_t byte = 0;
  EXPECT_EQ(selinet_create(nullptr, 1, nullptr, &analyzer, &error), kInvalidArgument);
  EXPECT_EQ(selinet_create(nullptr, 0, nullptr, nullptr, &error), kInvalidArgument);
  const selinet_file nameless{nullptr, &byte, 1};
  EXPECT_EQ(selinet_create(&nameless, 1, nullptr, &analyzer, nullptr), kInvalidArgument);
  EXPECT_EQ(selinet_begin(nullptr, &byte, 1, &error), kInvalidArgument);
  EXPECT_EQ(selinet_begin_rgba(nullptr, &byte, 1, 1, 1, 1, 8, &error), kInvalidArgument);
  EXPECT_EQ(selinet_step(nullptr, &progress, &error), kInvalidArgument);
  EXPECT_EQ(selinet_inspect(nullptr, 4, nullptr, &error), kInvalidArgument);
  EXPECT_EQ(selinet_get_report(nullptr), nullptr);
  selinet_reset(nullptr);
  selinet_destroy(nullptr);
}

TEST(Abi, InspectSaysWhatAFileIs) {
  const auto photo = drawn_bmp(31, 17);
  selinet_image_info info{};
  selinet_error error{};
  ASSERT_EQ(selinet_inspect(photo.data(), static_cast<uint32_t>(photo.size()), &info, &error), 0);
  EXPECT_EQ(info.stored_width, 31);
  EXPECT_EQ(info.stored_height, 17);
  EXPECT_EQ(info.orientation, 1);
  EXPECT_EQ(selinet_inspect(photo.data(), 0, &info, &error), 2);
  EXPECT_GT(std::strlen(error.message), 10U);
}

TEST(Abi, AllocationsAreFreedByTheirOwner) {
  EXPECT_EQ(selinet_alloc(0), nullptr);
  void* memory = selinet_alloc(100);
  ASSERT_NE(memory, nullptr);
  std::memset(memory, 1, 100);
  selinet_free(memory);
  selinet_free(nullptr);
}

// A path of many multi-byte characters must be cut between characters, with its terminating zero.
TEST(Abi, LongTextsAreCutBetweenCharacters) {
  std::string path;
  while (path.size() < 2000) path += "\xe5\x86\x99";
  const auto& bytes = ShippedModels::get().bytes("manifest.json");
  std::string renamed(bytes.begin(), bytes.end());
  const std::string key = "\"path\": \"";
  const size_t at = renamed.find(key);
  ASSERT_NE(at, std::string::npos);
  const size_t from = at + key.size();
  renamed.replace(from, renamed.find('"', from) - from, path);
  const selinet_file file{"manifest.json", reinterpret_cast<const uint8_t*>(renamed.data()),
                          static_cast<uint32_t>(renamed.size())};
  selinet_analyzer* analyzer = nullptr;
  selinet_error error{};
  EXPECT_NE(selinet_create(&file, 1, nullptr, &analyzer, &error), 0);
  EXPECT_EQ(analyzer, nullptr);
  const std::string message(error.message);
  EXPECT_LT(message.size(), sizeof(error.message));
  const size_t first = message.find("\xe5\x86\x99");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ((message.size() - first) % 3, 0U);
}

}  // namespace
