// Reads manifest.json with cJSON. Every value is checked here once, so that the rest of the
// pipeline can trust it.
#include "analysis/manifest.h"

#include <cJSON.h>

#include <cmath>
#include <cstring>
#include <memory>

namespace selinet {
namespace {

constexpr const char* kSchema = "selinet-models/1";
constexpr std::array<const char*, kRoleCount> kRoleNames = {"person-detector", "feature-extractor",
                                                            "aesthetics-head", "fusion"};
constexpr int kMaxGrid = 512;    // cells a side of a feature map
constexpr int kMaxInput = 4096;  // pixels a side of a network's input

struct JsonDelete {
  void operator()(cJSON* node) const { cJSON_Delete(node); }
};

// Reads one JSON value after another and remembers the first thing that was wrong, so that the code
// below stays a plain list of keys instead of a ladder of checks.
class Reader {
 public:
  [[nodiscard]] bool ok() const { return problem_.empty(); }
  [[nodiscard]] const std::string& problem() const { return problem_; }

  void fail(const std::string& where, const char* what) {
    if (ok()) problem_ = where + " " + what;
  }

  const cJSON* get(const cJSON* object, const std::string& where, const char* key) {
    const cJSON* item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (item == nullptr) fail(where + "." + key, "is missing");
    return item;
  }

  std::string text(const cJSON* object, const std::string& where, const char* key) {
    const cJSON* item = get(object, where, key);
    if (item == nullptr) return {};
    if (!cJSON_IsString(item) || item->valuestring[0] == '\0') {
      fail(where + "." + key, "must be a text that is not empty");
      return {};
    }
    return item->valuestring;
  }

  double number(const cJSON* item, const std::string& where, double low, double high) {
    if (item == nullptr) return low;
    if (!cJSON_IsNumber(item) || !std::isfinite(item->valuedouble) || item->valuedouble < low ||
        item->valuedouble > high) {
      fail(where, "must be a number within its range");
      return low;
    }
    return item->valuedouble;
  }

  double number(const cJSON* object, const std::string& where, const char* key, double low,
                double high) {
    return number(get(object, where, key), where + "." + key, low, high);
  }

  bool boolean(const cJSON* object, const std::string& where, const char* key) {
    const cJSON* item = get(object, where, key);
    if (item != nullptr && !cJSON_IsBool(item)) fail(where + "." + key, "must be true or false");
    return cJSON_IsTrue(item) != 0;
  }

  // One of two words: false for the first, true for the second.
  bool choice(const cJSON* object, const std::string& where, const char* key, const char* first,
              const char* second) {
    const std::string word = text(object, where, key);
    if (ok() && word != first && word != second)
      fail(where + "." + key, "is not one of its two words");
    return word == second;
  }

  // An array of exactly kCount numbers.
  template <typename T, size_t kCount>
  std::array<T, kCount> numbers(const cJSON* item, const std::string& where, double low,
                                double high) {
    std::array<T, kCount> values{};
    if (item == nullptr) return values;
    if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != static_cast<int>(kCount)) {
      fail(where, "must be an array of the right length");
      return values;
    }
    size_t index = 0;
    for (const cJSON* value = item->child; value != nullptr; value = value->next) {
      values[index++] = static_cast<T>(number(value, where, low, high));
    }
    return values;
  }

  template <typename T, size_t kCount>
  std::array<T, kCount> numbers(const cJSON* object, const std::string& where, const char* key,
                                double low, double high) {
    return numbers<T, kCount>(get(object, where, key), where + "." + key, low, high);
  }

  // A non-empty array, element by element.
  template <typename Function>
  void each(const cJSON* object, const std::string& where, const char* key, Function function) {
    const cJSON* item = get(object, where, key);
    if (item == nullptr) return;
    if (!cJSON_IsArray(item) || item->child == nullptr) {
      fail(where + "." + key, "must be an array that is not empty");
      return;
    }
    int index = 0;
    for (const cJSON* value = item->child; value != nullptr && ok(); value = value->next) {
      function(value, where + "." + key + "[" + std::to_string(index++) + "]");
    }
  }

