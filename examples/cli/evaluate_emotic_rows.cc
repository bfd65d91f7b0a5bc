#include "evaluate_emotic_rows.h"

#include <algorithm>
#include <cmath>

namespace selinet::cli {

std::string set_box(AnnotatedPerson& person, std::span<const double> corners) {
  const bool sound =
      corners.size() == 4 && std::all_of(corners.begin(), corners.end(),
                                         [](double corner) { return std::isfinite(corner); });
  if (!sound) return "The box needs four numbers: x1, y1, x2, y2.";
  if (corners[0] >= corners[2] || corners[1] >= corners[3]) return "The box is empty.";
  person.box = {corners[0], corners[1], corners[2], corners[3]};
  return {};
}

std::string set_categories(AnnotatedPerson& person, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto index = emotion_index(name);
    if (!index.has_value()) return "EMOTIC has no category \"" + name + "\".";
    person.strengths[*index] = 1;
  }
  return {};
}

std::string set_affect(AnnotatedPerson& person, std::span<const double> values) {
  constexpr double kHighest = 10;
  const bool sound = values.size() == person.affect.size() &&
                     std::all_of(values.begin(), values.end(), [&](double value) {
                       return std::isnan(value) || (value >= 0 && value <= kHighest);
                     });
  if (!sound) return "Valence, arousal and dominance need three numbers up to 10.";
  std::copy(values.begin(), values.end(), person.affect.begin());
  return {};
}

std::string set_name(std::string& name, const std::string& folder, const std::string& file) {
  if (file.empty()) return "There is no file name.";
  name = folder.empty() ? file : folder + "/" + file;
  if (!is_inside(name)) return "The photo is not below the data folder.";
  return {};
}

void PhotoGroups::add(const std::string& name, const AnnotatedPerson& person) {
  const auto [place, is_new] = places_.try_emplace(name, photos_.size());
  if (is_new) photos_.push_back({name, {}, {}});
  photos_[place->second].people.push_back(person);
}

}  // namespace selinet::cli
