#include "report_text.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "text.h"

namespace selinet::cli {
namespace {

constexpr size_t kShownEmotions = 3;

const char* sentiment_word(const Sentiment& sentiment) {
  if (sentiment.positive >= sentiment.neutral && sentiment.positive >= sentiment.negative)
    return "positive";
  return sentiment.negative >= sentiment.neutral ? "negative" : "neutral";
}

void append_person(std::string& text, size_t number, const Person& person) {
  append(text, "  %2zu  %5.0f,%-5.0f %5.0f x %-5.0f %.2f  %-8s  %4.1f %4.1f %4.1f  ", number,
         static_cast<double>(person.box.x), static_cast<double>(person.box.y),
         static_cast<double>(person.box.width), static_cast<double>(person.box.height),
         static_cast<double>(person.score), sentiment_word(person.sentiment),
         static_cast<double>(person.valence), static_cast<double>(person.arousal),
         static_cast<double>(person.dominance));
  std::array<size_t, kEmotionCount> order{};
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return person.emotions[a] > person.emotions[b]; });
  for (size_t i = 0; i < kShownEmotions; i++) {
    append(text, "%s%s %.0f%%", i > 0 ? ", " : "", emotion_names()[order[i]],
           static_cast<double>(person.emotions[order[i]]) * 100);
  }
  text += '\n';
}

}  // namespace

std::string to_text(const std::string& photo, const Report& report) {
  std::string text = photo + "\n";
  append(text, "  %d x %d, sentiment %s (%+.2f), aesthetics %.1f of 10 (deviation %.1f), %.0f ms\n",
         report.width, report.height, sentiment_word(report.sentiment),
         static_cast<double>(report.sentiment.score()),
         static_cast<double>(report.aesthetics.score),
         static_cast<double>(report.aesthetics.deviation), report.timings.total);
  if (report.people.empty()) {
    text += "  nobody found\n";
  } else {
    append(text, "  %2s  %-11s %-13s %-5s %-8s  %4s %4s %4s  %s\n", "no", "     at x,y",
           "        size", "score", "mood", "val", "aro", "dom", "apparent emotions");
  }
  for (size_t i = 0; i < report.people.size(); i++) append_person(text, i + 1, report.people[i]);
  for (const Warning& warning : report.warnings) text += "  note: " + warning.message + "\n";
  return text;
}

}  // namespace selinet::cli
