#include "evaluate_arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <thread>

#include "arguments.h"

namespace selinet::cli {
namespace {

constexpr size_t kMaxThreads = 256;

struct DatasetKind {
  Dataset dataset;
  const char* name;
  std::vector<std::string> splits;  // the first is the default; none: it has no splits
};

const std::array<DatasetKind, 4>& kinds() {
  static const std::array<DatasetKind, 4> all{{
      {Dataset::kEmotic, "emotic", {"test", "train", "val"}},
      {Dataset::kAffectPhotos, "affect-photos", {"dev", "train"}},
      {Dataset::kFolders, "folders", {}},
      {Dataset::kBoxes, "boxes", {}},
  }};
  return all;
}

using Options = std::map<std::string, std::string>;

// Options with their values, each known and given once.
std::optional<Options> read_options(const std::vector<std::string>& words, std::string& problem) {
  const std::array<std::string, 9> with_value{"--dataset", "--data",       "--split",
                                              "--models",  "--tier",       "--boxes",
                                              "--json",    "--boxes-file", "--positive"};
  Options options;
  for (size_t i = 0; i < words.size(); i++) {
    const std::string& word = words[i];
    if (word == "--no-correction" || word == "--help" || word == "-h") {
      options[word == "-h" ? "--help" : word] = "";
      continue;
    }
    const bool is_known = word == "--threads" ||
                          std::find(with_value.begin(), with_value.end(), word) != with_value.end();
    if (!is_known) {
      problem = word.starts_with('-') ? "There is no option " + word + "."
                                      : "\"" + word + "\" belongs to no option.";
    } else if (i + 1 == words.size() || words[i + 1].empty()) {
      problem = word + " needs a value.";
    } else if (!options.emplace(word, words[++i]).second) {
      problem = word + " is given twice.";
    }
    if (!problem.empty()) return std::nullopt;
  }
  return options;
}

std::string value_of(const Options& options, const std::string& name,
                     const std::string& otherwise = "") {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}

// Sets the data set and what depends on it; returns what is wrong.
std::string set_dataset(const Options& options, EvaluateArguments& arguments) {
  arguments.dataset_name = value_of(options, "--dataset");
  const auto kind = std::find_if(kinds().begin(), kinds().end(), [&](const DatasetKind& k) {
    return k.name == arguments.dataset_name;
  });
  if (kind == kinds().end()) {
    return "--dataset needs one of: emotic, affect-photos, folders, boxes.";
  }
  arguments.dataset = kind->dataset;
  const bool has_splits = !kind->splits.empty();
  const auto misplaced = [&](const char* option, bool belongs) {
    return options.contains(option) && !belongs;
  };
  for (const auto& [option, belongs] : std::initializer_list<std::pair<const char*, bool>>{
           {"--split", has_splits},
           {"--boxes", has_splits},
           {"--positive", kind->dataset == Dataset::kFolders},
           {"--boxes-file", kind->dataset == Dataset::kBoxes}}) {
    if (misplaced(option, belongs)) {
      return std::string(option) + " does not go with --dataset " + kind->name + ".";
    }
  }
  arguments.positive = value_of(options, "--positive");
  arguments.boxes_file = value_of(options, "--boxes-file");
  if (kind->dataset == Dataset::kFolders && arguments.positive.empty()) {
    return "--positive must name the folder whose photos should score higher.";
  }
  if (kind->dataset == Dataset::kBoxes && arguments.boxes_file.empty()) {
    return "--boxes-file must name the file with the boxes.";
  }
  if (!has_splits) return {};
  arguments.split = value_of(options, "--split", kind->splits.front());
  if (std::find(kind->splits.begin(), kind->splits.end(), arguments.split) == kind->splits.end()) {
    return std::string(kind->name) + " has no split \"" + arguments.split + "\".";
  }
  return {};
}

std::string set_threads(const Options& options, EvaluateArguments& arguments) {
  arguments.threads = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, kMaxThreads);
  const std::string text = value_of(options, "--threads");
  if (text.empty()) return {};
  const auto [stop, failure] =
      std::from_chars(text.data(), text.data() + text.size(), arguments.threads);
  const bool is_number = failure == std::errc() && stop == text.data() + text.size();
  if (!is_number || arguments.threads < 1 || arguments.threads > kMaxThreads) {
    return "--threads needs a number from 1 to 256.";
  }
  return {};
}

}  // namespace

std::optional<EvaluateArguments> parse_evaluate_arguments(const std::vector<std::string>& words,
                                                          std::string& problem) {
  const auto options = read_options(words, problem);
  if (!options.has_value()) return std::nullopt;
  EvaluateArguments arguments;
  arguments.help = options->contains("--help");
  if (arguments.help) return arguments;
  problem = set_dataset(*options, arguments);
  if (problem.empty()) problem = set_threads(*options, arguments);
  const std::string boxes = value_of(*options, "--boxes", "given");
  if (problem.empty() && boxes != "given" && boxes != "detected") {
    problem = "--boxes needs given or detected.";
  }
  arguments.data = value_of(*options, "--data");
  if (problem.empty() && arguments.data.empty()) {
    problem = "--data must name the data set's folder.";
  }
  if (!problem.empty()) return std::nullopt;
  arguments.boxes = boxes == "detected" ? Boxes::kDetected : Boxes::kGiven;
  arguments.models = value_of(*options, "--models", default_models_folder());
  arguments.tier = value_of(*options, "--tier", arguments.tier);
  arguments.correction = !options->contains("--no-correction");
  arguments.json = value_of(*options, "--json");
  return arguments;
}

}  // namespace selinet::cli
