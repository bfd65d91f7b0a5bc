#include "evaluate_csv.h"

#include <charconv>
#include <cstddef>

#include "text.h"

namespace selinet::cli {
namespace {

struct Item {
  std::string text;
  bool quoted = false;
};

// A Python list of numbers and strings, read from its first bracket to its last.
class ListReader {
 public:
  explicit ListReader(std::string_view text) : text_(trimmed(text)) {}

  std::optional<std::vector<Item>> read() {
    if (!take('[')) return std::nullopt;
    std::vector<Item> items;
    skip_space();
    while (!take(']')) {
      Item item;
      if (!read_item(item)) return std::nullopt;
      items.push_back(std::move(item));
      const bool spaced = skip_space();
      const bool comma = take(',');
      skip_space();
      if (!comma && !spaced && !at(']')) return std::nullopt;
    }
    if (at_ != text_.size()) return std::nullopt;
    return items;
  }

 private:
  [[nodiscard]] bool at(char expected) const {
    return at_ < text_.size() && text_[at_] == expected;
  }
  bool take(char expected) {
    const bool there = at(expected);
    if (there) at_++;
    return there;
  }
  bool skip_space() {
    const size_t before = at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) at_++;
    return at_ > before;
  }

  // A bare word, a quoted string, or either within one wrapper: np.str_('Anger').
  bool read_item(Item& item) {
    if (at('\'') || at('"')) return read_string(item);
    constexpr std::string_view kEnds = ",()[]'\" \t";
    const size_t begin = at_;
    while (at_ < text_.size() && kEnds.find(text_[at_]) == std::string_view::npos) at_++;
    if (at_ == begin) return false;
    if (!take('(')) {
      item.text = text_.substr(begin, at_ - begin);
      return true;
    }
    if (at('\'') || at('"')) return read_string(item) && take(')');
    const size_t inner = at_;
    while (at_ < text_.size() && kEnds.find(text_[at_]) == std::string_view::npos) at_++;
    item.text = text_.substr(inner, at_ - inner);
    return take(')');
  }

  bool read_string(Item& item) {
    const char quote = text_[at_++];
    item.quoted = true;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) at_++;
      item.text += text_[at_++];
    }
    return take(quote);
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<std::string>> csv_fields(std::string_view line) {
  std::vector<std::string> fields;
  size_t at = 0;
  for (;;) {
    std::string field;
    if (at < line.size() && line[at] == '"') {
      at++;
      for (;;) {
        const size_t quote = line.find('"', at);
        if (quote == std::string_view::npos) return std::nullopt;
        field += line.substr(at, quote - at);
        at = quote + 1;
        if (at >= line.size() || line[at] != '"') break;
        field += '"';  // two quotes stand for one
        at++;
      }
      if (at < line.size() && line[at] != ',') return std::nullopt;
    } else {
      const size_t comma = std::min(line.find(',', at), line.size());
      field = line.substr(at, comma - at);
      at = comma;
    }
    fields.push_back(std::move(field));
    if (at >= line.size()) return fields;
    at++;
  }
}

std::optional<std::vector<double>> python_numbers(std::string_view cell) {
  const auto items = ListReader(cell).read();
  if (!items.has_value()) return std::nullopt;
  std::vector<double> numbers;
  for (const Item& item : *items) {
    double number = 0;
    const char* end = item.text.data() + item.text.size();
    const auto [stop, problem] = std::from_chars(item.text.data(), end, number);
    if (item.quoted || problem != std::errc() || stop != end) return std::nullopt;
    numbers.push_back(number);
  }
  return numbers;
}

std::optional<std::vector<std::string>> python_strings(std::string_view cell) {
  const auto items = ListReader(cell).read();
  if (!items.has_value()) return std::nullopt;
  std::vector<std::string> strings;
  for (const Item& item : *items) {
    if (!item.quoted) return std::nullopt;
    strings.push_back(item.text);
  }
  return strings;
}

}  // namespace selinet::cli
