// Files of the command line tool: the core itself never touches a file system.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "selinet/analyzer.h"
#include "selinet/error.h"

namespace selinet::cli {

// The whole of a file. Errors: kInvalidArgument where it is missing, a folder or unreadable;
// kImageTooLarge where it is larger than `max_bytes`.
Result<std::vector<uint8_t>> read_file(const std::string& path, uint64_t max_bytes);

// A models' folder in memory.
struct ModelFolder {
  std::vector<std::string> paths;
  std::vector<std::vector<uint8_t>> contents;

  // Views of the above, valid as long as it is.
  [[nodiscard]] std::vector<ModelFile> files() const;
};

// manifest.json and every .tflite file beside it.
Result<ModelFolder> read_model_folder(const std::string& folder);

}  // namespace selinet::cli
