// The stage machine: decode, detect, scene, then one person a step.
#include "selinet/analyzer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "analysis/heads.h"
#include "analysis/networks.h"
#include "image/transform.h"

namespace selinet {
namespace {

// Longest side of the picture that the networks' inputs are cut from: enough for a face in a crowd
// to keep its detail, little enough (6 MB) for a small tablet.
constexpr int32_t kWorkingSide = 1600;
constexpr int32_t kMaxGivenSide = 4096;     // of pixels given by the caller
constexpr int32_t kSmallPhoto = 224;        // below a network's input, detail is guessed
constexpr int32_t kStagesBeforePeople = 3;  // decode, detect, scene
constexpr float kCrowd = 16;                // the geometry's scale for the number of people

class Stopwatch {
 public:
  // Adds the time since construction to `milliseconds`.
  explicit Stopwatch(double& milliseconds) : milliseconds_(milliseconds) {}
  ~Stopwatch() {
    milliseconds_ +=
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
            .count();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double& milliseconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

struct Analyzer::State {
  State(Networks loaded, const AnalyzerOptions& options)
      : networks(std::move(loaded)),
        limits(options.limits),
        correction(options.correction && networks.manifest().correction) {}

  void drop_photo() {
    stage = Stage::kIdle;
    file = {};
    image = {};
    photo_features = {};
    given.reset();
    detections = {};
    next_person = 0;
    report = {};
  }

  void start(ImageFormat format, int32_t width, int32_t height) {
    report.width = width;
    report.height = height;
    report.format = format;
    report.models_version = networks.manifest().version;
    report.thresholds = networks.manifest().thresholds;
    report.correction = correction;
    if (std::max(width, height) < kSmallPhoto) {
      report.warnings.push_back(
          {"small-photo",
           "The photo is smaller than what the networks look at; its results are rough."});
    }
  }

  [[nodiscard]] Progress progress() const {
    const auto people = static_cast<int32_t>(detections.size());
    Progress result{stage, 0, kStagesBeforePeople + people};
    switch (stage) {
      case Stage::kIdle:
      case Stage::kDecode:
        break;
      case Stage::kDetect:
        result.completed = 1;
        break;
      case Stage::kScene:
        result.completed = 2;
        break;
      case Stage::kPerson:
        result.completed = kStagesBeforePeople + static_cast<int32_t>(next_person);
        break;
      case Stage::kDone:
        result.completed = result.total;
        break;
    }
    return result;
  }

  Status step() {
    switch (stage) {
      case Stage::kDecode:
        return decode_photo();
      case Stage::kDetect:
        return detect_people();
      case Stage::kScene:
        return judge_scene();
      case Stage::kPerson:
        return judge_next_person();
      case Stage::kIdle:
      case Stage::kDone:
        break;
    }
    return Error{ErrorCode::kWrongState, "There is no photo under way; begin one first.", ""};
  }

  Status decode_photo() {
    const Stopwatch watch(report.timings.decode);
    Result<Image> decoded = decode(file, kWorkingSide, limits);
    file = {};
    if (!decoded.ok()) return decoded.error();
    image = std::move(decoded.value());
    stage = Stage::kDetect;
    return {};
  }

  Status detect_people() {
    const Stopwatch watch(report.timings.detect);
    if (given.has_value()) {
      detections = given_detections();
      stage = Stage::kScene;
      return {};
    }
    Result<std::vector<Detection>> found = networks.detect(image);
    if (!found.ok()) return found.error();
    detections = std::move(found.value());
    stage = Stage::kScene;
    return {};
  }

  // The given boxes in pixels of the picture that the networks look at.
  [[nodiscard]] std::vector<Detection> given_detections() const {
    const float scale_x = static_cast<float>(image.width) / static_cast<float>(report.width);
    const float scale_y = static_cast<float>(image.height) / static_cast<float>(report.height);
    std::vector<Detection> people;
    people.reserve(given->size());
    for (const Box& box : *given) {
      people.push_back({box.x * scale_x, box.y * scale_y, (box.x + box.width) * scale_x,
                        (box.y + box.height) * scale_y, 1.0F});
    }
    return people;
  }

  Status judge_scene() {
    const Stopwatch watch(report.timings.scene);
    Result<Features> features = networks.extract(
        image, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
    if (!features.ok()) return features.error();
    photo_features = std::move(features.value());
    const Result<PhotoOutputs> outputs = networks.judge_photo(photo_features);
    if (!outputs.ok()) return outputs.error();
    report.sentiment = sentiment_from_logits(outputs.value().sentiment_logits);
    report.aesthetics =
        aesthetics_from_outputs(outputs.value().aesthetic_logits, outputs.value().attributes);
    report.evoked_valence = std::clamp(outputs.value().evoked[0], 1.0F, 10.0F);
    report.evoked_arousal = std::clamp(outputs.value().evoked[1], 1.0F, 10.0F);
    report.people.reserve(detections.size());
    finish_or_go_on();
    return {};
  }

  Status judge_next_person() {
    const Stopwatch watch(report.timings.people);
    const Detection& detection = detections[next_person];
    const Result<Features> body = networks.extract(image, networks.crop_of(detection));
    if (!body.ok()) return body.error();
    Result<PersonOutputs> outputs =
        networks.judge_person(body.value(), photo_features, geometry_of(detection));
    if (!outputs.ok()) return outputs.error();
    report.people.push_back(describe(detection, outputs.value()));
    next_person++;
    finish_or_go_on();
    return {};
  }

  void finish_or_go_on() {
    if (next_person < detections.size()) {
      stage = Stage::kPerson;
      return;
    }
    stage = Stage::kDone;
    image = {};
    photo_features = {};
  }

  [[nodiscard]] std::array<float, Networks::kGeometrySize> geometry_of(const Detection& box) const {
    const auto photo_width = static_cast<float>(image.width);
    const auto photo_height = static_cast<float>(image.height);
    const float width = (box.x1 - box.x0) / photo_width;
    const float height = (box.y1 - box.y0) / photo_height;
    return {(box.x0 + box.x1) / 2 / photo_width,
            (box.y0 + box.y1) / 2 / photo_height,
            width,
            height,
            std::sqrt(width * height),
            std::min(static_cast<float>(detections.size()), kCrowd) / kCrowd};
  }

  [[nodiscard]] Person describe(const Detection& box, PersonOutputs& outputs) const {
    const float scale_x = static_cast<float>(report.width) / static_cast<float>(image.width);
    const float scale_y = static_cast<float>(report.height) / static_cast<float>(image.height);
    Person person;
    person.box = {box.x0 * scale_x, box.y0 * scale_y, (box.x1 - box.x0) * scale_x,
                  (box.y1 - box.y0) * scale_y};
    person.score = box.score;
    person.sentiment = sentiment_from_logits(outputs.sentiment_logits);
    if (correction) {
      correct_emotions(outputs.emotion_logits, person.sentiment,
                       networks.manifest().correction_coefficients);
    }
    person.emotions = calibrate_emotions(outputs.emotion_logits, networks.manifest());
    person.valence = std::clamp(outputs.affect[0], 1.0F, 10.0F);
    person.arousal = std::clamp(outputs.affect[1], 1.0F, 10.0F);
    person.dominance = std::clamp(outputs.affect[2], 1.0F, 10.0F);
    return person;
  }

  Networks networks;
  ImageLimits limits;
  bool correction;

  Stage stage = Stage::kIdle;
  std::vector<uint8_t> file;  // until it is decoded
  Image image;                // upright RGB, until the last person is done
  Features photo_features;
  std::optional<std::vector<Box>> given;  // instead of the detector's, clipped to the photo
  std::vector<Detection> detections;      // in pixels of `image`
  size_t next_person = 0;
  Report report;
};

Analyzer::Analyzer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Result<Analyzer> Analyzer::create(std::span<const ModelFile> files,
                                  const AnalyzerOptions& options) {
  Result<Networks> networks = Networks::load(files, options.tier);
  if (!networks.ok()) return networks.error();
  return Analyzer(std::make_unique<State>(std::move(networks.value()), options));
}

Status Analyzer::begin(std::span<const uint8_t> bytes) {
  state_->drop_photo();
  const Result<ImageInfo> info = inspect(bytes, state_->limits);
  if (!info.ok()) return info.error();
  state_->start(info.value().format, info.value().upright_width(), info.value().upright_height());
  state_->file.assign(bytes.begin(), bytes.end());
  state_->stage = Stage::kDecode;
  return {};
}

Status Analyzer::begin_rgba(std::span<const uint8_t> rgba, int32_t width, int32_t height,
                            int32_t photo_width, int32_t photo_height, ImageFormat format) {
  state_->drop_photo();
  if (width < 1 || height < 1 || photo_width < width || photo_height < height ||
      rgba.size() != static_cast<size_t>(width) * static_cast<size_t>(height) * 4) {
    return Error{ErrorCode::kInvalidArgument, "The given pixels do not fit the given size.",
                 std::to_string(rgba.size()) + " bytes for " + std::to_string(width) + " x " +
                     std::to_string(height)};
  }
  if (width > kMaxGivenSide || height > kMaxGivenSide) {
    return Error{ErrorCode::kImageTooLarge,
                 "The given pixels are more than 4096 a side; scale them down first.",
                 std::to_string(width) + " x " + std::to_string(height)};
  }
  state_->start(format, photo_width, photo_height);
  state_->report.decoded_by_caller = true;
  const Stopwatch watch(state_->report.timings.decode);
  Image image = blend_over_white(rgba.data(), width, height);
  const Size size = fit_within({width, height}, kWorkingSide);
  if (size.width != width || size.height != height) image = resize(image, size.width, size.height);
  state_->image = std::move(image);
  state_->stage = Stage::kDetect;
  return {};
}

Status Analyzer::set_people(std::span<const Box> boxes) {
  if (state_->stage != Stage::kDecode && state_->stage != Stage::kDetect) {
    return Error{ErrorCode::kWrongState,
                 "People are given after begin and before they are looked for.", ""};
  }
  const auto width = static_cast<float>(state_->report.width);
  const auto height = static_cast<float>(state_->report.height);
  std::vector<Box> clipped;
  clipped.reserve(boxes.size());
  for (const Box& box : boxes) {
    const float x0 = std::max(box.x, 0.0F);
    const float y0 = std::max(box.y, 0.0F);
    const Box inside{x0, y0, std::min(box.x + box.width, width) - x0,
                     std::min(box.y + box.height, height) - y0};
    const bool is_finite = std::isfinite(box.x) && std::isfinite(box.y) &&
                           std::isfinite(box.width) && std::isfinite(box.height);
    if (!is_finite || inside.width < 1 || inside.height < 1) {
      return Error{ErrorCode::kInvalidArgument,
                   "A person's box needs at least a pixel inside the photo.",
                   "box " + std::to_string(clipped.size())};
    }
    clipped.push_back(inside);
  }
  state_->given = std::move(clipped);
  return {};
}

Result<Progress> Analyzer::step() {
  if (Status status = state_->step(); !status.ok()) {
    state_->drop_photo();
    return status.error();
  }
  Timings& timings = state_->report.timings;
  timings.total = timings.decode + timings.detect + timings.scene + timings.people;
  return state_->progress();
}

const Report* Analyzer::report() const {
  return state_->stage == Stage::kDone ? &state_->report : nullptr;
}

void Analyzer::reset() { state_->drop_photo(); }

}  // namespace selinet
