#include "evaluate_people_report.h"

#include "text.h"

namespace selinet::cli {
namespace {

constexpr std::array<const char*, 3> kAffectNames{"valence", "arousal", "dominance"};

void add_emotion_figures(cJSON* object, const EmotionFigures& figures) {
  add_member(object, "mean_ap", figures.mean_ap);
  add_member(object, "mean_ap_common", figures.mean_ap_common);
  add_member(object, "calibration_error", figures.calibration_error);
  cJSON* precisions = cJSON_AddObjectToObject(object, "ap");
  cJSON* errors = cJSON_AddObjectToObject(object, "calibration_errors");
  cJSON* positives = cJSON_AddObjectToObject(object, "positives");
  for (size_t k = 0; k < kEmotionCount; k++) {
    const CategoryFigures& category = figures.categories[k];
    const char* name = emotion_names()[k];
    add_member(precisions, name, category.average_precision);
    add_member(errors, name, category.calibration_error);
    add_member(positives, name, static_cast<double>(category.positives));
  }
}

// A number, or a dash where there is none.
std::string cell(const std::optional<double>& value, double scale, int decimals) {
  std::string text;
  if (!value.has_value()) return "-";
  append(text, "%.*f", decimals, *value * scale);
  return text;
}

std::string emotion_table(const EmotionFigures& figures, const EmotionFigures* slight) {
  std::string text;
  append(text, "  %-26s %9s %6s %12s", "category", "positives", "AP %", "calibration");
  append(text, slight == nullptr ? "\n" : " %18s %6s\n", "positives (slight)", "AP %");
  for (size_t k = 0; k < kEmotionCount; k++) {
    const CategoryFigures& category = figures.categories[k];
    append(text, "  %-26s %9zu %6s %12s", emotion_names()[k], category.positives,
           cell(category.average_precision, 100, 1).c_str(),
           cell(category.calibration_error, 1, 3).c_str());
    if (slight != nullptr) {
      append(text, " %18zu %6s", slight->categories[k].positives,
             cell(slight->categories[k].average_precision, 100, 1).c_str());
    }
    text += '\n';
  }
  append(text, "  %-26s %9s %6s %12s", "mean", "", cell(figures.mean_ap, 100, 1).c_str(),
         cell(figures.calibration_error, 1, 3).c_str());
  if (slight != nullptr) append(text, " %18s %6s", "", cell(slight->mean_ap, 100, 1).c_str());
  append(text, "\n  mean where %2zu+ positives     %9s %6s %12s", kCommon, "",
         cell(figures.mean_ap_common, 100, 1).c_str(), "");
  if (slight != nullptr)
    append(text, " %18s %6s", "", cell(slight->mean_ap_common, 100, 1).c_str());
  return text + "\n";
}

}  // namespace

void add_skipped(cJSON* object, const char* key, const Skipped& skipped) {
  cJSON* reasons = cJSON_AddObjectToObject(object, key);
  for (const auto& [reason, count] : skipped) {
    add_member(reasons, reason.c_str(), static_cast<double>(count));
  }
}

std::string skipped_text(const Skipped& skipped) {
  std::string text;
  for (const auto& [reason, count] : skipped) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + reason;
  }
  return text.empty() ? "none" : text;
}

void add_people_figures(cJSON* object, const AnnotatedDataset& dataset,
                        const PeopleFigures& figures) {
  add_member(object, "photos", static_cast<double>(figures.photos));
  add_member(object, "people", static_cast<double>(figures.people));
  add_member(object, "skipped", static_cast<double>(total_of(figures.skipped)));
  add_skipped(object, "skipped_reasons", figures.skipped);
  add_skipped(object, "skipped_photos", figures.skipped_photos);
  add_member(object, "positive_strength", dataset.positive_strength);
  add_emotion_figures(object, figures.emotions);
  for (size_t k = 0; k < kAffectNames.size(); k++) {
    const std::string name = kAffectNames[k];
    add_member(object, (name + "_r").c_str(), figures.affect[k].correlation);
    add_member(object, (name + "_mean_error").c_str(), figures.affect[k].mean_error);
  }
  if (figures.slight.has_value()) {
    cJSON* slight = cJSON_AddObjectToObject(object, "slight");
    add_member(slight, "positive_strength", dataset.slight_strength);
    add_emotion_figures(slight, *figures.slight);
  }
  if (!dataset.photo_labels) return;
  cJSON* photo = cJSON_AddObjectToObject(object, "photo");
  for (size_t k = 0; k < kPhotoLabelCount; k++) {
    add_member(photo, (std::string(kPhotoLabelNames[k]) + "_r").c_str(),
               figures.photo_correlations[k]);
  }
}

std::string people_table(const AnnotatedDataset& dataset, const PeopleFigures& figures) {
  std::string text = emotion_table(figures.emotions, figures.slight ? &*figures.slight : nullptr);
  append(text, "\n  %-26s %9s %17s\n", "scale", "r", "mean error");
  for (size_t k = 0; k < kAffectNames.size(); k++) {
    append(text, "  %-26s %9s %17s\n", kAffectNames[k],
           cell(figures.affect[k].correlation, 1, 3).c_str(),
           cell(figures.affect[k].mean_error, 1, 2).c_str());
  }
  if (dataset.photo_labels) {
    append(text, "\n  %-26s %9s\n", "photo", "r");
    for (size_t k = 0; k < kPhotoLabelCount; k++) {
      append(text, "  %-26s %9s\n", kPhotoLabelNames[k],
             cell(figures.photo_correlations[k], 1, 3).c_str());
    }
  }
  append(text, "\n  people judged: %zu in %s\n", figures.people,
         counted(figures.photos, "photo", "photos").c_str());
  append(text, "  people skipped: %zu (%s)\n", total_of(figures.skipped),
         skipped_text(figures.skipped).c_str());
  append(text, "  photos skipped: %zu (%s)\n", total_of(figures.skipped_photos),
         skipped_text(figures.skipped_photos).c_str());
  return text;
}

}  // namespace selinet::cli
