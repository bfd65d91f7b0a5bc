// The analyser: a stage machine over one photo at a time.
//
//   auto analyzer = Analyzer::create(files, {});
//   analyzer.value().begin(photo_bytes);
//   while (!progress.done) progress = analyzer.value().step();
//   const Report& report = analyzer.value().report();
//
// One stage a call keeps each call short (a decode, a scene pass, one person), so that a worker can
// answer messages and give up a photo between stages, without threads or shared memory.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "selinet/error.h"
#include "selinet/image.h"
#include "selinet/report.h"

namespace selinet {

// One file of the models' folder, by its path relative to it: "manifest.json", "fusion.tflite".
struct ModelFile {
  std::string_view path;
  std::span<const uint8_t> bytes;
};

struct AnalyzerOptions {
  std::string_view tier = "standard";  // which of the manifest's files to use
  bool correction = true;              // let sentiment correct the emotions
  ImageLimits limits;
};

// The numbers are part of the C ABI: append, never renumber.
enum class Stage : int32_t {
  kIdle = 0,
  kDecode = 1,
  kDetect = 2,
  kScene = 3,
  kPerson = 4,
  kDone = 5
};

struct Progress {
  Stage next = Stage::kIdle;  // what the next step() will do; kDone when the report is ready
  int32_t completed = 0;      // steps done
  int32_t total = 0;          // steps in all, as far as known: people are counted once detected
  [[nodiscard]] bool done() const { return next == Stage::kDone; }
};

// Not thread-safe: one caller at a time. Several analysers are independent of each other.
class Analyzer {
 public:
  // Checks every file of the tier against the manifest (size, SHA-256, role) and loads it. `files`
  // are only read during the call. Errors: kInvalidManifest, kMissingModel, kModelHashMismatch,
  // kCorruptModel, kUnsupportedOperator, kOutOfMemory; the message names the file.
  static Result<Analyzer> create(std::span<const ModelFile> files,
                                 const AnalyzerOptions& options = {});

  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  // Starts on a photo file; drops whatever was under way. The bytes are copied. Checks the header
  // at once, decodes in the first step. Errors: those of inspect().
  Status begin(std::span<const uint8_t> bytes);

  // Starts on decoded, upright pixels: `width` * `height` RGBA, not premultiplied, rows without
  // padding, at most 4096 a side; copied. `photo_width` and `photo_height` are the upright size of
  // the photo that they were scaled from: boxes are given in it. Errors: kInvalidArgument,
  // kImageTooLarge.
  Status begin_rgba(std::span<const uint8_t> rgba, int32_t width, int32_t height,
                    int32_t photo_width, int32_t photo_height, ImageFormat format);

  // Judges these people instead of looking for any: between begin (or begin_rgba) and the detect
  // stage, which then only takes them over; for photos whose people are known, as in a data set.
  // Boxes are in pixels of the upright photo at its own size and are clipped to it; the report has
  // their people in this order, with a score of 1. None means that nobody is judged. The last call
  // counts; after an error the photo goes on as before it. Errors: kInvalidArgument where a box is
  // not finite or, clipped, smaller than a pixel; kWrongState where it is too late or there is no
  // photo.
  Status set_people(std::span<const Box> boxes);

  // Does one stage. After an error the photo is dropped and the analyser idle: begin the next one.
  // Errors: kWrongState when idle or done; those of decode(); kInternal.
  Result<Progress> step();

  // The finished report, owned by the analyser, valid until the next begin, reset or destruction;
  // null unless the last step said done.
  [[nodiscard]] const Report* report() const;

  // Drops the photo, its pixels and its report; the models stay loaded.
  void reset();

 private:
  struct State;
  explicit Analyzer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace selinet
