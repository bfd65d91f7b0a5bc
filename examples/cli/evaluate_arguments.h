// The command line of selinet evaluate.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evaluate_people.h"

namespace selinet::cli {

enum class Dataset { kEmotic, kAffectPhotos, kFolders, kBoxes };

struct EvaluateArguments {
  bool help = false;
  Dataset dataset = Dataset::kEmotic;
  std::string dataset_name;
  std::string data;
  std::string split;  // emotic, affect-photos
  Boxes boxes = Boxes::kGiven;
  std::string positive;    // folders
  std::string boxes_file;  // boxes
  std::string models;      // folder with manifest.json
  std::string tier = "standard";
  bool correction = true;
  size_t threads = 1;
  std::string json;  // file to write; empty: none
};

// `words` follow "evaluate". Null when the line makes no sense; `problem` then says why in one
// sentence.
std::optional<EvaluateArguments> parse_evaluate_arguments(const std::vector<std::string>& words,
                                                          std::string& problem);

}  // namespace selinet::cli
