// Typed views over the tables of TensorFlow Lite's FlatBuffer schema, version 3.
//
// Written by hand from the schema's facts (field numbers, types, defaults) and limited to what the
// reader asks for: a generated header would bring 200 operators and a code generator to pin. Each
// view verifies its own fields; a field that is absent reads as the schema's default.
#pragma once

#include <cstdint>

#include "flatbuffers/flatbuffers.h"

// FlatBuffers' verifier calls a method named Verify.
// NOLINTBEGIN(readability-identifier-naming)

namespace selinet::nn::schema {

using flatbuffers::Offset;
using flatbuffers::String;
using flatbuffers::Vector;
using flatbuffers::Verifier;

// "TFL3", at byte 4 of every file.
inline constexpr char kIdentifier[] = "TFL3";

// Base of the views: reads fields by their number in the schema.
class View : protected flatbuffers::Table {
 protected:
  // Tables keep one 16-bit slot a field, after two slots of the table's own.
  static constexpr flatbuffers::voffset_t slot(int field) {
    return static_cast<flatbuffers::voffset_t>(4 + 2 * field);
  }
  template <typename T>
  [[nodiscard]] T scalar(int field, T fallback) const {
    return GetField<T>(slot(field), fallback);
  }
  template <typename T>
  [[nodiscard]] const T* pointer(int field) const {
    return GetPointer<const T*>(slot(field));
  }

  bool begin(Verifier& verifier) const { return VerifyTableStart(verifier); }
  static bool end(Verifier& verifier) { return verifier.EndTable(); }
  template <typename T>
  bool check_scalar(Verifier& verifier, int field) const {
    return VerifyField<T>(verifier, slot(field), sizeof(T));
  }
  template <typename T>
  bool check_vector(Verifier& verifier, int field) const {
    return VerifyOffset(verifier, slot(field)) && verifier.VerifyVector(pointer<Vector<T>>(field));
  }
  bool check_string(Verifier& verifier, int field) const {
    return VerifyOffset(verifier, slot(field)) && verifier.VerifyString(pointer<String>(field));
  }
  template <typename T>
  bool check_table(Verifier& verifier, int field) const {
    return VerifyOffset(verifier, slot(field)) && verifier.VerifyTable(pointer<T>(field));
  }
  template <typename T>
  bool check_tables(Verifier& verifier, int field) const {
    return check_vector<Offset<T>>(verifier, field) &&
           verifier.VerifyVectorOfTables(pointer<Vector<Offset<T>>>(field));
  }
};

// Values of one array that describes a sparse tensor; the union's three tables differ in T only.
template <typename T>
struct IndexVector : View {
  const Vector<T>* values() const { return pointer<Vector<T>>(0); }
  bool Verify(Verifier& v) const { return begin(v) && check_vector<T>(v, 0) && end(v); }
};

// The union SparseIndexVector.
enum class IndexVectorType : uint8_t { kNone = 0, kInt32 = 1, kUint16 = 2, kUint8 = 3 };

struct DimensionMetadata : View {
  int8_t format() const { return scalar<int8_t>(0, 0); }  // 0 dense, 1 compressed sparse row
  int32_t dense_size() const { return scalar<int32_t>(1, 0); }
  IndexVectorType segments_type() const { return IndexVectorType{scalar<uint8_t>(2, 0)}; }
  const void* segments() const { return pointer<void>(3); }
  IndexVectorType indices_type() const { return IndexVectorType{scalar<uint8_t>(4, 0)}; }
  const void* indices() const { return pointer<void>(5); }

  bool Verify(Verifier& v) const {
    return begin(v) && check_scalar<int8_t>(v, 0) && check_scalar<int32_t>(v, 1) &&
           check_scalar<uint8_t>(v, 2) && check_index(v, segments_type(), 3) &&
           check_scalar<uint8_t>(v, 4) && check_index(v, indices_type(), 5) && end(v);
  }

