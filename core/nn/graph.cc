// The graph's words: how tensors and operators are named in errors.
#include "graph.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace selinet::nn {

Clamp Clamp::unbounded() {
  return {-std::numeric_limits<float>::infinity(), std::numeric_limits<float>::infinity()};
}

bool Clamp::none() const { return std::isinf(low) && std::isinf(high); }

std::string to_string(const Shape& shape) {
  if (shape.empty()) return "scalar";
  std::string text;
  for (const int32_t size : shape) {
    if (!text.empty()) text += 'x';
    text += std::to_string(size);
  }
  return text;
}

std::string Graph::describe(int32_t tensor_index) const {
  return "tensor " + std::to_string(tensor_index) + " (\"" + tensor(tensor_index).name + "\")";
}

std::string Graph::describe(const Operator& op) const {
  std::string text = "operator " + std::to_string(op.index) + ", " + op.name + " version " +
                     std::to_string(op.version);
  if (!op.outputs.empty()) text += " (output \"" + tensor(op.outputs[0]).name + "\")";
  return text;
}

Error Graph::corrupt(const std::string& what) const {
  return {ErrorCode::kCorruptModel, file_name + " is not a sound model file: " + what + ".", {}};
}

Error Graph::corrupt(const Operator& op, const std::string& what) const {
  return corrupt(describe(op) + ": " + what);
}

Error Graph::unsupported(const Operator& op, const std::string& what) const {
  return {ErrorCode::kUnsupportedOperator,
          file_name + " cannot be run here: " + describe(op) + ": " + what + ".",
          {}};
}

int32_t constant_int(const Tensor& tensor, size_t index) {
  int32_t value = 0;
  std::memcpy(&value, tensor.constant.data() + index * sizeof value, sizeof value);
  return value;
}

}  // namespace selinet::nn
