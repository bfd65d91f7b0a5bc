// Implements selinet_abi.h over the core. Nothing is computed here: structs are filled and errors
// copied.
#include "selinet_abi.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "selinet/analyzer.h"

// JavaScript reads these structs by offset (web/sdk/src/heap.ts). A change here that moves a field
// must not compile until SELINET_ABI_VERSION and that file have followed. Pointers are 4 bytes in
// wasm32 only.
static_assert(sizeof(selinet_error) == 768 && offsetof(selinet_error, detail) == 516);
static_assert(sizeof(selinet_image_info) == 16 && sizeof(selinet_progress) == 12);
static_assert(sizeof(selinet_sentiment) == 12 && sizeof(selinet_person) == 148);
static_assert(offsetof(selinet_person, score) == 16 && offsetof(selinet_person, emotions) == 20 &&
              offsetof(selinet_person, valence) == 124 &&
              offsetof(selinet_person, sentiment) == 136);
static_assert(offsetof(selinet_report, sentiment) == 20 &&
              offsetof(selinet_report, aesthetic_score) == 32 &&
              offsetof(selinet_report, aesthetic_distribution) == 40 &&
              offsetof(selinet_report, light) == 80 &&
              offsetof(selinet_report, evoked_valence) == 96 &&
              offsetof(selinet_report, thresholds) == 104 &&
              offsetof(selinet_report, decode_ms) == 208);
#ifdef __wasm32__
static_assert(sizeof(selinet_file) == 12 && sizeof(selinet_options) == 8 &&
              sizeof(selinet_warning) == 8);
static_assert(offsetof(selinet_report, engine_version) == 228 &&
              offsetof(selinet_report, people_count) == 236 &&
              offsetof(selinet_report, people) == 240 &&
              offsetof(selinet_report, warnings_count) == 244 &&
              offsetof(selinet_report, warnings) == 248 && sizeof(selinet_report) == 252);
#endif
static_assert(SELINET_EMOTION_COUNT == selinet::kEmotionCount);
static_assert(SELINET_AESTHETIC_LEVELS == selinet::kAestheticLevels);

struct selinet_analyzer {
  selinet::Analyzer analyzer;
  // What selinet_get_report() points into.
  selinet_report report{};
  std::vector<selinet_person> people{};
  std::vector<selinet_warning> warnings{};
};

namespace {

using selinet::Error;
using selinet::ErrorCode;

// Copies as much as fits and never ends within a UTF-8 character.
template <size_t kSize>
void copy_text(char (&target)[kSize], const std::string& text) {
  size_t length = std::min(text.size(), kSize - 1);
  if (length < text.size()) {
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) length--;
  }
  std::memcpy(target, text.data(), length);
  target[length] = '\0';
}

selinet_status fail(selinet_error* target, const Error& error) {
  if (target != nullptr) {
    target->code = static_cast<selinet_status>(error.code);
    copy_text(target->message, error.message);
    copy_text(target->detail, error.detail);
  }
  return static_cast<selinet_status>(error.code);
}

selinet_status fail_argument(selinet_error* target, const char* which) {
  return fail(target,
              {ErrorCode::kInvalidArgument, "A call to the analyser misses an argument.", which});
}

selinet_sentiment to_abi(const selinet::Sentiment& s) {
  return {s.negative, s.neutral, s.positive};
}

selinet_person to_abi(const selinet::Person& p) {
  selinet_person result{};
  result.x = p.box.x;
  result.y = p.box.y;
  result.width = p.box.width;
  result.height = p.box.height;
  result.score = p.score;
  std::copy(p.emotions.begin(), p.emotions.end(), result.emotions);
  result.valence = p.valence;
  result.arousal = p.arousal;
  result.dominance = p.dominance;
  result.sentiment = to_abi(p.sentiment);
  return result;
}

void fill_report(selinet_analyzer& handle, const selinet::Report& source) {
  handle.people.clear();
  for (const selinet::Person& person : source.people) handle.people.push_back(to_abi(person));
  handle.warnings.clear();
  for (const selinet::Warning& warning : source.warnings) {
    handle.warnings.push_back({warning.code.c_str(), warning.message.c_str()});
  }
  selinet_report& report = handle.report;
  report = {};
  report.width = source.width;
  report.height = source.height;
  report.format = static_cast<int32_t>(source.format);
  report.decoded_by_caller = source.decoded_by_caller ? 1 : 0;
  report.correction = source.correction ? 1 : 0;
  report.sentiment = to_abi(source.sentiment);
  const selinet::Aesthetics& aesthetics = source.aesthetics;
  report.aesthetic_score = aesthetics.score;
  report.aesthetic_deviation = aesthetics.deviation;
  std::copy(aesthetics.distribution.begin(), aesthetics.distribution.end(),
            report.aesthetic_distribution);
  report.light = aesthetics.light;
  report.composition = aesthetics.composition;
  report.colour = aesthetics.colour;
  report.sharpness = aesthetics.sharpness;
  report.evoked_valence = source.evoked_valence;
  report.evoked_arousal = source.evoked_arousal;
  std::copy(source.thresholds.begin(), source.thresholds.end(), report.thresholds);
  report.decode_ms = static_cast<float>(source.timings.decode);
  report.detect_ms = static_cast<float>(source.timings.detect);
  report.scene_ms = static_cast<float>(source.timings.scene);
  report.people_ms = static_cast<float>(source.timings.people);
  report.total_ms = static_cast<float>(source.timings.total);
  report.engine_version = selinet::engine_version();
  report.models_version = source.models_version.c_str();
  report.people_count = static_cast<uint32_t>(handle.people.size());
  report.people = handle.people.data();
  report.warnings_count = static_cast<uint32_t>(handle.warnings.size());
  report.warnings = handle.warnings.data();
}

