#include "evaluate_emotic.h"

#include <cstdint>
#include <filesystem>
#include <vector>

#include "evaluate_emotic_csv.h"
#include "evaluate_emotic_mat.h"
#include "files.h"

namespace selinet::cli {
namespace {

constexpr uint64_t kMaxAnnotationBytes = 1ULL << 30U;

// The first of `places` below `folder` that is a file; empty where none is.
std::string first_file(const std::string& folder, const std::vector<std::string>& places) {
  for (const std::string& place : places) {
    const auto path = std::filesystem::path(folder) / place;
    std::error_code problem;
    if (std::filesystem::is_regular_file(path, problem)) return path.string();
  }
  return {};
}

}  // namespace

Result<AnnotatedDataset> read_emotic(const std::string& folder, const std::string& split) {
  const std::string csv = first_file(
      folder, {split + ".csv", "annotations/" + split + ".csv", "Annotations/" + split + ".csv"});
  const std::string mat = first_file(
      folder, {"Annotations.mat", "annotations/Annotations.mat", "Annotations/Annotations.mat"});
  if (csv.empty() && mat.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "There is neither " + split + ".csv nor Annotations.mat in " + folder +
                     " or in its folder annotations; name EMOTIC's folder with --data.",
                 ""};
  }
  const std::string& path = csv.empty() ? mat : csv;
  const auto bytes = read_file(path, kMaxAnnotationBytes);
  if (!bytes.ok()) return bytes.error();
  if (csv.empty()) return read_emotic_mat(bytes.value(), split, path);
  return read_emotic_csv(
      {reinterpret_cast<const char*>(bytes.value().data()), bytes.value().size()}, path);
}

std::string find_emotic_photo(const std::string& folder, const std::string& name) {
  return first_file(folder, {name, "emotic/" + name, "emotic_db/" + name});
}

}  // namespace selinet::cli
