#include "evaluate_mat.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <utility>

#include "evaluate_mat_bytes.h"
#include "image/stb_decoder.h"

namespace selinet::cli {
namespace {

constexpr size_t kHeaderBytes = 128;
constexpr size_t kVersionAt = 124;
constexpr size_t kMarkAt = 126;                    // "IM" or "MI": the byte order
constexpr size_t kMaxInflated = size_t{1} << 29U;  // EMOTIC's annotations are a tenth of it
constexpr int kMaxDepth = 32;                      // EMOTIC's are 6 deep
constexpr size_t kMaxValues = 10'000'000;          // EMOTIC's are a million

// Classes of arrays; the format's numbers. 6 to 15 are numbers.
enum MatClass : uint32_t { kCellClass = 1, kStructClass = 2, kCharClass = 4 };
constexpr uint32_t kFirstNumericClass = 6;
constexpr uint32_t kLastNumericClass = 15;

struct Head {
  uint32_t array_class = 0;
  std::vector<uint64_t> dimensions;
  uint64_t elements = 0;
  std::string name;
};

// Reads the arrays of one byte order. A false or empty return means damage.
class MatReader {
 public:
  // Class, dimensions and name of the array in `bytes`; objects and functions have only a class.
  static std::optional<Head> read_head(MatBytes& bytes) {
    Head head;
    const auto flags = bytes.next();
    if (!flags || flags->type != MatType::kUint32 || flags->bytes.size() != 8) return std::nullopt;
    head.array_class = flags->bytes[bytes.big_endian() ? 3 : 0];
    if (!is_understood(head.array_class)) return head;
    const auto dimensions = bytes.next();
    if (!dimensions || dimensions->type != MatType::kInt32) return std::nullopt;
    const auto sides = numbers_in(*dimensions, bytes.big_endian());
    if (!sides || sides->empty()) return std::nullopt;
    head.elements = 1;
    for (const double side : *sides) {
      if (side < 0) return std::nullopt;
      const auto length = static_cast<uint64_t>(side);
      if (length > 0 && head.elements > std::numeric_limits<uint32_t>::max() / length) {
        return std::nullopt;
      }
      head.elements *= length;
      head.dimensions.push_back(length);
    }
    const auto name = bytes.next();
    if (!name) return std::nullopt;
    const auto characters = characters_in(*name, bytes.big_endian());
    if (!characters) return std::nullopt;
    head.name = to_utf8(*characters);
    return head;
  }

  // What follows the head.
  bool read_body(MatBytes& bytes, const Head& head, int depth, MatValue& value) {
    if (depth > kMaxDepth) return false;
    if (head.array_class == kCellClass) {
      value.kind = MatValue::Kind::kCell;
      return read_items(bytes, head.elements, depth, value.items);
    }
    if (head.array_class == kStructClass) return read_struct(bytes, head, depth, value);
    if (head.array_class == kCharClass) return read_text(bytes, head, value);
    if (!is_understood(head.array_class)) return true;
    value.kind = MatValue::Kind::kNumbers;
    const auto real = bytes.next();
    if (!real) return false;
    auto numbers = numbers_in(*real, bytes.big_endian());
    if (!numbers || numbers->size() != head.elements) return false;
    value.numbers = std::move(*numbers);
    return true;
  }

 private:
  static bool is_understood(uint32_t array_class) {
    return array_class == kCellClass || array_class == kStructClass || array_class == kCharClass ||
           (array_class >= kFirstNumericClass && array_class <= kLastNumericClass);
  }

  bool read_items(MatBytes& bytes, uint64_t count, int depth, std::vector<MatValue>& items) {
    if (!bytes.may_hold(count) || count > kMaxValues - values_) return false;
    values_ += static_cast<size_t>(count);
    items.resize(static_cast<size_t>(count));
    for (MatValue& item : items) {
      const auto data = bytes.next();
      if (!data || data->type != MatType::kMatrix) return false;
      if (data->bytes.empty()) continue;  // an empty array may have no head
      MatBytes inner(data->bytes, bytes.big_endian());
      const auto head = read_head(inner);
      if (!head || !read_body(inner, *head, depth + 1, item)) return false;
    }
    return true;
  }

  bool read_struct(MatBytes& bytes, const Head& head, int depth, MatValue& value) {
    value.kind = MatValue::Kind::kStruct;
    const auto length_data = bytes.next();
    if (!length_data) return false;
    const auto lengths = numbers_in(*length_data, bytes.big_endian());
    const auto names = bytes.next();
    if (!lengths || lengths->size() != 1 || !names) return false;
    if ((*lengths)[0] < 1 || (*lengths)[0] > static_cast<double>(kMaxInflated)) return false;
    const auto length = static_cast<size_t>((*lengths)[0]);
    if (names->bytes.size() % length != 0) return false;
    for (size_t at = 0; at < names->bytes.size(); at += length) {
      const auto name = names->bytes.subspan(at, length);
      const auto end = std::find(name.begin(), name.end(), uint8_t{0});
      value.names.emplace_back(name.begin(), end);
    }
    const uint64_t fields = value.names.size();
    if (fields > 0 && !bytes.may_hold(head.elements)) return false;  // also keeps the product small
    return read_items(bytes, head.elements * fields, depth, value.items);
  }

