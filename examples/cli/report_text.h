// The report as a table for a terminal.
#pragma once

#include <string>

#include "selinet/report.h"

namespace selinet::cli {

// Several lines, each ended: the photo's own results, then a line a person.
std::string to_text(const std::string& photo, const Report& report);

}  // namespace selinet::cli