 private:
  bool check_index(Verifier& v, IndexVectorType type, int field) const {
    switch (type) {
      case IndexVectorType::kNone:
        return true;
      case IndexVectorType::kInt32:
        return check_table<IndexVector<int32_t>>(v, field);
      case IndexVectorType::kUint16:
        return check_table<IndexVector<uint16_t>>(v, field);
      case IndexVectorType::kUint8:
        return check_table<IndexVector<uint8_t>>(v, field);
    }
    return false;
  }
};

struct SparsityParameters : View {
  const Vector<int32_t>* traversal_order() const { return pointer<Vector<int32_t>>(0); }
  const Vector<int32_t>* block_map() const { return pointer<Vector<int32_t>>(1); }
  const Vector<Offset<DimensionMetadata>>* dimensions() const {
    return pointer<Vector<Offset<DimensionMetadata>>>(2);
  }
  bool Verify(Verifier& v) const {
    return begin(v) && check_vector<int32_t>(v, 0) && check_vector<int32_t>(v, 1) &&
           check_tables<DimensionMetadata>(v, 2) && end(v);
  }
};

struct QuantizationParameters : View {
  const Vector<float>* scale() const { return pointer<Vector<float>>(2); }
  const Vector<int64_t>* zero_point() const { return pointer<Vector<int64_t>>(3); }
  uint8_t details_type() const { return scalar<uint8_t>(4, 0); }  // 0: per tensor or per channel
  int32_t quantized_dimension() const { return scalar<int32_t>(6, 0); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_vector<float>(v, 2) && check_vector<int64_t>(v, 3) &&
           check_scalar<uint8_t>(v, 4) && check_scalar<int32_t>(v, 6) && end(v);
  }
};

struct Tensor : View {
  const Vector<int32_t>* shape() const { return pointer<Vector<int32_t>>(0); }
  int8_t type() const { return scalar<int8_t>(1, 0); }
  uint32_t buffer() const { return scalar<uint32_t>(2, 0); }
  const String* name() const { return pointer<String>(3); }
  const QuantizationParameters* quantization() const { return pointer<QuantizationParameters>(4); }
  bool is_variable() const { return scalar<uint8_t>(5, 0) != 0; }
  const SparsityParameters* sparsity() const { return pointer<SparsityParameters>(6); }
  // Like shape(), with -1 where a size is known only at run time; mostly absent.
  const Vector<int32_t>* shape_signature() const { return pointer<Vector<int32_t>>(7); }
  uint32_t external_buffer() const { return scalar<uint32_t>(10, 0); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_vector<int32_t>(v, 0) && check_scalar<int8_t>(v, 1) &&
           check_scalar<uint32_t>(v, 2) && check_string(v, 3) &&
           check_table<QuantizationParameters>(v, 4) && check_scalar<uint8_t>(v, 5) &&
           check_table<SparsityParameters>(v, 6) && check_vector<int32_t>(v, 7) &&
           check_scalar<uint32_t>(v, 10) && end(v);
  }
};

struct Buffer : View {
  const Vector<uint8_t>* data() const { return pointer<Vector<uint8_t>>(0); }
  uint64_t offset() const {
    return scalar<uint64_t>(1, 0);
  }  // of data outside the FlatBuffer; 0, 1: none
  uint64_t size() const { return scalar<uint64_t>(2, 0); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_vector<uint8_t>(v, 0) && check_scalar<uint64_t>(v, 1) &&
           check_scalar<uint64_t>(v, 2) && end(v);
  }
};

struct OperatorCode : View {
  // The operator's number; old files have it in the first field, which holds one byte only.
  int32_t builtin_code() const {
    const auto narrow = scalar<int8_t>(0, 0);
    const auto wide = scalar<int32_t>(3, 0);
    return wide < narrow ? int32_t{narrow} : wide;
  }
  const String* custom_code() const { return pointer<String>(1); }
  int32_t version() const { return scalar<int32_t>(2, 1); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_scalar<int8_t>(v, 0) && check_string(v, 1) &&
           check_scalar<int32_t>(v, 2) && check_scalar<int32_t>(v, 3) && end(v);
  }
};

// Which table an operator's options are: the union BuiltinOptions, as far as we read it.
enum class OptionsType : uint8_t {
  kNone = 0,
  kConv2D = 1,
  kDepthwiseConv2D = 2,
  kPool2D = 5,
  kFullyConnected = 8,
  kSoftmax = 9,
  kConcatenation = 10,
  kAdd = 11,
  kResizeBilinear = 15,
  kMul = 21,
  kReducer = 27,
  kSub = 28,
  kTransposeConv = 49,
  kLeakyRelu = 75,
  kDepthToSpace = 94,
};

// Any operator's options: tables of scalars, so one view reads them all and the operator's reader
// knows the field numbers.
struct Options : View {
  template <typename T>
  [[nodiscard]] T field(int number, T fallback) const {
    return scalar<T>(number, fallback);
  }

