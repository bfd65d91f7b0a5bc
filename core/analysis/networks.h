// The networks of one tier, checked against the manifest and against each other, ready to run.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/detector.h"
#include "analysis/manifest.h"
#include "image/transform.h"
#include "selinet/analyzer.h"
#include "selinet/model.h"

namespace selinet {

// Features of a crop or a photo: a vector of the extractor's width. Owned by the caller.
using Features = std::vector<float>;

// What fusion gives for a person, before correction and calibration.
struct PersonOutputs {
  std::array<float, kEmotionCount> emotion_logits{};
  std::array<float, 3> affect{};  // valence, arousal, dominance, 1..10, not yet clamped
  std::array<float, 3> sentiment_logits{};
};

// What the aesthetics head gives for a photo.
struct PhotoOutputs {
  std::array<float, kAestheticLevels> aesthetic_logits{};
  std::array<float, 4> attributes{};  // light, composition, colour, sharpness
  std::array<float, 3> sentiment_logits{};
  std::array<float, 2> evoked{};  // valence, arousal
};

class Networks {
 public:
  static constexpr size_t kGeometrySize = 6;

  // Finds manifest.json and the tier's files among `files`, checks size and SHA-256 of each, loads
  // them and checks that their shapes fit together. Errors: see Analyzer::create.
  static Result<Networks> load(std::span<const ModelFile> files, std::string_view tier);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

  // People in an RGB picture, best first, in its pixels, clipped to it.
  Result<std::vector<Detection>> detect(const Image& image);

  // Features of a rectangle of the picture (pixels; it may reach outside).
  Result<Features> extract(const Image& image, const RectF& area);

  // The rectangle that a person's features are taken from.
  [[nodiscard]] RectF crop_of(const Detection& person) const;

  Result<PhotoOutputs> judge_photo(const Features& photo);

  // `geometry`: centre x, centre y, width, height of the box relative to the photo, the square root
  // of its relative area, and min(number of people, 16) / 16.
  Result<PersonOutputs> judge_person(const Features& body, const Features& photo,
                                     const std::array<float, kGeometrySize>& geometry);

 private:
  // A role's network, and how pixels become its input where it sees any.
  struct Slot {
    std::optional<Model> model;
    std::optional<PictureInput> input;
  };
  using Slots = std::array<Slot, kRoleCount>;

  Networks(Manifest manifest, Slots slots);
  Status check_shapes() const;
  Model& model(Role role) { return *slots_[static_cast<size_t>(role)].model; }
  [[nodiscard]] const Model& model(Role role) const {
    return *slots_[static_cast<size_t>(role)].model;
  }
  // Only for the roles that see pixels: parse_manifest() made sure that they have one.
  [[nodiscard]] const PictureInput& input_of(Role role) const {
    return *slots_[static_cast<size_t>(role)].input;
  }
  void fill_input(Role role, const Image& image, RectF area, Padding padding);

  Manifest manifest_;
  Slots slots_;
  std::vector<Anchor> anchors_;
};

}  // namespace selinet
