// manifest.json: what is read, and that every kind of mistake is refused with the key's name.
#include "analysis/manifest.h"

#include <cJSON.h>
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <memory>

#include "analysis/sha256.h"

namespace selinet {
namespace {

using Json = std::unique_ptr<cJSON, decltype(&cJSON_Delete)>;

cJSON* filled(size_t count, double value) {
  cJSON* array = cJSON_CreateArray();
  for (size_t i = 0; i < count; i++) cJSON_AddItemToArray(array, cJSON_CreateNumber(value));
  return array;
}

// A manifest that is right; tests then break one thing.
Json sound_manifest() {
  Json root(cJSON_Parse(R"({
    "schema": "selinet-models/1", "version": "1.2.3",
    "files": [
      {"path": "d.tflite", "tiers": ["standard", "lite"], "role": "person-detector", "bytes": 12,
       "input": {"width": 320, "height": 240, "resize": "letterbox", "mean": [1, 2, 3], "std": [4, 5, 6], "pad": [7, 8, 9]}},
      {"path": "f.tflite", "tiers": ["standard"], "role": "fusion", "bytes": 34}],
    "detector": {"anchors": {"layers": [{"grid": [3, 4], "sizes": [[0.5, 0.25], [1, 1]]}]},
                 "score_threshold": 0.4, "candidate_threshold": 0.2,
                 "iou_threshold": 0.6, "vote_iou_threshold": 0.5, "box_coder_scales": [10, 10, 5, 5]},
    "crop": {"padding": 0.1, "outside": "replicate"},
    "correction": {"enabled": true}, "calibration": {"emotions": {}}})"),
            &cJSON_Delete);
  const std::string hash(64, 'a');
  for (cJSON* file = cJSON_GetObjectItem(root.get(), "files")->child; file != nullptr;
       file = file->next) {
    cJSON_AddStringToObject(file, "sha256", hash.c_str());
  }
  cJSON* emotions = cJSON_AddArrayToObject(root.get(), "emotions");
  for (const char* name : emotion_names()) cJSON_AddItemToArray(emotions, cJSON_CreateString(name));
  cJSON_AddItemToObject(cJSON_GetObjectItem(root.get(), "correction"), "coefficients",
                        filled(kEmotionCount, 0.5));
  cJSON* calibration =
      cJSON_GetObjectItem(cJSON_GetObjectItem(root.get(), "calibration"), "emotions");
  cJSON_AddItemToObject(calibration, "slope", filled(kEmotionCount, 1.5));
  cJSON_AddItemToObject(calibration, "offset", filled(kEmotionCount, -0.5));
  cJSON_AddItemToObject(root.get(), "thresholds", filled(kEmotionCount, 0.3));
  return root;
}

Result<Manifest> parse(const cJSON* root) {
  const std::unique_ptr<char, decltype(&cJSON_free)> text(cJSON_PrintUnformatted(root),
                                                          &cJSON_free);
  return parse_manifest({reinterpret_cast<const uint8_t*>(text.get()), std::strlen(text.get())});
}

TEST(Manifest, ReadsEveryValue) {
  const auto result = parse(sound_manifest().get());
  ASSERT_TRUE(result.ok()) << result.error().detail;
  const Manifest& m = result.value();
  EXPECT_EQ(m.version, "1.2.3");
  ASSERT_EQ(m.files.size(), 2U);
  EXPECT_EQ(m.files[0].role, Role::kPersonDetector);
  EXPECT_EQ(m.files[0].tiers, (std::vector<std::string>{"standard", "lite"}));
  ASSERT_TRUE(m.files[0].input.has_value());
  EXPECT_EQ(m.files[0].input->width, 320);
  EXPECT_TRUE(m.files[0].input->letterbox);
  EXPECT_EQ(m.files[0].input->pad[2], 9);
  EXPECT_FALSE(m.files[1].input.has_value());
  EXPECT_EQ(m.files[1].bytes, 34U);
  EXPECT_EQ(m.detector.layers[0].columns, 4);
  EXPECT_FLOAT_EQ(m.detector.layers[0].sizes[0][1], 0.25F);
  EXPECT_FLOAT_EQ(m.detector.coder_scales[3], 5);
  EXPECT_TRUE(m.crop.replicate);
  EXPECT_TRUE(m.correction);
  EXPECT_FLOAT_EQ(m.calibration_slope[25], 1.5F);
  EXPECT_FLOAT_EQ(m.thresholds[0], 0.3F);
}

struct Mistake {
  const char* name;
  const char* expected;  // in the error's detail
  std::function<void(cJSON*)> make;
};

cJSON* first_file(cJSON* root) { return cJSON_GetObjectItem(root, "files")->child; }

TEST(Manifest, EveryMistakeIsNamed) {
  const std::vector<Mistake> mistakes = {
      {"schema", "schema",
       [](cJSON* r) { cJSON_ReplaceItemInObject(r, "schema", cJSON_CreateString("other/9")); }},
      {"no version", "version", [](cJSON* r) { cJSON_DeleteItemFromObject(r, "version"); }},
      {"no files", "files",
       [](cJSON* r) { cJSON_ReplaceItemInObject(r, "files", cJSON_CreateArray()); }},
      {"role", "files[0].role",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(first_file(r), "role", cJSON_CreateString("oracle"));
       }},
      {"path outside", "files[0].path",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(first_file(r), "path", cJSON_CreateString("../secret"));
       }},
      {"absolute path", "files[0].path",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(first_file(r), "path", cJSON_CreateString("/etc/passwd"));
       }},
      {"hash", "files[0].sha256",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(first_file(r), "sha256", cJSON_CreateString("ABC"));
       }},
      {"bytes", "files[0].bytes",
       [](cJSON* r) { cJSON_ReplaceItemInObject(first_file(r), "bytes", cJSON_CreateNumber(-1)); }},
      {"no input", "files[0].input",
       [](cJSON* r) { cJSON_DeleteItemFromObject(first_file(r), "input"); }},
      {"std of zero", "files[0].input.std",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(cJSON_GetObjectItem(first_file(r), "input"), "std",
                                   filled(3, 0));
       }},
      {"short scales", "detector.box_coder_scales",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(cJSON_GetObjectItem(r, "detector"), "box_coder_scales",
                                   filled(3, 1));
       }},
      {"threshold", "detector.score_threshold",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(cJSON_GetObjectItem(r, "detector"), "score_threshold",
                                   cJSON_CreateString("0.5"));
       }},
      {"emotion order", "emotions[0]",
       [](cJSON* r) {
         cJSON_ReplaceItemInArray(cJSON_GetObjectItem(r, "emotions"), 0,
                                  cJSON_CreateString("Anger"));
       }},
      {"25 emotions", "emotions",
       [](cJSON* r) {
         cJSON_DeleteItemFromArray(cJSON_GetObjectItem(r, "emotions"), kEmotionCount - 1);
       }},
      {"falling calibration", "slope",
       [](cJSON* r) {
         cJSON* emotions = cJSON_GetObjectItem(cJSON_GetObjectItem(r, "calibration"), "emotions");
         cJSON_ReplaceItemInObject(emotions, "slope", filled(kEmotionCount, -1));
       }},
      {"thresholds", "thresholds",
       [](cJSON* r) { cJSON_ReplaceItemInObject(r, "thresholds", filled(2, 0.5)); }},
      {"outside", "crop.outside",
       [](cJSON* r) {
         cJSON_ReplaceItemInObject(cJSON_GetObjectItem(r, "crop"), "outside",
                                   cJSON_CreateString("mirror"));
       }},
  };
  for (const Mistake& mistake : mistakes) {
    const Json root = sound_manifest();
    mistake.make(root.get());
    const auto result = parse(root.get());
    ASSERT_FALSE(result.ok()) << mistake.name;
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidManifest) << mistake.name;
    EXPECT_NE(result.error().detail.find(mistake.expected), std::string::npos)
        << mistake.name << ": " << result.error().detail;
  }
}

TEST(Manifest, NotJsonIsAnError) {
  for (const std::string text : {"", "{", "[]", "null", "\xff\xfe", "{\"schema\":1}"}) {
    const auto result =
        parse_manifest({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    ASSERT_FALSE(result.ok()) << text;
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidManifest);
  }
}

// Vectors of FIPS 180-4's examples.
TEST(Sha256, KnownVectors) {
  const auto hash = [](const std::string& text) {
    return sha256_hex({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  };
  EXPECT_EQ(hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace selinet