  static bool read_text(MatBytes& bytes, const Head& head, MatValue& value) {
    value.kind = MatValue::Kind::kText;
    const auto data = bytes.next();
    if (!data) return false;
    const auto characters = characters_in(*data, bytes.big_endian());
    if (!characters) return false;
    if (characters->empty()) return true;
    const uint64_t rows = head.dimensions.empty() ? 1 : head.dimensions[0];
    if (rows <= 1 || head.elements != characters->size()) {
      value.text.push_back(to_utf8(*characters));
      return true;
    }
    // Several rows of one length, stored column by column, the shorter texts filled with spaces.
    for (uint64_t row = 0; row < rows; row++) {
      std::u32string text;
      for (uint64_t at = row; at < characters->size(); at += rows) text += (*characters)[at];
      text.resize(text.find_last_not_of(U' ') + 1);
      value.text.push_back(to_utf8(text));
    }
    return true;
  }

  size_t values_ = 0;  // at most kMaxValues
};

Error damaged(const std::string& detail) {
  return {ErrorCode::kInvalidArgument, "The .mat file is damaged or cut short; download it again.",
          detail};
}

Result<bool> read_byte_order(std::span<const uint8_t> file) {
  constexpr std::string_view kHdf5 = "\x89HDF";
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  const auto mark = file.size() < kHeaderBytes ? std::string_view() : text.substr(kMarkAt, 2);
  const bool big_endian = mark == "MI";
  if (mark == "IM" || big_endian) {
    const uint8_t major = file[kVersionAt + (big_endian ? 0U : 1U)];
    if (major == 1) return big_endian;
  }
  const bool is_hdf5 = mark == "IM" || big_endian || text.starts_with(kHdf5);
  return Error{ErrorCode::kInvalidArgument,
               is_hdf5 ? "This .mat file is of MATLAB's version 7.3; save it with -v7."
                       : "This is no .mat file of version 5; save it with MATLAB's -v7.",
               ""};
}

}  // namespace

Result<MatValue> read_mat_variable(std::span<const uint8_t> file, std::string_view name) {
  const Result<bool> big_endian = read_byte_order(file);
  if (!big_endian.ok()) return big_endian.error();
  MatBytes elements(file.subspan(kHeaderBytes), big_endian.value());
  std::string others;
  while (!elements.is_at_end()) {
    auto data = elements.next();
    if (!data) return damaged("an element reaches past the end");
    std::vector<uint8_t> inflated;
    if (data->type == MatType::kCompressed) {
      auto bytes = inflate_zlib(data->bytes, kMaxInflated);
      if (!bytes.ok()) return damaged(bytes.error().detail);
      inflated = std::move(bytes.value());
      data = MatBytes(inflated, big_endian.value()).next();
      if (!data) return damaged("a compressed element reaches past its end");
    }
    if (data->type != MatType::kMatrix) continue;
    MatBytes bytes(data->bytes, big_endian.value());
    const auto head = MatReader::read_head(bytes);
    if (!head) return damaged("the head of an array");
    if (head->name != name) {
      if (!head->name.empty()) others += (others.empty() ? "" : ", ") + head->name;
      continue;
    }
    MatValue value;
    if (!MatReader().read_body(bytes, *head, 0, value)) return damaged("variable " + head->name);
    return value;
  }
  return Error{ErrorCode::kInvalidArgument,
               "The .mat file has no variable \"" + std::string(name) + "\".",
               others.empty() ? "it has none" : "it has " + others};
}

const MatValue* MatElement::field(std::string_view name) const {
  const auto found = std::find(array_->names.begin(), array_->names.end(), name);
  if (found == array_->names.end()) return nullptr;
  const auto place = static_cast<size_t>(found - array_->names.begin());
  return &array_->items[index_ * array_->names.size() + place];
}

std::vector<MatElement> elements_of(const MatValue& array) {
  std::vector<MatElement> elements;
  if (array.kind == MatValue::Kind::kStruct && !array.names.empty()) {
    const size_t count = array.items.size() / array.names.size();
    for (size_t i = 0; i < count; i++) elements.emplace_back(array, i);
  } else if (array.kind == MatValue::Kind::kCell) {
    for (const MatValue& item : array.items) {
      const auto inner = elements_of(item);
      elements.insert(elements.end(), inner.begin(), inner.end());
    }
  }
  return elements;
}

std::vector<std::string> strings_of(const MatValue& array) {
  if (array.kind == MatValue::Kind::kText) return array.text;
  std::vector<std::string> strings;
  if (array.kind == MatValue::Kind::kCell) {
    for (const MatValue& item : array.items) {
      const auto inner = strings_of(item);
      strings.insert(strings.end(), inner.begin(), inner.end());
    }
  }
  return strings;
}

std::vector<double> numbers_of(const MatValue& array) {
  if (array.kind == MatValue::Kind::kNumbers) return array.numbers;
  std::vector<double> numbers;
  if (array.kind == MatValue::Kind::kCell) {
    for (const MatValue& item : array.items) {
      const auto inner = numbers_of(item);
      numbers.insert(numbers.end(), inner.begin(), inner.end());
    }
  }
  return numbers;
}

}  // namespace selinet::cli
