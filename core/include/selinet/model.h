// A neural network in a .tflite file, run by XNNPACK.
//
// The file is TensorFlow Lite's FlatBuffer (schema version 3), verified before use; its graph is
// translated once into an XNNPACK subgraph. Only networks with static shapes and one subgraph.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "selinet/error.h"

namespace selinet {

enum class ElementType : int32_t { kFloat32 = 0, kInt8 = 1 };

// An input or an output of a model.
struct TensorInfo {
  std::string name;
  ElementType type = ElementType::kFloat32;
  std::vector<int32_t> shape;  // as in the file, batch first, channels last
  float scale = 1.0F;          // int8 only: real = scale * (stored - zero_point)
  int32_t zero_point = 0;
  [[nodiscard]] size_t elements() const;
};

struct ModelOptions {
  std::string name;  // names the file in errors: "fusion.tflite"
};

// Owns the runtime, its packed weights, and the buffers of inputs and outputs. Not thread-safe: one
// caller at a time; separate Models are independent. Movable, not copyable.
class Model {
 public:
  // Reads `file` only during the call. Errors: kCorruptModel (not a sound .tflite file: what is
  // wrong and where), kUnsupportedOperator (names the operator, its version or type, and the
  // tensor), kOutOfMemory.
  static Result<Model> load(std::span<const uint8_t> file, const ModelOptions& options);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  [[nodiscard]] const std::vector<TensorInfo>& inputs() const;
  [[nodiscard]] const std::vector<TensorInfo>& outputs() const;

  // The buffer of input `index`, to be filled before run(): inputs()[index].elements() values,
  // owned by the model, valid as long as it lives. The float form is empty for an int8 tensor and
  // vice versa.
  std::span<float> input(size_t index);
  std::span<int8_t> input_int8(size_t index);

  // Computes all outputs from the inputs. Errors: kInternal where XNNPACK refuses to run.
  Status run();

  // Results of the last run(); zeros before the first. Ownership as input().
  [[nodiscard]] std::span<const float> output(size_t index) const;
  [[nodiscard]] std::span<const int8_t> output_int8(size_t index) const;

 private:
  struct State;
  explicit Model(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace selinet
