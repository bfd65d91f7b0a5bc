#include "analysis/networks.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "analysis/sha256.h"

namespace selinet {
namespace {

constexpr std::string_view kManifestPath = "manifest.json";

const ModelFile* find_file(std::span<const ModelFile> files, std::string_view path) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const ModelFile& f) { return f.path == path; });
  return found == files.end() ? nullptr : &*found;
}

bool in_tier(const ManifestFile& file, std::string_view tier) {
  return std::find(file.tiers.begin(), file.tiers.end(), tier) != file.tiers.end();
}

// Size first, then the hash: "cut short" and "other bytes" need different help.
Status check_bytes(const ManifestFile& entry, const ModelFile& file) {
  if (file.bytes.size() != entry.bytes) {
    return Error{
        ErrorCode::kCorruptModel,
        "The model file " + entry.path + " is not complete; load or install the models again.",
        std::to_string(file.bytes.size()) + " bytes instead of " + std::to_string(entry.bytes)};
  }
  const std::string found = sha256_hex(file.bytes);
  if (found != entry.sha256) {
    return Error{ErrorCode::kModelHashMismatch,
                 "The model file " + entry.path +
                     " is not the one that the manifest names; install models of one release.",
                 "sha256 " + found + " instead of " + entry.sha256};
  }
  return {};
}

std::string shape_text(const std::vector<int32_t>& shape) {
  std::string text = "[";
  for (const int32_t side : shape) text += (text.size() > 1 ? "," : "") + std::to_string(side);
  return text + "]";
}

Status check_tensor(Role role, const char* direction, size_t index,
                    const std::vector<TensorInfo>& tensors, const std::vector<int32_t>& shape) {
  const std::string where =
      std::string(role_name(role)) + " " + direction + " " + std::to_string(index);
  if (index >= tensors.size()) {
    return Error{ErrorCode::kCorruptModel,
                 "A model does not fit this version; install models of this release.",
                 where + " is missing"};
  }
  const TensorInfo& tensor = tensors[index];
  if (tensor.shape != shape || tensor.type != ElementType::kFloat32) {
    return Error{ErrorCode::kCorruptModel,
                 "A model does not fit this version; install models of this release.",
                 where + " (" + tensor.name + ") must be float32 " + shape_text(shape) + ", is " +
                     shape_text(tensor.shape)};
  }
  return {};
}

template <size_t kCount>
std::array<float, kCount> to_array(std::span<const float> values) {
  std::array<float, kCount> result{};
  std::copy_n(values.begin(), kCount, result.begin());
  return result;
}

// A number that is not finite would poison every score after it, silently.
Status run_finite(Model& model, Role role) {
  if (Status status = model.run(); !status.ok()) return status;
  for (size_t i = 0; i < model.outputs().size(); i++) {
    const auto values = model.output(i);
    if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
      return Error{ErrorCode::kInternal,
                   "A network gave a result that is not a number; please report this photo.",
                   std::string(role_name(role)) + " output " + std::to_string(i)};
    }
  }
  return {};
}

}  // namespace

Networks::Networks(Manifest manifest, Slots slots)
    : manifest_(std::move(manifest)),
      slots_(std::move(slots)),
      anchors_(make_anchors(manifest_.detector.layers)) {}

