// models/manifest.json: which files make a tier, how their inputs are prepared, and the parameters
// of everything that happens after the networks. Its schema is models/manifest.schema.json.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "selinet/error.h"
#include "selinet/report.h"

namespace selinet {

// What a file does in the pipeline.
enum class Role : int32_t { kPersonDetector, kFeatureExtractor, kAestheticsHead, kFusion };
inline constexpr int kRoleCount = 4;

// The manifest's spelling: "person-detector".
const char* role_name(Role role);

// How pixels become the input of a network: value = (pixel - mean) / std for each of R, G, B.
struct PictureInput {
  int32_t width = 0;
  int32_t height = 0;
  bool letterbox = false;        // keep the aspect and centre; else stretch
  std::array<float, 3> mean{};   // 0..255
  std::array<float, 3> std{};    // > 0
  std::array<uint8_t, 3> pad{};  // colour outside the photo
};

struct ManifestFile {
  std::string path;
  std::vector<std::string> tiers;
  Role role = Role::kPersonDetector;
  std::string sha256;  // 64 lower-case hexadecimal digits
  uint64_t bytes = 0;
  std::optional<PictureInput> input;  // only of networks that see pixels
};

// Anchors of one feature map: every cell has one of each size, centred in it.
struct AnchorLayer {
  int32_t rows = 0;
  int32_t columns = 0;
  std::vector<std::array<float, 2>> sizes;  // height, width, relative to the network's input
};

struct DetectorParameters {
  std::vector<AnchorLayer> layers;
  float score_threshold = 0;            // a person is reported from this score on
  float candidate_threshold = 0;        // a box votes on a person's place from this score on
  float iou_threshold = 0;              // of two boxes that overlap more, the better stays
  float vote_iou_threshold = 0;         // a box votes for a person that it overlaps as much
  std::array<float, 4> coder_scales{};  // y, x, height, width: raw encodings are divided by them
};

struct CropParameters {
  float padding = 0;       // on each side, times the box's width and height
  bool replicate = false;  // outside the photo: the edge's pixels, else the input's pad colour
};

struct Manifest {
  std::string version;
  std::vector<ManifestFile> files;
  DetectorParameters detector;
  CropParameters crop;
  bool correction = false;  // whether it pays, as measured by the recipe
  std::array<float, kEmotionCount> correction_coefficients{};  // see heads.h
  std::array<float, kEmotionCount> calibration_slope{};        // > 0: calibration keeps the order
  std::array<float, kEmotionCount> calibration_offset{};
  std::array<float, kEmotionCount> thresholds{};  // 0..1
};

// Errors: kInvalidManifest; the detail names the first key that is missing or wrong.
Result<Manifest> parse_manifest(std::span<const uint8_t> json);

}  // namespace selinet
