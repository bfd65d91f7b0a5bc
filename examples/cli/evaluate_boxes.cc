#include "evaluate_boxes.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <system_error>

namespace selinet::cli {
namespace {

constexpr double kMatch = 0.5;

Error malformed(size_t index, const std::string& what) {
  return {ErrorCode::kInvalidArgument, "The file of boxes is not as it should be: " + what,
          "photo " + std::to_string(index + 1)};
}

// A side in pixels; 0 where it makes no sense.
int32_t side_of(const cJSON* object, const char* key) {
  constexpr double kMaxSide = 65'535;  // as ImageLimits
  const double side = number_member(object, key).value_or(0);
  return side >= 1 && side <= kMaxSide ? static_cast<int32_t>(side) : 0;
}

bool read_people(const cJSON* object, BoxedPhoto& photo) {
  const cJSON* people = cJSON_GetObjectItemCaseSensitive(object, "people");
  if (cJSON_IsArray(people) == 0) return false;
  for (const cJSON* item = people->child; item != nullptr; item = item->next) {
    const auto box = numbers_of(cJSON_GetObjectItemCaseSensitive(item, "box"));
    if (!box.has_value() || box->size() != 4 || (*box)[2] <= 0 || (*box)[3] <= 0) return false;
    const Corners corners{(*box)[0], (*box)[1], (*box)[0] + (*box)[2], (*box)[1] + (*box)[3]};
    const bool background = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "background")) != 0;
    (background ? photo.background : photo.people).push_back(corners);
  }
  return true;
}

// Paths of all files below a folder by name; the first in order where there are several.
std::map<std::string, std::string> files_below(const std::string& folder) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> paths;
  std::error_code problem;
  for (fs::recursive_directory_iterator
           entry(folder, fs::directory_options::skip_permission_denied, problem),
       end;
       !problem && entry != end; entry.increment(problem)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored)) continue;
    const std::string path = entry->path().string();
    const auto [place, is_new] = paths.emplace(entry->path().filename().string(), path);
    if (!is_new) place->second = std::min(place->second, path);
  }
  return paths;
}

double share_inside(const Corners& box, const Corners& other) {
  const double width = std::min(box.x1, other.x1) - std::max(box.x0, other.x0);
  const double height = std::min(box.y1, other.y1) - std::max(box.y0, other.y0);
  if (width <= 0 || height <= 0) return 0;
  return width * height / ((box.x1 - box.x0) * (box.y1 - box.y0));
}

std::optional<double> share(size_t part, size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> BoxFigures::recall() const { return share(found, people); }
std::optional<double> BoxFigures::precision() const { return share(found, found + wrong); }
std::optional<double> BoxFigures::capped_recall() const { return share(capped, people); }

Result<std::vector<BoxedPhoto>> read_boxed_photos(std::string_view text) {
  const Json root = parse_json(text);
  const cJSON* list = cJSON_GetObjectItemCaseSensitive(root.get(), "photos");
  if (cJSON_IsArray(list) == 0) {
    return Error{ErrorCode::kInvalidArgument,
                 "The file of boxes is no JSON with a list \"photos\"; name another with "
                 "--boxes-file.",
                 ""};
  }
  std::vector<BoxedPhoto> photos;
  for (const cJSON* item = list->child; item != nullptr; item = item->next) {
    BoxedPhoto photo;
    photo.set = text_member(item, "set").value_or("");
    photo.file = text_member(item, "file").value_or("");
    photo.width = side_of(item, "width");
    photo.height = side_of(item, "height");
    if (!is_inside(photo.file)) return malformed(photos.size(), "a photo has no file name.");
    if (photo.width == 0 || photo.height == 0) {
      return malformed(photos.size(), "a photo has no width and height.");
    }
    if (!read_people(item, photo)) {
      return malformed(photos.size(), "people need boxes of x, y, width and height.");
    }
    photos.push_back(std::move(photo));
  }
  return photos;
}

std::vector<PhotoTask> tasks_of(const std::vector<BoxedPhoto>& photos, const std::string& folder) {
  std::vector<PhotoTask> tasks;
  std::optional<std::map<std::string, std::string>> below;
  for (const BoxedPhoto& photo : photos) {
    std::error_code problem;
    auto path = std::filesystem::path(folder) / photo.file;
    if (!std::filesystem::is_regular_file(path, problem)) {
      if (!below.has_value()) below = files_below(folder);
      const auto found = below->find(photo.file);
      path = found == below->end() ? std::string() : found->second;
    }
    tasks.push_back({photo.file, path.string(), std::nullopt, false});
  }
  return tasks;
}

void count_people(const BoxedPhoto& photo, const std::vector<JudgedPerson>& detections,
                  BoxFigures& figures) {
  std::vector<Corners> free = photo.people;
  size_t wrong = 0;
  for (const JudgedPerson& detection : detections) {
    const auto overlap = [&](const Corners& person) {
      return intersection_over_union(detection.box, person);
    };
    const auto best = std::max_element(
        free.begin(), free.end(),
        [&](const Corners& a, const Corners& b) { return overlap(a) < overlap(b); });
    if (best != free.end() && overlap(*best) >= kMatch) {
      free.erase(best);
    } else if (std::none_of(photo.background.begin(), photo.background.end(),
                            [&](const Corners& person) {
                              return share_inside(detection.box, person) > kMatch;
                            })) {
      wrong++;
    }
  }
  const size_t found = photo.people.size() - free.size();
  figures.photos++;
  figures.people += photo.people.size();
  figures.found += found;
  figures.wrong += wrong;
  figures.capped += std::min(photo.people.size(), found + wrong);
}

SetFigures measure_boxes(const std::vector<BoxedPhoto>& photos, const std::vector<PhotoTask>& tasks,
                         const std::vector<Result<JudgedPhoto>>& results) {
  SetFigures sets;
  for (size_t i = 0; i < photos.size(); i++) {
    auto set = std::find_if(sets.begin(), sets.end(),
                            [&](const auto& entry) { return entry.first == photos[i].set; });
    if (set == sets.end()) set = sets.insert(sets.end(), {photos[i].set, {}});
    BoxFigures& figures = set->second;
    if (!results[i].ok()) {
      figures.skipped[reason_of(tasks[i], results[i].error())]++;
    } else if (results[i].value().width != photos[i].width ||
               results[i].value().height != photos[i].height) {
      figures.skipped["photo of another size than its boxes"]++;
    } else {
      count_people(photos[i], results[i].value().people, figures);
    }
  }
  return sets;
}

BoxFigures sum_of(const SetFigures& sets) {
  BoxFigures sum;
  for (const auto& [name, figures] : sets) {
    sum.photos += figures.photos;
    sum.people += figures.people;
    sum.found += figures.found;
    sum.wrong += figures.wrong;
    sum.capped += figures.capped;
    for (const auto& [reason, count] : figures.skipped) sum.skipped[reason] += count;
  }
  return sum;
}

}  // namespace selinet::cli
