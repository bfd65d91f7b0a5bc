// Text for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace selinet::cli {

// Appends what printf would print; a piece of more than 511 bytes is cut.
__attribute__((format(printf, 2, 3))) void append(std::string& text, const char* format, ...);

// `text` without white space at its ends.
std::string_view trimmed(std::string_view text);

// "1 photo", "2 photos"; "1 person", "2 people".
std::string counted(size_t count, const std::string& one, const std::string& many);

}  // namespace selinet::cli
