// The command line of selinet.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace selinet::cli {

struct Arguments {
  bool help = false;
  bool json = false;
  bool correction = true;
  std::string models;  // folder with manifest.json
  std::vector<std::string> photos;
};

// What `selinet --help` prints.
extern const char* const kUsage;

// $SELINET_MODELS, else "models".
std::string default_models_folder();

// Null when the line makes no sense; `problem` then says why in one sentence.
std::optional<Arguments> parse_arguments(const std::vector<std::string>& words,
                                         std::string& problem);

}  // namespace selinet::cli
