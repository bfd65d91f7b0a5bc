// The result of one photo: everything a caller may show. Scores are of *apparent* emotion: what the
// person seems to feel to a viewer of this photo, not what they feel.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "selinet/image.h"

namespace selinet {

inline constexpr int kEmotionCount = 26;
inline constexpr int kAestheticLevels = 10;

// EMOTIC's 26 discrete categories in alphabetical order (Kosti et al., "Context Based Emotion
// Recognition using EMOTIC Dataset", TPAMI 2019).
const std::array<const char*, kEmotionCount>& emotion_names();

// Three class probabilities that sum to 1.
struct Sentiment {
  float negative = 0;
  float neutral = 0;
  float positive = 0;
  [[nodiscard]] float score() const { return positive - negative; }  // -1..1
};

// How the photo would be rated as a picture, by the recipe's annotators.
struct Aesthetics {
  std::array<float, kAestheticLevels> distribution{};  // probability of each score 1..10
  float score = 0;                                     // its mean, 1..10
  float deviation = 0;                                 // its standard deviation
  float light = 0;                                     // 1..5
  float composition = 0;                               // 1..5
  float colour = 0;                                    // 1..5
  float sharpness = 0;                                 // 1..5
};

// In pixels of the upright photo at its own size; inside the photo.
struct Box {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
};

struct Person {
  Box box;
  float score = 0;  // the detector's, 0..1; 1 for a box that was given
  std::array<float, kEmotionCount>
      emotions{};       // calibrated probabilities, order of emotion_names()
  float valence = 0;    // 1 unpleasant .. 10 pleasant
  float arousal = 0;    // 1 calm .. 10 agitated
  float dominance = 0;  // 1 dependent .. 10 in control
  Sentiment sentiment;  // of the person, before it corrects the emotions
};

// Milliseconds a stage.
struct Timings {
  double decode = 0;
  double detect = 0;
  double scene = 0;
  double people = 0;
  double total = 0;
};

// Something that a caller should know although the analysis succeeded.
struct Warning {
  std::string code;     // stable: "small-photo"
  std::string message;  // one English sentence
};

struct Report {
  int32_t width = 0;  // of the upright photo, pixels
  int32_t height = 0;
  ImageFormat format = ImageFormat::kUnknown;
  bool decoded_by_caller = false;  // pixels came from the browser's decoder, not from stb_image

  Sentiment sentiment;         // of the photo as a whole
  Aesthetics aesthetics;       //
  float evoked_valence = 0;    // what the photo makes a viewer feel, 1..10
  float evoked_arousal = 0;    // 1..10
  std::vector<Person> people;  // by falling detector score

  std::array<float, kEmotionCount> thresholds{};  // an emotion is "likely" from here on
  bool correction = false;                        // whether sentiment corrected the emotions
  Timings timings;
  std::string models_version;
  std::vector<Warning> warnings;
};

// This library's version, "0.1.0".
const char* engine_version();

}  // namespace selinet
