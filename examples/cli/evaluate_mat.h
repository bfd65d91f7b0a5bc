// MATLAB's level 5 MAT-file format ("MAT-File Format", The MathWorks), as far as annotations need
// it: numbers, text, cells and structs, of either byte order, compressed or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "selinet/error.h"

namespace selinet::cli {

// An array. MATLAB has nothing else: a scalar is 1 x 1, a text 1 x length.
struct MatValue {
  enum class Kind : uint8_t { kOther, kNumbers, kText, kCell, kStruct };
  Kind kind = Kind::kOther;
  std::vector<double> numbers;     // kNumbers, column by column
  std::vector<std::string> text;   // kText: UTF-8, one a row of the character array
  std::vector<std::string> names;  // kStruct: of its fields
  std::vector<MatValue> items;     // kCell: its elements, column by column;
                                   // kStruct: names.size() values an element
};

// Reads one variable. Whatever the file claims is compared with the bytes there are before it is
// used, nesting is bounded, and so is what compressed data may inflate to. Errors: kInvalidArgument
// where this is no such file, has no variable `name`, or is damaged or cut short.
Result<MatValue> read_mat_variable(std::span<const uint8_t> file, std::string_view name);

// A struct array has elements, and so has a cell array of structs: writers of MAT files that are
// not MATLAB confuse the two. Valid as long as the array that it comes from.
class MatElement {
 public:
  MatElement(const MatValue& array, size_t index) : array_(&array), index_(index) {}
  // Null where there is no such field.
  [[nodiscard]] const MatValue* field(std::string_view name) const;

 private:
  const MatValue* array_;
  size_t index_;
};

// All structs of an array, in order; none where it has none.
std::vector<MatElement> elements_of(const MatValue& array);

// All texts of a character array or of a cell array of them.
std::vector<std::string> strings_of(const MatValue& array);

// All numbers of a numeric array, or of a cell array of them.
std::vector<double> numbers_of(const MatValue& array);

}  // namespace selinet::cli
