#include "selinet/report.h"

namespace selinet {

const std::array<const char*, kEmotionCount>& emotion_names() {
  static constexpr std::array<const char*, kEmotionCount> kNames = {
      "Affection",     "Anger",       "Annoyance",     "Anticipation", "Aversion",
      "Confidence",    "Disapproval", "Disconnection", "Disquietment", "Doubt/Confusion",
      "Embarrassment", "Engagement",  "Esteem",        "Excitement",   "Fatigue",
      "Fear",          "Happiness",   "Pain",          "Peace",        "Pleasure",
      "Sadness",       "Sensitivity", "Suffering",     "Surprise",     "Sympathy",
      "Yearning"};
  return kNames;
}

const char* engine_version() { return SELINET_VERSION; }

}  // namespace selinet
