// What an interrupted run leaves behind: a file with one line of JSON a photo, so that the next run
// goes on from there. Its first line has the run's key: results of other models, options or
// annotations are never taken.
#pragma once

#include <fstream>
#include <map>
#include <string>

#include "evaluate_photos.h"

namespace selinet::cli {

class PartialResults {
 public:
  // Reads what is there for this key, drops anything else and the rest of a line that was being
  // written, and opens the file for more. Errors: kInvalidArgument where it cannot be written.
  static Result<PartialResults> open(const std::string& path, const std::string& key);

  // Null where the photo has none yet.
  [[nodiscard]] const JudgedPhoto* find(const std::string& name) const;
  [[nodiscard]] size_t size() const { return photos_.size(); }

  // Writes a result through to the file. Errors: kInvalidArgument where it cannot be written.
  Status add(const std::string& name, const JudgedPhoto& photo);

 private:
  std::string path_;
  std::ofstream stream_;
  std::map<std::string, JudgedPhoto> photos_;
};

}  // namespace selinet::cli
