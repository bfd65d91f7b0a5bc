// Lines of comma-separated values, and cells with a list in them as Python prints it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace selinet::cli {

// The fields of one line, quotes as in RFC 4180. A record never spans lines here, unlike there: a
// quote that somebody forgot to close then spoils one row and not the rest of the file. Null where
// a quote is not closed or has text after it.
std::optional<std::vector<std::string>> csv_fields(std::string_view line);

// "[86, 58, 564, 628]", "[5.0, nan, 9.0]"; also with spaces for commas as numpy prints arrays, and
// with numpy's wrappers, "[np.float64(5.0)]". Null where it is anything else.
std::optional<std::vector<double>> python_numbers(std::string_view cell);

// "['Disconnection', \"it's\"]", with the same leniency.
std::optional<std::vector<std::string>> python_strings(std::string_view cell);

}  // namespace selinet::cli
