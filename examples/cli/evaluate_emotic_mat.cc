#include "evaluate_emotic_mat.h"

#include <array>
#include <vector>

#include "evaluate_emotic_rows.h"
#include "evaluate_mat.h"
#include "text.h"

namespace selinet::cli {
namespace {

constexpr std::array<const char*, 3> kAffectNames{"valence", "arousal", "dominance"};

std::string text_field(const MatElement& element, const char* name) {
  const MatValue* value = element.field(name);
  const auto strings = value == nullptr ? std::vector<std::string>() : strings_of(*value);
  return strings.empty() ? std::string() : strings.front();
}

// The category names of one annotation: a list, or a struct (one an annotator) with a field
// "categories" that is one.
std::vector<std::string> category_names(const MatValue& annotation) {
  std::vector<std::string> names = strings_of(annotation);
  for (const MatElement& annotator : elements_of(annotation)) {
    const MatValue* list = annotator.field("categories");
    if (list == nullptr) continue;
    const auto more = strings_of(*list);
    names.insert(names.end(), more.begin(), more.end());
  }
  return names;
}

// Valence, arousal and dominance, the mean of the annotators who gave them; empty where the
// annotation has no such fields.
std::vector<double> affect_values(const MatValue& annotation) {
  std::vector<double> sums(kAffectNames.size());
  const auto annotators = elements_of(annotation);
  for (const MatElement& annotator : annotators) {
    for (size_t k = 0; k < sums.size(); k++) {
      const MatValue* value = annotator.field(kAffectNames[k]);
      if (value == nullptr) return {};
      const auto numbers = numbers_of(*value);
      sums[k] += numbers.size() == 1 ? numbers[0] : kUnknown;
    }
  }
  if (annotators.empty()) return {};
  for (double& sum : sums) sum /= static_cast<double>(annotators.size());
  return sums;
}

// What is wrong with a person, or nothing.
std::string read_person(const MatElement& element, bool combined, AnnotatedPerson& person) {
  const MatValue* box = element.field("body_bbox");
  std::string problem = set_box(person, box == nullptr ? std::vector<double>() : numbers_of(*box));
  if (!problem.empty()) return problem;
  const char* categories_name = combined ? "combined_categories" : "annotations_categories";
  const MatValue* categories = element.field(categories_name);
  if (categories == nullptr) return "There is no " + std::string(categories_name) + ".";
  problem = set_categories(person, category_names(*categories));
  if (!problem.empty()) return problem;
  const MatValue* affect =
      element.field(combined ? "combined_continuous" : "annotations_continuous");
  return set_affect(person, affect == nullptr ? std::vector<double>() : affect_values(*affect));
}

}  // namespace

Result<AnnotatedDataset> read_emotic_mat(std::span<const uint8_t> file, const std::string& split,
                                         const std::string& source) {
  const Result<MatValue> variable = read_mat_variable(file, split);
  if (!variable.ok()) return variable.error();
  const auto photos = elements_of(variable.value());
  if (photos.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 source + " has no photos in \"" + split + "\"; it should be an array of structs.",
                 ""};
  }
  AnnotatedDataset dataset;
  dataset.source = source;
  PhotoGroups groups(dataset.photos);
  for (size_t i = 0; i < photos.size(); i++) {
    std::string place = source;
    append(place, ", %s(%zu)", split.c_str(), i + 1);
    const MatValue* people_value = photos[i].field("person");
    const auto people =
        people_value == nullptr ? std::vector<MatElement>() : elements_of(*people_value);
    std::string name;
    std::string problem =
        set_name(name, text_field(photos[i], "folder"), text_field(photos[i], "filename"));
    if (problem.empty() && people.empty()) problem = "It has nobody.";
    if (!problem.empty()) {
      dataset.malformed.push_back(place.append(": ").append(problem));
      continue;
    }
    for (size_t j = 0; j < people.size(); j++) {
      AnnotatedPerson person;
      problem = read_person(people[j], split != "train", person);
      if (problem.empty()) {
        groups.add(name, person);
      } else {
        std::string complaint = place;
        append(complaint, ".person(%zu): ", j + 1);
        dataset.malformed.push_back(complaint += problem);
      }
    }
  }
  return dataset;
}

}  // namespace selinet::cli
