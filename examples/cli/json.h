// cJSON with ownership, and the few ways in which the evaluation reads and writes it.
#pragma once

#include <cJSON.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace selinet::cli {

struct JsonDeleter {
  void operator()(cJSON* value) const { cJSON_Delete(value); }
};
using Json = std::unique_ptr<cJSON, JsonDeleter>;

// Null where the text is not JSON.
Json parse_json(std::string_view text);

// One line without its end, or indented lines.
std::string json_line(const cJSON* value);
std::string json_text(const cJSON* value);

// Members of an object. A number that is unknown or not finite is written as null.
void add_member(cJSON* object, const char* key, std::optional<double> value);
void add_member(cJSON* object, const char* key, const std::string& value);

// The member `key` if it is a finite number or a string.
std::optional<double> number_member(const cJSON* object, const char* key);
std::optional<std::string> text_member(const cJSON* object, const char* key);

// The numbers of an array; null unless all of them are finite numbers.
std::optional<std::vector<double>> numbers_of(const cJSON* array);

}  // namespace selinet::cli
