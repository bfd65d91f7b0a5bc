// Errors as values. Nothing in the library throws or prints: whatever can fail on user data returns
// a Status or a Result, and the caller decides what to show.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace selinet {

// The numbers are part of the C ABI: append, never renumber.
enum class ErrorCode : int32_t {
  kOk = 0,
  kInvalidArgument = 1,       // a caller's mistake: null pointer, size of zero, unknown option
  kEmptyFile = 2,             // the photo has no bytes
  kUnsupportedFormat = 3,     // not a picture, or a picture format that this decoder does not read
  kCorruptImage = 4,          // the header or the data contradict themselves
  kTruncatedImage = 5,        // the file ends before its picture does
  kImageTooLarge = 6,         // more pixels or bytes than the limits allow
  kOutOfMemory = 7,           // an allocation of bounded size failed all the same
  kInvalidManifest = 8,       // manifest.json is not what its schema says
  kMissingModel = 9,          // a file that the manifest names was not given, or a role has no file
  kModelHashMismatch = 10,    // right size, other bytes
  kCorruptModel = 11,         // wrong size, or not a sound .tflite file
  kUnsupportedOperator = 12,  // an operator, tensor type or version outside the supported set
  kWrongState = 13,           // a call out of order, for example step before begin
  kInternal = 14,             // a defect of this library; please report it
};

// The code's stable spelling, as in reports and in the JavaScript module: "truncated-image".
// Never null; "internal" for a number that is no ErrorCode.
const char* error_code_name(ErrorCode code);

// What went wrong, for a person and for a program.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // one English sentence: what was wrong and what to do
  std::string detail;   // the technical particulars (offsets, names, sizes); may be empty
};

// A value or an Error. Ask ok() first: value() of a failed Result is a programming error.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that functions can `return value;` and `return Error{...};`.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return value_.has_value(); }
  [[nodiscard]] T& value() {
    assert(ok());
    return *value_;
  }
  [[nodiscard]] const T& value() const {
    assert(ok());
    return *value_;
  }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  std::optional<T> value_;
  Error error_{ErrorCode::kOk, {}, {}};
};

// Success, or an Error.
class [[nodiscard]] Status {
 public:
  Status() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): so that functions can `return Error{...};`
  Status(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return error_.code == ErrorCode::kOk; }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  Error error_{ErrorCode::kOk, {}, {}};
};

}  // namespace selinet