 private:
  std::string problem_;
};

bool is_sha256(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// Paths are names below the models' folder: a manifest must not be able to reach outside it.
bool is_plain_path(const std::string& path) {
  return path.find("..") == std::string::npos && path.find('\\') == std::string::npos &&
         path.find(':') == std::string::npos && path.front() != '/';
}

PictureInput read_input(Reader& reader, const cJSON* object, const std::string& where) {
  PictureInput input;
  input.width = static_cast<int32_t>(reader.number(object, where, "width", 1, kMaxInput));
  input.height = static_cast<int32_t>(reader.number(object, where, "height", 1, kMaxInput));
  input.letterbox = reader.choice(object, where, "resize", "stretch", "letterbox");
  input.mean = reader.numbers<float, 3>(object, where, "mean", 0, 255);
  input.std = reader.numbers<float, 3>(object, where, "std", 1e-3, 1e4);
  input.pad = reader.numbers<uint8_t, 3>(object, where, "pad", 0, 255);
  return input;
}

ManifestFile read_file(Reader& reader, const cJSON* object, const std::string& where) {
  ManifestFile file;
  file.path = reader.text(object, where, "path");
  if (reader.ok() && !is_plain_path(file.path))
    reader.fail(where + ".path", "must stay in the models' folder");
  reader.each(object, where, "tiers", [&](const cJSON* tier, const std::string& at) {
    if (!cJSON_IsString(tier)) return reader.fail(at, "must be a text");
    file.tiers.emplace_back(tier->valuestring);
  });
  const std::string role = reader.text(object, where, "role");
  bool known = false;
  for (int i = 0; i < kRoleCount; i++) {
    if (role != kRoleNames[static_cast<size_t>(i)]) continue;
    file.role = static_cast<Role>(i);
    known = true;
  }
  if (reader.ok() && !known) reader.fail(where + ".role", "is not a role that this version knows");
  file.sha256 = reader.text(object, where, "sha256");
  if (reader.ok() && !is_sha256(file.sha256))
    reader.fail(where + ".sha256", "must be 64 hexadecimal digits");
  file.bytes = static_cast<uint64_t>(reader.number(object, where, "bytes", 1, 1e9));
  if (file.role == Role::kPersonDetector || file.role == Role::kFeatureExtractor) {
    file.input = read_input(reader, reader.get(object, where, "input"), where + ".input");
  }
  return file;
}

AnchorLayer read_anchor_layer(Reader& reader, const cJSON* object, const std::string& where) {
  AnchorLayer layer;
  const auto grid = reader.numbers<int32_t, 2>(object, where, "grid", 1, kMaxGrid);
  layer.rows = grid[0];
  layer.columns = grid[1];
  reader.each(object, where, "sizes", [&](const cJSON* size, const std::string& at) {
    layer.sizes.push_back(reader.numbers<float, 2>(size, at, 1e-4, 10));
  });
  return layer;
}

void check_emotions(Reader& reader, const cJSON* root) {
  size_t count = 0;
  reader.each(root, "manifest", "emotions", [&](const cJSON* name, const std::string& at) {
    const bool same = count < kEmotionCount && cJSON_IsString(name) &&
                      std::strcmp(name->valuestring, emotion_names()[count]) == 0;
    if (!same) reader.fail(at, "is not the EMOTIC category of its place");
    count++;
  });
  if (reader.ok() && count != kEmotionCount)
    reader.fail("manifest.emotions", "must name 26 categories");
}

}  // namespace

const char* role_name(Role role) { return kRoleNames[static_cast<size_t>(role)]; }

Result<Manifest> parse_manifest(std::span<const uint8_t> json) {
  const std::unique_ptr<cJSON, JsonDelete> root(
      cJSON_ParseWithLength(reinterpret_cast<const char*>(json.data()), json.size()));
  if (root == nullptr || !cJSON_IsObject(root.get())) {
    return Error{ErrorCode::kInvalidManifest,
                 "The models' manifest.json is not JSON; install the models again.",
                 "no JSON object in " + std::to_string(json.size()) + " bytes"};
  }
  Reader reader;
  Manifest manifest;
  if (reader.text(root.get(), "manifest", "schema") != kSchema)
    reader.fail("manifest.schema", "is of another version");
  manifest.version = reader.text(root.get(), "manifest", "version");
  reader.each(root.get(), "manifest", "files", [&](const cJSON* file, const std::string& at) {
    manifest.files.push_back(read_file(reader, file, at));
  });

  const cJSON* detector = reader.get(root.get(), "manifest", "detector");
  const cJSON* anchors = reader.get(detector, "detector", "anchors");
  reader.each(anchors, "detector.anchors", "layers",
              [&](const cJSON* layer, const std::string& at) {
                manifest.detector.layers.push_back(read_anchor_layer(reader, layer, at));
              });
  manifest.detector.score_threshold =
      static_cast<float>(reader.number(detector, "detector", "score_threshold", 0.01, 1));
  manifest.detector.candidate_threshold =
      static_cast<float>(reader.number(detector, "detector", "candidate_threshold", 0.01, 1));
  manifest.detector.iou_threshold =
      static_cast<float>(reader.number(detector, "detector", "iou_threshold", 0, 1));
  manifest.detector.vote_iou_threshold =
      static_cast<float>(reader.number(detector, "detector", "vote_iou_threshold", 0, 1));
  manifest.detector.coder_scales =
      reader.numbers<float, 4>(detector, "detector", "box_coder_scales", 1e-3, 1e3);

  const cJSON* crop = reader.get(root.get(), "manifest", "crop");
  manifest.crop.padding = static_cast<float>(reader.number(crop, "crop", "padding", 0, 4));
  manifest.crop.replicate = reader.choice(crop, "crop", "outside", "colour", "replicate");

  check_emotions(reader, root.get());
  const cJSON* correction = reader.get(root.get(), "manifest", "correction");
  manifest.correction = reader.boolean(correction, "correction", "enabled");
  manifest.correction_coefficients =
      reader.numbers<float, kEmotionCount>(correction, "correction", "coefficients", -100, 100);
  const cJSON* calibration =
      reader.get(reader.get(root.get(), "manifest", "calibration"), "calibration", "emotions");
  manifest.calibration_slope =
      reader.numbers<float, kEmotionCount>(calibration, "calibration.emotions", "slope", 1e-3, 100);
  manifest.calibration_offset = reader.numbers<float, kEmotionCount>(
      calibration, "calibration.emotions", "offset", -100, 100);
  manifest.thresholds =
      reader.numbers<float, kEmotionCount>(root.get(), "manifest", "thresholds", 0, 1);

  if (!reader.ok()) {
    return Error{ErrorCode::kInvalidManifest,
                 "The models' manifest.json does not fit this version; install models and software "
                 "of one release.",
                 reader.problem()};
  }
  return manifest;
}

}  // namespace selinet
