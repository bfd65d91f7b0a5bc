// What the readers of annotated data sets give, whatever the format they read.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "selinet/report.h"

namespace selinet::cli {

// Corners of a box, x to the right, y down.
struct Corners {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
};

// Of two boxes, 0..1; 0 where either is empty.
double intersection_over_union(const Corners& a, const Corners& b);

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct AnnotatedPerson {
  Corners box;
  std::array<double, kEmotionCount> strengths{};               // 0: not marked
  std::array<double, 3> affect{kUnknown, kUnknown, kUnknown};  // valence, arousal, dominance, 1..10
};

// Labels of a whole photo and the names of their figures; kUnknown where a photo has none.
enum PhotoLabel : size_t {
  kSentimentLabel,
  kAestheticLabel,
  kLightLabel,
  kCompositionLabel,
  kColourLabel,
  kSharpnessLabel,
  kEvokedValenceLabel,
  kEvokedArousalLabel,
  kPhotoLabelCount
};
inline constexpr std::array<const char*, kPhotoLabelCount> kPhotoLabelNames{
    "sentiment", "aesthetic", "light",          "composition",
    "colour",    "sharpness", "evoked_valence", "evoked_arousal"};

struct AnnotatedPhoto {
  std::string name;  // as the annotations spell it, unique: "mscoco/images/a.jpg"
  std::vector<AnnotatedPerson> people;
  std::array<double, kPhotoLabelCount> labels{};  // meaningful where the data set has them
};

struct AnnotatedDataset {
  std::string source;  // the file that was read
  std::vector<AnnotatedPhoto> photos;
  std::vector<std::string> malformed;  // one complaint a row: where it is and what is wrong
  bool relative_boxes = false;         // relative to the photo's width and height, else in pixels
  bool photo_labels = false;           // whether photos have labels of their own
  double positive_strength = 1;        // a person is positive for a category from here on
  std::optional<double> slight_strength;  // also reported at this one
};

// Index of an EMOTIC category by its exact name.
std::optional<size_t> emotion_index(std::string_view name);

// "SOURCE, line NUMBER: PROBLEM"
std::string complaint_at_line(const std::string& source, size_t number, const std::string& problem);

// Whether a path from an annotation stays below the data folder: relative, without "..".
bool is_inside(const std::string& path);

}  // namespace selinet::cli