Result<Networks> Networks::load(std::span<const ModelFile> files, std::string_view tier) {
  const ModelFile* manifest_file = find_file(files, kManifestPath);
  if (manifest_file == nullptr) {
    return Error{ErrorCode::kMissingModel,
                 "The models' manifest.json was not given; install the models again.", ""};
  }
  Result<Manifest> manifest = parse_manifest(manifest_file->bytes);
  if (!manifest.ok()) return manifest.error();

  Slots slots;
  for (const ManifestFile& entry : manifest.value().files) {
    if (!in_tier(entry, tier)) continue;
    Slot& slot = slots[static_cast<size_t>(entry.role)];
    if (slot.model.has_value()) {
      return Error{ErrorCode::kInvalidManifest,
                   "The models' manifest.json names two files for one role.",
                   std::string(tier) + ": " + role_name(entry.role)};
    }
    const ModelFile* file = find_file(files, entry.path);
    if (file == nullptr) {
      return Error{ErrorCode::kMissingModel,
                   "The model file " + entry.path + " was not given; install the models again.",
                   entry.path};
    }
    if (Status status = check_bytes(entry, *file); !status.ok()) return status.error();
    Result<Model> model = Model::load(file->bytes, {.name = entry.path});
    if (!model.ok()) return model.error();
    slot.model.emplace(std::move(model.value()));
    slot.input = entry.input;
  }
  for (int role = 0; role < kRoleCount; role++) {
    if (slots[static_cast<size_t>(role)].model.has_value()) continue;
    return Error{ErrorCode::kMissingModel,
                 "These models have no tier \"" + std::string(tier) + "\" that is complete.",
                 std::string("no file for ") + role_name(static_cast<Role>(role))};
  }
  Networks networks(std::move(manifest.value()), std::move(slots));
  if (Status status = networks.check_shapes(); !status.ok()) return status.error();
  return networks;
}

Status Networks::check_shapes() const {
  const PictureInput& detector = input_of(Role::kPersonDetector);
  const PictureInput& extractor = input_of(Role::kFeatureExtractor);
  const auto& features = model(Role::kFeatureExtractor).outputs();
  const int32_t width =
      !features.empty() && features[0].shape.size() == 2 ? features[0].shape[1] : 0;
  const auto anchors = static_cast<int32_t>(anchors_.size());
  const struct {
    Role role;
    bool input;
    size_t index;
    std::vector<int32_t> shape;
  } expected[] = {
      {Role::kPersonDetector, true, 0, {1, detector.height, detector.width, 3}},
      {Role::kPersonDetector, false, 0, {1, anchors, 4}},
      {Role::kPersonDetector, false, 1, {1, anchors, 1}},
      {Role::kFeatureExtractor, true, 0, {1, extractor.height, extractor.width, 3}},
      {Role::kFeatureExtractor, false, 0, {1, width}},
      {Role::kAestheticsHead, true, 0, {1, width}},
      {Role::kAestheticsHead, false, 0, {1, kAestheticLevels}},
      {Role::kAestheticsHead, false, 1, {1, 4}},
      {Role::kAestheticsHead, false, 2, {1, 3}},
      {Role::kAestheticsHead, false, 3, {1, 2}},
      {Role::kFusion, true, 0, {1, width}},
      {Role::kFusion, true, 1, {1, width}},
      {Role::kFusion, true, 2, {1, static_cast<int32_t>(kGeometrySize)}},
      {Role::kFusion, false, 0, {1, kEmotionCount}},
      {Role::kFusion, false, 1, {1, 3}},
      {Role::kFusion, false, 2, {1, 3}},
  };
  for (const auto& [role, input, index, shape] : expected) {
    const auto& tensors = input ? model(role).inputs() : model(role).outputs();
    if (Status status = check_tensor(role, input ? "input" : "output", index, tensors, shape);
        !status.ok()) {
      return status;
    }
  }
  return {};
}

void Networks::fill_input(Role role, const Image& image, RectF area, Padding padding) {
  const PictureInput& input = input_of(role);
  if (input.letterbox) {
    // Keeping the aspect and centring is sampling a larger rectangle of the network's own aspect.
    const float scale = std::max((area.x1 - area.x0) / static_cast<float>(input.width),
                                 (area.y1 - area.y0) / static_cast<float>(input.height));
    const float half_width = scale * static_cast<float>(input.width) / 2;
    const float half_height = scale * static_cast<float>(input.height) / 2;
    const float x = (area.x0 + area.x1) / 2;
    const float y = (area.y0 + area.y1) / 2;
    area = {x - half_width, y - half_height, x + half_width, y + half_height};
  }
  Normalisation normalisation{};
  std::copy(input.mean.begin(), input.mean.end(), normalisation.mean);
  std::copy(input.std.begin(), input.std.end(), normalisation.std);
  sample_normalised(image, area, input.width, input.height, padding, input.pad.data(),
                    normalisation, model(role).input(0).data());
}

