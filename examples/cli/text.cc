#include "text.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

namespace selinet::cli {

void append(std::string& text, const char* format, ...) {
  std::array<char, 512> line{};
  va_list values;
  va_start(values, format);
  const int length = std::vsnprintf(line.data(), line.size(), format, values);
  va_end(values);
  if (length > 0) text.append(line.data(), std::min(static_cast<size_t>(length), line.size() - 1));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string counted(size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace selinet::cli
