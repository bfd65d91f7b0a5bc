// The detector against people boxed by eye, as in tests/data/people-boxes.json.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate_people.h"
#include "evaluate_photos.h"
#include "json.h"

namespace selinet::cli {

struct BoxedPhoto {
  std::string set;  // figures are given for each
  std::string file;
  int32_t width = 0;  // of the file that was boxed
  int32_t height = 0;
  std::vector<Corners> people;
  std::vector<Corners> background;  // too small, hidden or blurred to be counted
};

// {"photos": [{"set", "file", "width", "height", "people": [{"box": [x, y, width, height],
// "background"}]}]}. Errors: kInvalidArgument where the text is not that.
Result<std::vector<BoxedPhoto>> read_boxed_photos(std::string_view text);

// What judge_photos() shall look at, in the order of the photos: DIR/file, else a file of that name
// anywhere below DIR.
std::vector<PhotoTask> tasks_of(const std::vector<BoxedPhoto>& photos, const std::string& folder);

struct BoxFigures {
  size_t photos = 0;
  size_t people = 0;
  size_t found = 0;
  size_t wrong = 0;   // detections of nobody
  size_t capped = 0;  // people reported, at most as many as there are, photo by photo
  Skipped skipped;    // photos
  [[nodiscard]] std::optional<double> recall() const;
  [[nodiscard]] std::optional<double> precision() const;
  [[nodiscard]] std::optional<double> capped_recall() const;  // what can be said of detectors that
                                                              // give points or faces, not boxes
};

// Adds one photo. A detection, the best first, finds the person that it overlaps most, by an
// intersection over union of 0.5 at least, each person once. What is left over is wrong, unless
// more than half of it lies on one of those in the background.
void count_people(const BoxedPhoto& photo, const std::vector<JudgedPerson>& detections,
                  BoxFigures& figures);

// Of each set, in the order in which they first appear.
using SetFigures = std::vector<std::pair<std::string, BoxFigures>>;
SetFigures measure_boxes(const std::vector<BoxedPhoto>& photos, const std::vector<PhotoTask>& tasks,
                         const std::vector<Result<JudgedPhoto>>& results);
BoxFigures sum_of(const SetFigures& sets);

// The overall figures at the top level, those of each set under "sets".
void add_box_figures(cJSON* object, const SetFigures& sets);
std::string box_table(const SetFigures& sets);

}  // namespace selinet::cli
