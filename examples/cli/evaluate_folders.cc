#include "evaluate_folders.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "evaluate_metrics.h"
#include "evaluate_people_report.h"
#include "text.h"

namespace selinet::cli {
namespace {

namespace fs = std::filesystem;

// Formats that only browsers decode are among them: such a photo is counted as skipped, not passed
// over in silence.
bool is_named_like_a_picture(const fs::path& path) {
  constexpr std::array<std::string_view, 9> kExtensions{".jpg", ".jpeg", ".jpe",  ".png", ".bmp",
                                                        ".gif", ".webp", ".avif", ".heic"};
  std::string extension = path.extension().string();
  for (char& letter : extension) {
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Names of the folders in a folder, sorted.
std::vector<std::string> folders_in(const std::string& folder, std::error_code& problem) {
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    std::error_code ignored;  // what cannot be looked at is no folder of photos
    if (!is_hidden(entry->path()) && entry->is_directory(ignored)) {
      names.push_back(entry->path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> pictures_below(const fs::path& folder, std::error_code& problem) {
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    std::error_code ignored;
    if (!is_hidden(entry->path()) && entry->is_regular_file(ignored) &&
        is_named_like_a_picture(entry->path())) {
      paths.push_back(entry->path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Error unreadable(const std::string& folder, const std::error_code& problem) {
  return {ErrorCode::kInvalidArgument, folder + " cannot be read; name a folder with --data.",
          problem.message()};
}

}  // namespace

Result<SortedPhotos> list_folders(const std::string& folder, const std::string& positive) {
  std::error_code problem;
  const std::vector<std::string> classes = folders_in(folder, problem);
  if (problem) return unreadable(folder, problem);
  if (classes.size() < 2) {
    return Error{ErrorCode::kInvalidArgument,
                 folder + " needs two folders of photos or more, one a class.",
                 "it has " + std::to_string(classes.size())};
  }
  if (std::find(classes.begin(), classes.end(), positive) == classes.end()) {
    return Error{
        ErrorCode::kInvalidArgument,
        folder + " has no folder \"" + positive + "\"; name one of its own with --positive.", ""};
  }
  SortedPhotos photos;
  for (const std::string& name : classes) {
    const auto paths = pictures_below(fs::path(folder) / name, problem);
    if (problem) return unreadable((fs::path(folder) / name).string(), problem);
    for (const std::string& path : paths) {
      photos.tasks.push_back(
          {fs::path(path).lexically_relative(folder).string(), path, std::nullopt, false});
      photos.positive.push_back(name == positive);
    }
  }
  return photos;
}

FolderFigures measure_folders(const SortedPhotos& photos,
                              const std::vector<Result<JudgedPhoto>>& results) {
  FolderFigures figures;
  std::vector<Scored> by_photo;
  std::vector<Scored> by_people;
  for (size_t i = 0; i < results.size(); i++) {
    if (!results[i].ok()) {
      figures.skipped[reason_of(photos.tasks[i], results[i].error())]++;
      continue;
    }
    const JudgedPhoto& judged = results[i].value();
    figures.photos++;
    if (photos.positive[i]) figures.positives++;
    by_photo.push_back({judged.scores[kSentimentLabel], photos.positive[i]});
    if (judged.people.empty()) {
      figures.without_people++;
      continue;
    }
    double sum = 0;
    for (const JudgedPerson& person : judged.people) sum += person.sentiment;
    by_people.push_back({sum / static_cast<double>(judged.people.size()), photos.positive[i]});
  }
  figures.photo_sentiment_auc = roc_auc(by_photo);
  figures.person_sentiment_auc = roc_auc(by_people);
  return figures;
}

void add_folder_figures(cJSON* object, const FolderFigures& figures) {
  add_member(object, "photos", static_cast<double>(figures.photos));
  add_member(object, "positives", static_cast<double>(figures.positives));
  add_member(object, "skipped", static_cast<double>(total_of(figures.skipped)));
  add_skipped(object, "skipped_reasons", figures.skipped);
  add_member(object, "without_people", static_cast<double>(figures.without_people));
  add_member(object, "photo_sentiment_auc", figures.photo_sentiment_auc);
  add_member(object, "person_sentiment_auc", figures.person_sentiment_auc);
}

std::string folder_table(const FolderFigures& figures) {
  std::string text;
  const auto line = [&](const char* name, const std::optional<double>& value) {
    if (value.has_value()) {
      append(text, "  %-38s %.4f\n", name, *value);
    } else {
      append(text, "  %-38s not defined: one class has no photo\n", name);
    }
  };
  line("AUC of the photo's sentiment", figures.photo_sentiment_auc);
  line("AUC of the people's mean sentiment", figures.person_sentiment_auc);
  append(text, "\n  photos: %zu, %zu of them positive; %zu show nobody\n", figures.photos,
         figures.positives, figures.without_people);
  append(text, "  photos skipped: %zu (%s)\n", total_of(figures.skipped),
         skipped_text(figures.skipped).c_str());
  return text;
}

}  // namespace selinet::cli
