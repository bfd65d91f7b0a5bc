#include "evaluate.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "evaluate_affect_photos.h"
#include "evaluate_boxes.h"
#include "evaluate_emotic.h"
#include "evaluate_folders.h"
#include "evaluate_people.h"
#include "evaluate_people_report.h"
#include "evaluate_runner.h"
#include "files.h"
#include "json.h"
#include "text.h"

namespace selinet::cli {
namespace {

constexpr uint64_t kMaxLabelBytes = 1ULL << 30U;

// What is left of a data set when it has been measured.
struct Measured {
  size_t evaluated = 0;  // people or photos
  std::string table;
  Json json{cJSON_CreateObject()};
};

RunOptions run_options(const EvaluateArguments& arguments) {
  RunOptions options{.models = arguments.models,
                     .tier = arguments.tier,
                     .correction = arguments.correction,
                     .threads = arguments.threads,
                     .partial = ""};
  if (!arguments.json.empty()) options.partial = arguments.json + ".partial";
  return options;
}

// What every data set's JSON and table begin with.
void describe_run(const EvaluateArguments& arguments, const RunResults& results,
                  Measured& measured) {
  cJSON* object = measured.json.get();
  add_member(object, "dataset", arguments.dataset_name);
  if (!arguments.split.empty()) {
    add_member(object, "split", arguments.split);
    add_member(object, "boxes",
               std::string(arguments.boxes == Boxes::kGiven ? "given" : "detected"));
  }
  add_member(object, "engine_version", std::string(engine_version()));
  add_member(object, "models_version", results.models_version);
  add_member(object, "tier", arguments.tier);
  cJSON_AddBoolToObject(object, "correction", results.correction ? 1 : 0);
  add_member(object, "ms_per_photo", results.mean_milliseconds());
  measured.table = arguments.dataset_name + (arguments.split.empty() ? "" : " ") + arguments.split +
                   "; models " + results.models_version + ", " + arguments.tier +
                   (results.correction ? "" : ", without correction") + "\n\n";
}

Result<std::string> read_text(const std::string& path) {
  const auto bytes = read_file(path, kMaxLabelBytes);
  if (!bytes.ok()) return bytes.error();
  return std::string(bytes.value().begin(), bytes.value().end());
}

Result<AnnotatedDataset> read_people(const EvaluateArguments& arguments) {
  if (arguments.dataset == Dataset::kEmotic) return read_emotic(arguments.data, arguments.split);
  const std::string path = (std::filesystem::path(arguments.data) / "labels.jsonl").string();
  const auto text = read_text(path);
  if (!text.ok()) return text.error();
  return read_affect_photos(text.value(), arguments.split, path);
}

std::string find_photo(const EvaluateArguments& arguments, const std::string& name) {
  if (arguments.dataset == Dataset::kEmotic) return find_emotic_photo(arguments.data, name);
  const auto path = std::filesystem::path(arguments.data) / "images" / name;
  std::error_code ignored;  // what cannot be looked at is missing
  return std::filesystem::is_regular_file(path, ignored) ? path.string() : std::string();
}

// How many of the annotated people the detector found.
void describe_detector(const PeopleFigures& figures, Measured& measured) {
  const auto missed = figures.skipped.find("not detected");
  const size_t annotated = figures.people + (missed == figures.skipped.end() ? 0 : missed->second);
  add_member(measured.json.get(), "annotated", static_cast<double>(annotated));
  add_member(measured.json.get(), "found", static_cast<double>(figures.people));
  append(measured.table, "  found by the detector: %zu of %zu\n", figures.people, annotated);
}

Result<Measured> measure_people_dataset(const EvaluateArguments& arguments) {
  const auto dataset = read_people(arguments);
  if (!dataset.ok()) return dataset.error();
  std::fprintf(stderr, "Read %s: %s.\n", dataset.value().source.c_str(),
               counted(dataset.value().photos.size(), "photo", "photos").c_str());
  for (const std::string& complaint : dataset.value().malformed) {
    std::fprintf(stderr, "%s\n", complaint.c_str());
  }
  const auto tasks = tasks_of(dataset.value(), arguments.boxes,
                              [&](const std::string& name) { return find_photo(arguments, name); });
  const auto results = judge_photos(tasks, run_options(arguments));
  if (!results.ok()) return results.error();
  const PeopleFigures figures = measure_people(dataset.value(), tasks, results.value().photos);
  Measured measured;
  measured.evaluated = figures.people + (dataset.value().photo_labels ? figures.photos : 0);
  describe_run(arguments, results.value(), measured);
  add_people_figures(measured.json.get(), dataset.value(), figures);
  measured.table += people_table(dataset.value(), figures);
  if (arguments.boxes == Boxes::kDetected) describe_detector(figures, measured);
  append(measured.table, "  %.1f ms a photo%s\n", results.value().mean_milliseconds(),
         arguments.boxes == Boxes::kGiven ? ", the detector not needed" : "");
  return measured;
}

Result<Measured> measure_folder_dataset(const EvaluateArguments& arguments) {
  const auto photos = list_folders(arguments.data, arguments.positive);
  if (!photos.ok()) return photos.error();
  const auto results = judge_photos(photos.value().tasks, run_options(arguments));
  if (!results.ok()) return results.error();
  const FolderFigures figures = measure_folders(photos.value(), results.value().photos);
  Measured measured;
  measured.evaluated = figures.photos;
  describe_run(arguments, results.value(), measured);
  add_member(measured.json.get(), "positive", arguments.positive);
  add_folder_figures(measured.json.get(), figures);
  measured.table += folder_table(figures);
  append(measured.table, "  %.1f ms a photo\n", results.value().mean_milliseconds());
  return measured;
}

Result<Measured> measure_box_dataset(const EvaluateArguments& arguments) {
  const auto text = read_text(arguments.boxes_file);
  if (!text.ok()) return text.error();
  const auto photos = read_boxed_photos(text.value());
  if (!photos.ok()) return photos.error();
  const auto tasks = tasks_of(photos.value(), arguments.data);
  const auto results = judge_photos(tasks, run_options(arguments));
  if (!results.ok()) return results.error();
  const SetFigures sets = measure_boxes(photos.value(), tasks, results.value().photos);
  Measured measured;
  measured.evaluated = sum_of(sets).photos;
  describe_run(arguments, results.value(), measured);
  add_box_figures(measured.json.get(), sets);
  measured.table += box_table(sets);
  append(measured.table, "  %.1f ms a photo\n", results.value().mean_milliseconds());
  return measured;
}

Result<Measured> measure(const EvaluateArguments& arguments) {
  switch (arguments.dataset) {
    case Dataset::kEmotic:
    case Dataset::kAffectPhotos:
      return measure_people_dataset(arguments);
    case Dataset::kFolders:
      return measure_folder_dataset(arguments);
    case Dataset::kBoxes:
      return measure_box_dataset(arguments);
  }
  return Error{ErrorCode::kInternal, "There is no such data set.", ""};
}

Status write_json(const std::string& path, const cJSON* json) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << json_text(json) << std::flush;
  if (stream) return {};
  return Error{ErrorCode::kInvalidArgument,
               path + " cannot be written; the results so far are kept.", ""};
}

void print_error(const Error& error) {
  std::fprintf(stderr, "%s (%s%s%s)\n", error.message.c_str(), error_code_name(error.code),
               error.detail.empty() ? "" : ": ", error.detail.c_str());
}

}  // namespace

int evaluate(const EvaluateArguments& arguments) {
  const Result<Measured> measured = measure(arguments);
  if (!measured.ok()) {
    print_error(measured.error());
    return 1;
  }
  std::fputs(measured.value().table.c_str(), stdout);
  if (!arguments.json.empty()) {
    if (const Status status = write_json(arguments.json, measured.value().json.get());
        !status.ok()) {
      print_error(status.error());
      return 1;
    }
    remove_partial(run_options(arguments));
  }
  if (measured.value().evaluated > 0) return 0;
  std::fprintf(stderr, "Nothing was evaluated.\n");
  return 1;
}

}  // namespace selinet::cli
