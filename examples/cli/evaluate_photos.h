// What the product says about many photos: one report each, reduced to what figures are made of.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evaluate_dataset.h"
#include "selinet/analyzer.h"
#include "selinet/error.h"

namespace selinet::cli {

struct PhotoTask {
  std::string name;                           // unique within a run
  std::string path;                           // empty: the photo is missing
  std::optional<std::vector<Corners>> boxes;  // given people; else the detector's
  bool relative = false;                      // boxes are relative to the photo's width and height
};

struct JudgedPerson {
  Corners box;       // pixels of the upright photo
  double score = 0;  // the detector's
  std::array<double, kEmotionCount> emotions{};
  std::array<double, 3> affect{};  // valence, arousal, dominance
  double sentiment = 0;            // -1..1
};

struct JudgedPhoto {
  int32_t width = 0;  // of the upright photo
  int32_t height = 0;
  std::array<double, kPhotoLabelCount> scores{};  // in the order of PhotoLabel
  double milliseconds = 0;                        // decoding included, reading the file not
  std::vector<JudgedPerson> people;  // the detector's, or the visible ones of those given, in order
};

// The task's boxes in a photo of this size, clipped to it; nothing for one of which less than a
// pixel is inside. None for a task without boxes.
std::vector<std::optional<Box>> visible_boxes(const PhotoTask& task, int32_t width, int32_t height);

// Errors: kInvalidArgument where the file cannot be read; those of Analyzer.
Result<JudgedPhoto> judge_photo(Analyzer& analyzer, const PhotoTask& task);

// Why a task has no result, as it is counted: "photo missing", "photo refused: corrupt-image".
std::string reason_of(const PhotoTask& task, const Error& error);

}  // namespace selinet::cli
