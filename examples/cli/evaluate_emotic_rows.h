// What both of EMOTIC's formats, the CSV files and Annotations.mat, say about a person, checked in
// one place.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "evaluate_dataset.h"

namespace selinet::cli {

// Each sets a part of a person, or returns what is wrong in a sentence.
std::string set_box(AnnotatedPerson& person, std::span<const double> corners);
std::string set_categories(AnnotatedPerson& person, const std::vector<std::string>& names);
// Valence, arousal and dominance; NaN where one is not known.
std::string set_affect(AnnotatedPerson& person, std::span<const double> values);
// A photo's name from its folder and its file's name.
std::string set_name(std::string& name, const std::string& folder, const std::string& file);

// Gathers people by photo; photos stay in the order in which they were first named.
class PhotoGroups {
 public:
  explicit PhotoGroups(std::vector<AnnotatedPhoto>& photos) : photos_(photos) {}
  void add(const std::string& name, const AnnotatedPerson& person);

 private:
  std::vector<AnnotatedPhoto>& photos_;
  std::map<std::string, size_t> places_;
};

}  // namespace selinet::cli
