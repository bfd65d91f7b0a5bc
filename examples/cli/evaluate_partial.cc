#include "evaluate_partial.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "json.h"
#include "text.h"

namespace selinet::cli {
namespace {

constexpr size_t kPersonNumbers = 4 + 1 + kEmotionCount + 3 + 1;

// Printed here, because cJSON rounds to 15 digits: figures of a run that was interrupted must be
// exactly those of one that was not.
cJSON* number_array(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers) append(text, "%s%.17g", text.empty() ? "" : ",", number);
  return cJSON_CreateRaw(("[" + text + "]").c_str());
}

std::string to_line(const std::string& name, const JudgedPhoto& photo) {
  const Json object(cJSON_CreateObject());
  add_member(object.get(), "photo", name);
  add_member(object.get(), "width", photo.width);
  add_member(object.get(), "height", photo.height);
  add_member(object.get(), "milliseconds", photo.milliseconds);
  cJSON_AddItemToObject(object.get(), "scores",
                        number_array({photo.scores.begin(), photo.scores.end()}));
  cJSON* people = cJSON_AddArrayToObject(object.get(), "people");
  for (const JudgedPerson& person : photo.people) {
    std::vector<double> numbers{person.box.x0, person.box.y0, person.box.x1, person.box.y1,
                                person.score};
    numbers.insert(numbers.end(), person.emotions.begin(), person.emotions.end());
    numbers.insert(numbers.end(), person.affect.begin(), person.affect.end());
    numbers.push_back(person.sentiment);
    cJSON_AddItemToArray(people, number_array(numbers));
  }
  return json_line(object.get());
}

std::optional<JudgedPerson> person_from(const cJSON* array) {
  const auto numbers = numbers_of(array);
  if (!numbers.has_value() || numbers->size() != kPersonNumbers) return std::nullopt;
  auto next = numbers->begin();
  JudgedPerson person;
  for (double* corner : {&person.box.x0, &person.box.y0, &person.box.x1, &person.box.y1}) {
    *corner = *next++;
  }
  person.score = *next++;
  for (double& emotion : person.emotions) emotion = *next++;
  for (double& value : person.affect) value = *next++;
  person.sentiment = *next;
  return person;
}

std::optional<std::pair<std::string, JudgedPhoto>> from_line(std::string_view line) {
  const Json object = parse_json(line);
  const auto name = text_member(object.get(), "photo");
  const auto width = number_member(object.get(), "width");
  const auto height = number_member(object.get(), "height");
  const auto milliseconds = number_member(object.get(), "milliseconds");
  const auto scores = numbers_of(cJSON_GetObjectItemCaseSensitive(object.get(), "scores"));
  const cJSON* people = cJSON_GetObjectItemCaseSensitive(object.get(), "people");
  if (!name || !width || !height || !milliseconds || !scores ||
      scores->size() != kPhotoLabelCount || cJSON_IsArray(people) == 0) {
    return std::nullopt;
  }
  JudgedPhoto photo;
  photo.width = static_cast<int32_t>(*width);
  photo.height = static_cast<int32_t>(*height);
  photo.milliseconds = *milliseconds;
  std::copy(scores->begin(), scores->end(), photo.scores.begin());
  for (const cJSON* item = people->child; item != nullptr; item = item->next) {
    const auto person = person_from(item);
    if (!person.has_value()) return std::nullopt;
    photo.people.push_back(*person);
  }
  return std::make_pair(*name, std::move(photo));
}

}  // namespace

Result<PartialResults> PartialResults::open(const std::string& path, const std::string& key) {
  PartialResults results;
  results.path_ = path;
  std::string text;
  if (std::ifstream stream(path, std::ios::binary); stream) {
    text.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  const Json head(cJSON_CreateObject());
  add_member(head.get(), "key", key);
  const std::string first = json_line(head.get()) + "\n";
  size_t sound = 0;  // length of what can stay
  if (text.starts_with(first)) {
    sound = first.size();
    for (size_t end = text.find('\n', sound); end != std::string::npos;
         end = text.find('\n', sound)) {
      auto photo = from_line(std::string_view(text).substr(sound, end - sound));
      if (!photo.has_value()) break;
      results.photos_.insert_or_assign(std::move(photo->first), std::move(photo->second));
      sound = end + 1;
    }
  }
  std::error_code problem;
  if (sound > 0) std::filesystem::resize_file(path, sound, problem);
  results.stream_.open(path, std::ios::binary | (sound > 0 ? std::ios::app : std::ios::trunc));
  if (sound == 0) results.stream_ << first << std::flush;
  if (problem || !results.stream_) {
    return Error{ErrorCode::kInvalidArgument,
                 path + " cannot be written; name another file with --json.",
                 problem ? problem.message() : ""};
  }
  return results;
}

const JudgedPhoto* PartialResults::find(const std::string& name) const {
  const auto found = photos_.find(name);
  return found == photos_.end() ? nullptr : &found->second;
}

Status PartialResults::add(const std::string& name, const JudgedPhoto& photo) {
  stream_ << to_line(name, photo) << '\n' << std::flush;
  if (stream_) return {};
  return Error{ErrorCode::kInvalidArgument, path_ + " can no longer be written.", ""};
}

}  // namespace selinet::cli
