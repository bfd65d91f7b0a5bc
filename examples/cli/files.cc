#include "files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace selinet::cli {
namespace {

constexpr uint64_t kMaxModelBytes = 1ULL << 30U;

}  // namespace

Result<std::vector<uint8_t>> read_file(const std::string& path, uint64_t max_bytes) {
  std::error_code problem;
  const std::filesystem::file_status status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) {
    return Error{ErrorCode::kInvalidArgument, "There is no file " + path + ".", problem.message()};
  }
  if (!std::filesystem::is_regular_file(status)) {
    return Error{ErrorCode::kInvalidArgument,
                 path + " is not a file; name the photos in it one by one.", ""};
  }
  const uint64_t size = std::filesystem::file_size(path, problem);
  if (!problem && size > max_bytes) {
    return Error{ErrorCode::kImageTooLarge, path + " is larger than the limit; save it smaller.",
                 std::to_string(size) + " bytes of at most " + std::to_string(max_bytes)};
  }
  std::ifstream stream(path, std::ios::binary);
  std::vector<uint8_t> bytes(problem ? 0 : static_cast<size_t>(size));
  if (problem || !stream ||
      !stream.read(reinterpret_cast<char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()))) {
    return Error{ErrorCode::kInvalidArgument, path + " cannot be read; check its permissions.",
                 problem.message()};
  }
  return bytes;
}

std::vector<ModelFile> ModelFolder::files() const {
  std::vector<ModelFile> views;
  views.reserve(paths.size());
  for (size_t i = 0; i < paths.size(); i++) views.push_back({paths[i], contents[i]});
  return views;
}

Result<ModelFolder> read_model_folder(const std::string& folder) {
  std::error_code problem;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    const std::string name = entry.path().filename().string();
    if (name == "manifest.json" || entry.path().extension() == ".tflite") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  ModelFolder result;
  for (const std::string& name : names) {
    auto bytes = read_file((std::filesystem::path(folder) / name).string(), kMaxModelBytes);
    if (!bytes.ok()) return bytes.error();
    result.paths.push_back(name);
    result.contents.push_back(std::move(bytes.value()));
  }
  if (std::find(names.begin(), names.end(), "manifest.json") == names.end()) {
    return Error{
        ErrorCode::kMissingModel,
        "There is no manifest.json in " + folder + "; name the models' folder with --models.",
        problem ? problem.message() : ""};
  }
  return result;
}

}  // namespace selinet::cli