selinet_status finish(const selinet::Status& status, selinet_error* error) {
  return status.ok() ? 0 : fail(error, status.error());
}

}  // namespace

int32_t selinet_abi_version(void) { return SELINET_ABI_VERSION; }

const char* selinet_status_string(selinet_status code) {
  return selinet::error_code_name(static_cast<ErrorCode>(code));
}

const char* selinet_emotion_name(int32_t index) {
  return index >= 0 && index < selinet::kEmotionCount
             ? selinet::emotion_names()[static_cast<size_t>(index)]
             : nullptr;
}

void* selinet_alloc(uint32_t size) { return size == 0 ? nullptr : std::malloc(size); }

void selinet_free(void* pointer) { std::free(pointer); }

selinet_status selinet_inspect(const uint8_t* bytes, uint32_t size, selinet_image_info* info,
                               selinet_error* error) {
  if ((bytes == nullptr && size > 0) || info == nullptr)
    return fail_argument(error, "selinet_inspect");
  const auto found = selinet::inspect({bytes, size});
  if (!found.ok()) return fail(error, found.error());
  *info = {static_cast<int32_t>(found.value().format), found.value().stored_width,
           found.value().stored_height, found.value().orientation};
  return 0;
}

selinet_status selinet_create(const selinet_file* files, uint32_t count,
                              const selinet_options* options, selinet_analyzer** analyzer,
                              selinet_error* error) {
  if (analyzer == nullptr) return fail_argument(error, "selinet_create: analyzer");
  *analyzer = nullptr;
  if (files == nullptr && count > 0) return fail_argument(error, "selinet_create: files");
  std::vector<selinet::ModelFile> model_files;
  for (uint32_t i = 0; i < count; i++) {
    if (files[i].path == nullptr || (files[i].bytes == nullptr && files[i].size > 0)) {
      return fail_argument(error, "selinet_create: a file");
    }
    model_files.push_back({files[i].path, {files[i].bytes, files[i].size}});
  }
  selinet::AnalyzerOptions core_options;
  if (options != nullptr) {
    if (options->tier != nullptr) core_options.tier = options->tier;
    core_options.correction = options->correction != 0;
  }
  auto created = selinet::Analyzer::create(model_files, core_options);
  if (!created.ok()) return fail(error, created.error());
  *analyzer = new (std::nothrow) selinet_analyzer{std::move(created.value())};
  if (*analyzer == nullptr)
    return fail(error, {ErrorCode::kOutOfMemory, "There is no memory for an analyser.", ""});
  return 0;
}

void selinet_destroy(selinet_analyzer* analyzer) { delete analyzer; }

selinet_status selinet_begin(selinet_analyzer* analyzer, const uint8_t* bytes, uint32_t size,
                             selinet_error* error) {
  if (analyzer == nullptr || (bytes == nullptr && size > 0))
    return fail_argument(error, "selinet_begin");
  return finish(analyzer->analyzer.begin({bytes, size}), error);
}

selinet_status selinet_begin_rgba(selinet_analyzer* analyzer, const uint8_t* rgba, int32_t width,
                                  int32_t height, int32_t photo_width, int32_t photo_height,
                                  int32_t format, selinet_error* error) {
  if (analyzer == nullptr || rgba == nullptr) return fail_argument(error, "selinet_begin_rgba");
  if (width < 1 || height < 1) return fail_argument(error, "selinet_begin_rgba: size");
  if (format < 0 || format > static_cast<int32_t>(selinet::ImageFormat::kPixels)) {
    return fail_argument(error, "selinet_begin_rgba: format");
  }
  const size_t bytes =
      static_cast<size_t>(static_cast<uint64_t>(width) * static_cast<uint64_t>(height) * 4);
  return finish(
      analyzer->analyzer.begin_rgba({rgba, bytes}, width, height, photo_width, photo_height,
                                    static_cast<selinet::ImageFormat>(format)),
      error);
}

selinet_status selinet_step(selinet_analyzer* analyzer, selinet_progress* progress,
                            selinet_error* error) {
  if (analyzer == nullptr || progress == nullptr) return fail_argument(error, "selinet_step");
  const auto done = analyzer->analyzer.step();
  if (!done.ok()) return fail(error, done.error());
  *progress = {static_cast<int32_t>(done.value().next), done.value().completed, done.value().total};
  return 0;
}

const selinet_report* selinet_get_report(selinet_analyzer* analyzer) {
  if (analyzer == nullptr) return nullptr;
  const selinet::Report* report = analyzer->analyzer.report();
  if (report == nullptr) return nullptr;
  fill_report(*analyzer, *report);
  return &analyzer->report;
}

void selinet_reset(selinet_analyzer* analyzer) {
  if (analyzer != nullptr) analyzer->analyzer.reset();
}
