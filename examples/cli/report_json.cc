#include "report_json.h"

#include <cJSON.h>

#include <algorithm>
#include <span>

namespace selinet::cli {
namespace {

void add(cJSON* object, const char* key, double value) {
  cJSON_AddNumberToObject(object, key, value);
}
void add(cJSON* object, const char* key, const std::string& value) {
  cJSON_AddStringToObject(object, key, value.c_str());
}

cJSON* add_object(cJSON* parent, const char* key) { return cJSON_AddObjectToObject(parent, key); }

void add_numbers(cJSON* parent, const char* key, std::span<const float> values) {
  cJSON* array = cJSON_AddArrayToObject(parent, key);
  for (const float value : values)
    cJSON_AddItemToArray(array, cJSON_CreateNumber(static_cast<double>(value)));
}

void add_emotions(cJSON* parent, const char* key, const std::array<float, kEmotionCount>& values) {
  cJSON* object = add_object(parent, key);
  for (size_t k = 0; k < kEmotionCount; k++)
    add(object, emotion_names()[k], static_cast<double>(values[k]));
}

void add_sentiment(cJSON* parent, const Sentiment& sentiment) {
  cJSON* object = add_object(parent, "sentiment");
  add(object, "score", static_cast<double>(sentiment.score()));
  add(object, "negative", static_cast<double>(sentiment.negative));
  add(object, "neutral", static_cast<double>(sentiment.neutral));
  add(object, "positive", static_cast<double>(sentiment.positive));
}

void add_aesthetics(cJSON* parent, const Aesthetics& aesthetics) {
  cJSON* object = add_object(parent, "aesthetics");
  add(object, "score", static_cast<double>(aesthetics.score));
  add(object, "deviation", static_cast<double>(aesthetics.deviation));
  add_numbers(object, "distribution", aesthetics.distribution);
  add(object, "light", static_cast<double>(aesthetics.light));
  add(object, "composition", static_cast<double>(aesthetics.composition));
  add(object, "colour", static_cast<double>(aesthetics.colour));
  add(object, "sharpness", static_cast<double>(aesthetics.sharpness));
}

cJSON* person_json(const Person& person, const std::array<float, kEmotionCount>& thresholds) {
  cJSON* object = cJSON_CreateObject();
  cJSON* box = add_object(object, "box");
  add(box, "x", static_cast<double>(person.box.x));
  add(box, "y", static_cast<double>(person.box.y));
  add(box, "width", static_cast<double>(person.box.width));
  add(box, "height", static_cast<double>(person.box.height));
  add(object, "score", static_cast<double>(person.score));
  add_emotions(object, "emotions", person.emotions);
  cJSON* likely = cJSON_AddArrayToObject(object, "likely");
  for (const size_t k : likely_emotions(person, thresholds)) {
    cJSON_AddItemToArray(likely, cJSON_CreateString(emotion_names()[k]));
  }
  add(object, "valence", static_cast<double>(person.valence));
  add(object, "arousal", static_cast<double>(person.arousal));
  add(object, "dominance", static_cast<double>(person.dominance));
  add_sentiment(object, person.sentiment);
  return object;
}

cJSON* report_json(const Report& report) {
  cJSON* object = cJSON_CreateObject();
  add(object, "schema", "selinet-report/1");
  cJSON* versions = add_object(object, "versions");
  add(versions, "engine", engine_version());
  add(versions, "models", report.models_version);
  add(versions, "variant", "native");
  cJSON* photo = add_object(object, "photo");
  add(photo, "width", report.width);
  add(photo, "height", report.height);
  add(photo, "format", image_format_name(report.format));
  add(photo, "decoder", report.decoded_by_caller ? "browser" : "stb");
  add_sentiment(object, report.sentiment);
  add_aesthetics(object, report.aesthetics);
  cJSON* evoked = add_object(object, "evoked");
  add(evoked, "valence", static_cast<double>(report.evoked_valence));
  add(evoked, "arousal", static_cast<double>(report.evoked_arousal));
  cJSON* people = cJSON_AddArrayToObject(object, "people");
  for (const Person& person : report.people)
    cJSON_AddItemToArray(people, person_json(person, report.thresholds));
  add_emotions(object, "thresholds", report.thresholds);
  cJSON_AddBoolToObject(object, "correction", report.correction);
  cJSON* timings = add_object(object, "timings");
  add(timings, "decode", report.timings.decode);
  add(timings, "detect", report.timings.detect);
  add(timings, "scene", report.timings.scene);
  add(timings, "people", report.timings.people);
  add(timings, "total", report.timings.total);
  cJSON* warnings = cJSON_AddArrayToObject(object, "warnings");
  for (const Warning& warning : report.warnings) {
    cJSON* item = cJSON_CreateObject();
    add(item, "code", warning.code);
    add(item, "message", warning.message);
    cJSON_AddItemToArray(warnings, item);
  }
  return object;
}

cJSON* outcome_json(const Outcome& outcome) {
  cJSON* object = cJSON_CreateObject();
  add(object, "photo", outcome.photo);
  if (outcome.result.ok()) {
    cJSON_AddItemToObject(object, "report", report_json(outcome.result.value()));
  } else {
    const Error& problem = outcome.result.error();
    cJSON* error = add_object(object, "error");
    add(error, "code", error_code_name(problem.code));
    add(error, "message", problem.message);
    add(error, "detail", problem.detail);
  }
  return object;
}

}  // namespace

std::string to_json(const std::vector<Outcome>& outcomes) {
  const std::unique_ptr<cJSON, decltype(&cJSON_Delete)> root(cJSON_CreateObject(), &cJSON_Delete);
  cJSON* reports = cJSON_AddArrayToObject(root.get(), "reports");
  for (const Outcome& outcome : outcomes) cJSON_AddItemToArray(reports, outcome_json(outcome));
  const std::unique_ptr<char, decltype(&cJSON_free)> text(cJSON_Print(root.get()), &cJSON_free);
  return std::string(text.get()) + "\n";
}

std::vector<size_t> likely_emotions(const Person& person,
                                    const std::array<float, kEmotionCount>& thresholds) {
  std::vector<size_t> likely;
  for (size_t k = 0; k < kEmotionCount; k++) {
    if (person.emotions[k] >= thresholds[k]) likely.push_back(k);
  }
  std::stable_sort(likely.begin(), likely.end(),
                   [&](size_t a, size_t b) { return person.emotions[a] > person.emotions[b]; });
  return likely;
}

}  // namespace selinet::cli
