#include "evaluate_emotic_csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include "evaluate_csv.h"
#include "evaluate_emotic_rows.h"
#include "text.h"

namespace selinet::cli {
namespace {

enum Column : size_t { kFolder, kFile, kBox, kCategories, kAffect, kColumnCount };
constexpr std::array<const char*, kColumnCount> kColumnNames{
    "Folder", "Filename", "BBox", "Categorical_Labels", "Continuous_Labels"};

using Columns = std::array<size_t, kColumnCount>;

// Cuts the next line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "Categorical_Labels" and "categorical labels" are the same column.
std::string spelling_of(std::string_view name) {
  std::string spelling;
  for (const char letter : trimmed(name)) {
    const bool is_gap = letter == '_' || letter == ' ';
    spelling += is_gap ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return spelling;
}

Result<Columns> find_columns(const std::vector<std::string>& header, const std::string& source) {
  Columns columns{};
  for (size_t k = 0; k < kColumnCount; k++) {
    const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& name) {
      return spelling_of(name) == spelling_of(kColumnNames[k]);
    });
    if (found == header.end()) {
      return Error{ErrorCode::kInvalidArgument,
                   source + " has no column \"" + kColumnNames[k] +
                       "\"; its first line must name the columns.",
                   ""};
    }
    columns[k] = static_cast<size_t>(found - header.begin());
  }
  return columns;
}

// What is wrong with a row, or nothing.
std::string read_row(const std::vector<std::string>& fields, const Columns& columns,
                     std::string& name, AnnotatedPerson& person) {
  const auto field = [&](Column column) { return std::string(trimmed(fields[columns[column]])); };
  std::string problem = set_name(name, field(kFolder), field(kFile));
  if (!problem.empty()) return problem;
  problem = set_box(person, python_numbers(field(kBox)).value_or(std::vector<double>()));
  if (!problem.empty()) return problem;
  const auto categories = python_strings(field(kCategories));
  if (!categories.has_value()) return "Categorical_Labels is not a list of names.";
  problem = set_categories(person, *categories);
  if (!problem.empty()) return problem;
  return set_affect(person, python_numbers(field(kAffect)).value_or(std::vector<double>()));
}

}  // namespace

Result<AnnotatedDataset> read_emotic_csv(std::string_view text, const std::string& source) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto header = csv_fields(take_line(text));
  const Result<Columns> columns = find_columns(header.value_or(std::vector<std::string>()), source);
  if (!columns.ok()) return columns.error();
  AnnotatedDataset dataset;
  dataset.source = source;
  PhotoGroups photos(dataset.photos);
  for (size_t number = 2; !text.empty(); number++) {
    const std::string_view line = take_line(text);
    if (trimmed(line).empty()) continue;
    std::string problem;
    std::string name;
    AnnotatedPerson person;
    const auto fields = csv_fields(line);
    if (!fields.has_value()) {
      problem = "A quote is not closed, or text follows it.";
    } else if (fields->size() != header->size()) {
      problem = "It has " + counted(fields->size(), "field", "fields") + " and the first line " +
                std::to_string(header->size()) + ".";
    } else {
      problem = read_row(*fields, columns.value(), name, person);
    }
    if (problem.empty()) {
      photos.add(name, person);
    } else {
      dataset.malformed.push_back(complaint_at_line(source, number, problem));
    }
  }
  return dataset;
}

}  // namespace selinet::cli