Result<std::vector<Detection>> Networks::detect(const Image& image) {
  const auto width = static_cast<float>(image.width);
  const auto height = static_cast<float>(image.height);
  fill_input(Role::kPersonDetector, image, {0, 0, width, height}, Padding::kColour);
  Model& detector = model(Role::kPersonDetector);
  if (Status status = run_finite(detector, Role::kPersonDetector); !status.ok())
    return status.error();
  std::vector<Detection> found =
      decode_detections(detector.output(0), detector.output(1), anchors_, manifest_.detector);

  // From the network's input to the picture's pixels, undoing the centred letterbox.
  const PictureInput& input = input_of(Role::kPersonDetector);
  RectF seen{0, 0, width, height};  // what the network's input shows, in the picture's pixels
  if (input.letterbox)
    seen = letterbox({image.width, image.height}, {input.width, input.height}).source;
  const float scale_x = seen.x1 - seen.x0;
  const float scale_y = seen.y1 - seen.y0;
  for (Detection& person : found) {
    person.x0 = std::clamp(person.x0 * scale_x + seen.x0, 0.0F, width);
    person.x1 = std::clamp(person.x1 * scale_x + seen.x0, 0.0F, width);
    person.y0 = std::clamp(person.y0 * scale_y + seen.y0, 0.0F, height);
    person.y1 = std::clamp(person.y1 * scale_y + seen.y0, 0.0F, height);
  }
  // A box wholly in the letterbox's margin has nothing left of it.
  std::erase_if(found, [](const Detection& person) {
    return person.x1 - person.x0 < 1 || person.y1 - person.y0 < 1;
  });
  return drop_group_boxes(
      vote_on_boxes(suppress_overlaps(found, manifest_.detector), found, manifest_.detector));
}

RectF Networks::crop_of(const Detection& person) const {
  const float x = manifest_.crop.padding * (person.x1 - person.x0);
  const float y = manifest_.crop.padding * (person.y1 - person.y0);
  return {person.x0 - x, person.y0 - y, person.x1 + x, person.y1 + y};
}

Result<Features> Networks::extract(const Image& image, const RectF& area) {
  fill_input(Role::kFeatureExtractor, image, area,
             manifest_.crop.replicate ? Padding::kReplicate : Padding::kColour);
  Model& extractor = model(Role::kFeatureExtractor);
  if (Status status = run_finite(extractor, Role::kFeatureExtractor); !status.ok())
    return status.error();
  const auto values = extractor.output(0);
  return Features(values.begin(), values.end());
}

Result<PhotoOutputs> Networks::judge_photo(const Features& photo) {
  Model& head = model(Role::kAestheticsHead);
  std::copy(photo.begin(), photo.end(), head.input(0).begin());
  if (Status status = run_finite(head, Role::kAestheticsHead); !status.ok()) return status.error();
  return PhotoOutputs{to_array<kAestheticLevels>(head.output(0)), to_array<4>(head.output(1)),
                      to_array<3>(head.output(2)), to_array<2>(head.output(3))};
}

Result<PersonOutputs> Networks::judge_person(const Features& body, const Features& photo,
                                             const std::array<float, kGeometrySize>& geometry) {
  Model& fusion = model(Role::kFusion);
  std::copy(body.begin(), body.end(), fusion.input(0).begin());
  std::copy(photo.begin(), photo.end(), fusion.input(1).begin());
  std::copy(geometry.begin(), geometry.end(), fusion.input(2).begin());
  if (Status status = run_finite(fusion, Role::kFusion); !status.ok()) return status.error();
  return PersonOutputs{to_array<kEmotionCount>(fusion.output(0)), to_array<3>(fusion.output(1)),
                       to_array<3>(fusion.output(2))};
}

}  // namespace selinet
