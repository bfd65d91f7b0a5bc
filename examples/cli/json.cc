#include "json.h"

#include <cmath>

namespace selinet::cli {
namespace {

struct TextDeleter {
  void operator()(char* text) const { cJSON_free(text); }
};

std::string take(char* text) {
  const std::unique_ptr<char, TextDeleter> owned(text);
  return owned == nullptr ? std::string() : std::string(owned.get());
}

}  // namespace

Json parse_json(std::string_view text) {
  return Json(cJSON_ParseWithLength(text.data(), text.size()));
}

std::string json_line(const cJSON* value) { return take(cJSON_PrintUnformatted(value)); }

std::string json_text(const cJSON* value) { return take(cJSON_Print(value)) + "\n"; }

void add_member(cJSON* object, const char* key, std::optional<double> value) {
  if (value.has_value() && std::isfinite(*value)) {
    cJSON_AddNumberToObject(object, key, *value);
  } else {
    cJSON_AddNullToObject(object, key);
  }
}

void add_member(cJSON* object, const char* key, const std::string& value) {
  cJSON_AddStringToObject(object, key, value.c_str());
}

std::optional<double> number_member(const cJSON* object, const char* key) {
  const cJSON* item = cJSON_GetObjectItemCaseSensitive(object, key);
  if (cJSON_IsNumber(item) == 0 || !std::isfinite(item->valuedouble)) return std::nullopt;
  return item->valuedouble;
}

std::optional<std::string> text_member(const cJSON* object, const char* key) {
  const cJSON* item = cJSON_GetObjectItemCaseSensitive(object, key);
  if (cJSON_IsString(item) == 0 || item->valuestring == nullptr) return std::nullopt;
  return std::string(item->valuestring);
}

std::optional<std::vector<double>> numbers_of(const cJSON* array) {
  if (cJSON_IsArray(array) == 0) return std::nullopt;
  std::vector<double> numbers;
  for (const cJSON* item = array->child; item != nullptr; item = item->next) {
    if (cJSON_IsNumber(item) == 0 || !std::isfinite(item->valuedouble)) return std::nullopt;
    numbers.push_back(item->valuedouble);
  }
  return numbers;
}

}  // namespace selinet::cli
