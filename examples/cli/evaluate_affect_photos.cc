#include "evaluate_affect_photos.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "evaluate_emotic_rows.h"
#include "json.h"
#include "text.h"

namespace selinet::cli {
namespace {

constexpr double kPositiveStrength = 1.5;
constexpr double kSlightStrength = 1;
constexpr std::array<const char*, 3> kAffectNames{"valence", "arousal", "dominance"};
// In the order of PhotoLabel.
constexpr std::array<const char*, kPhotoLabelCount> kPhotoKeys{
    "sentiment", "aesthetic", "light", "composition", "colour", "sharpness", "valence", "arousal"};

const cJSON* array_member(const cJSON* object, const char* key) {
  const cJSON* item = cJSON_GetObjectItemCaseSensitive(object, key);
  return cJSON_IsArray(item) != 0 ? item : nullptr;
}

// The mean of a number over the objects of an array that have it; kUnknown where none has.
double mean_of(const cJSON* array, const char* key) {
  double sum = 0;
  int count = 0;
  for (const cJSON* item = array->child; item != nullptr; item = item->next) {
    const auto number = number_member(item, key);
    if (!number.has_value()) continue;
    sum += *number;
    count++;
  }
  return count > 0 ? sum / count : kUnknown;
}

std::string add_strengths(const cJSON* passes, AnnotatedPerson& person) {
  for (const cJSON* pass = passes->child; pass != nullptr; pass = pass->next) {
    const cJSON* emotions = cJSON_GetObjectItemCaseSensitive(pass, "emotions");
    if (cJSON_IsObject(emotions) == 0) return "A pass has no emotions.";
    for (const cJSON* item = emotions->child; item != nullptr; item = item->next) {
      const auto index = emotion_index(item->string);
      if (!index.has_value()) {
        return "EMOTIC has no category \"" + std::string(item->string) + "\".";
      }
      if (cJSON_IsNumber(item) == 0 || !std::isfinite(item->valuedouble)) {
        return "A strength is no number.";
      }
      person.strengths[*index] += item->valuedouble;
    }
  }
  const auto count = static_cast<double>(cJSON_GetArraySize(passes));
  for (double& strength : person.strengths) strength /= count;
  return {};
}

std::string read_person(const cJSON* object, AnnotatedPerson& person) {
  const auto box = numbers_of(cJSON_GetObjectItemCaseSensitive(object, "box"));
  std::string problem = set_box(person, box.value_or(std::vector<double>()));
  if (!problem.empty()) return problem;
  const cJSON* passes = array_member(object, "passes");
  if (passes == nullptr || passes->child == nullptr) return "A person has no passes.";
  problem = add_strengths(passes, person);
  if (!problem.empty()) return problem;
  std::array<double, kAffectNames.size()> affect{};
  for (size_t k = 0; k < affect.size(); k++) affect[k] = mean_of(passes, kAffectNames[k]);
  return set_affect(person, affect);
}

// What is wrong with a line, or nothing.
std::string read_photo(const cJSON* object, AnnotatedPhoto& photo) {
  std::string problem = set_name(photo.name, "", text_member(object, "file").value_or(""));
  if (!problem.empty()) return problem;
  if (const cJSON* people = array_member(object, "persons"); people != nullptr) {
    for (const cJSON* item = people->child; item != nullptr; item = item->next) {
      AnnotatedPerson person;
      problem = read_person(item, person);
      if (!problem.empty()) return problem;
      photo.people.push_back(person);
    }
  }
  const cJSON* passes = array_member(object, "photo");
  for (size_t k = 0; k < kPhotoLabelCount; k++) {
    photo.labels[k] = passes == nullptr ? kUnknown : mean_of(passes, kPhotoKeys[k]);
  }
  return {};
}

}  // namespace

AnnotatedDataset read_affect_photos(std::string_view text, const std::string& split,
                                    const std::string& source) {
  AnnotatedDataset dataset;
  dataset.source = source;
  dataset.relative_boxes = true;
  dataset.photo_labels = true;
  dataset.positive_strength = kPositiveStrength;
  dataset.slight_strength = kSlightStrength;
  std::set<std::string> names;
  for (size_t number = 1; !text.empty(); number++) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const Json object = parse_json(line);
    std::string problem;
    AnnotatedPhoto photo;
    if (cJSON_IsObject(object.get()) == 0) {
      problem = "It is no JSON object.";
    } else if (text_member(object.get(), "split") != split) {
      continue;
    } else {
      problem = read_photo(object.get(), photo);
      if (problem.empty() && !names.insert(photo.name).second)
        problem = "The photo is named twice.";
    }
    if (problem.empty()) {
      dataset.photos.push_back(std::move(photo));
    } else {
      dataset.malformed.push_back(complaint_at_line(source, number, problem));
    }
  }
  return dataset;
}

}  // namespace selinet::cli