  // Checks the fields that the table of that type has. Types that are not listed are never read, so
  // their table's frame is enough.
  bool verify_as(Verifier& v, OptionsType type) const {
    if (!begin(v)) return false;
    int number = 0;
    for (const char* width = layout(type); *width != '\0'; ++width, ++number) {
      const bool sound =
          *width == '1' ? check_scalar<int8_t>(v, number) : check_scalar<int32_t>(v, number);
      if (!sound) return false;
    }
    return end(v);
  }

 private:
  // One digit a field: its width in bytes (all 4-byte fields, float or integer, are checked alike).
  static const char* layout(OptionsType type) {
    switch (type) {
      case OptionsType::kConv2D:
        return "144144";
      case OptionsType::kDepthwiseConv2D:
        return "1444144";
      case OptionsType::kPool2D:
        return "144441";
      case OptionsType::kFullyConnected:
        return "111";
      case OptionsType::kSoftmax:
      case OptionsType::kLeakyRelu:
      case OptionsType::kDepthToSpace:
        return "4";
      case OptionsType::kConcatenation:
        return "41";
      case OptionsType::kAdd:
      case OptionsType::kMul:
      case OptionsType::kSub:
      case OptionsType::kReducer:
        return "1";
      case OptionsType::kResizeBilinear:
        return "4411";
      case OptionsType::kTransposeConv:
        return "1441";
      case OptionsType::kNone:
        break;
    }
    return "";
  }
};

struct Operator : View {
  uint32_t opcode_index() const { return scalar<uint32_t>(0, 0); }
  const Vector<int32_t>* inputs() const { return pointer<Vector<int32_t>>(1); }
  const Vector<int32_t>* outputs() const { return pointer<Vector<int32_t>>(2); }
  OptionsType options_type() const { return OptionsType{scalar<uint8_t>(3, 0)}; }
  const Options* options() const { return pointer<Options>(4); }
  const Vector<uint8_t>* custom_options() const { return pointer<Vector<uint8_t>>(5); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_scalar<uint32_t>(v, 0) && check_vector<int32_t>(v, 1) &&
           check_vector<int32_t>(v, 2) && check_scalar<uint8_t>(v, 3) && check_options(v) &&
           check_vector<uint8_t>(v, 5) && end(v);
  }

 private:
  bool check_options(Verifier& v) const {
    return VerifyOffset(v, slot(4)) &&
           (options() == nullptr || options()->verify_as(v, options_type()));
  }
};

struct SubGraph : View {
  const Vector<Offset<Tensor>>* tensors() const { return pointer<Vector<Offset<Tensor>>>(0); }
  const Vector<int32_t>* inputs() const { return pointer<Vector<int32_t>>(1); }
  const Vector<int32_t>* outputs() const { return pointer<Vector<int32_t>>(2); }
  const Vector<Offset<Operator>>* operators() const { return pointer<Vector<Offset<Operator>>>(3); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_tables<Tensor>(v, 0) && check_vector<int32_t>(v, 1) &&
           check_vector<int32_t>(v, 2) && check_tables<Operator>(v, 3) && end(v);
  }
};

struct Model : View {
  uint32_t version() const { return scalar<uint32_t>(0, 0); }
  const Vector<Offset<OperatorCode>>* operator_codes() const {
    return pointer<Vector<Offset<OperatorCode>>>(1);
  }
  const Vector<Offset<SubGraph>>* subgraphs() const { return pointer<Vector<Offset<SubGraph>>>(2); }
  const Vector<Offset<Buffer>>* buffers() const { return pointer<Vector<Offset<Buffer>>>(4); }
  bool Verify(Verifier& v) const {
    return begin(v) && check_scalar<uint32_t>(v, 0) && check_tables<OperatorCode>(v, 1) &&
           check_tables<SubGraph>(v, 2) && check_tables<Buffer>(v, 4) && end(v);
  }
};

}  // namespace selinet::nn::schema

// NOLINTEND(readability-identifier-naming)
