// Photographs sorted into one folder a class, as "happy" and "sad": how well sentiment tells one
// class from the others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evaluate_people.h"
#include "evaluate_photos.h"
#include "json.h"

namespace selinet::cli {

struct SortedPhotos {
  std::vector<PhotoTask> tasks;
  std::vector<bool> positive;  // of each task
};

// All files below DIR's folders that are named like pictures, by folder and name. `positive` names
// the folder whose photos should score higher; all others are its contrary. Errors:
// kInvalidArgument where DIR cannot be read, has fewer than two folders or none of that name.
Result<SortedPhotos> list_folders(const std::string& folder, const std::string& positive);

struct FolderFigures {
  size_t photos = 0;  // with a result
  size_t positives = 0;
  size_t without_people = 0;  // left out of the persons' figure
  Skipped skipped;            // photos
  std::optional<double> photo_sentiment_auc;
  std::optional<double> person_sentiment_auc;  // of the mean over the photo's people
};

FolderFigures measure_folders(const SortedPhotos& photos,
                              const std::vector<Result<JudgedPhoto>>& results);

void add_folder_figures(cJSON* object, const FolderFigures& figures);
std::string folder_table(const FolderFigures& figures);

}  // namespace selinet::cli
