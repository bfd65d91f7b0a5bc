// What is supported, in one table: an operator outside it is refused by its name.
#include "operator_reader.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace selinet::nn {
namespace {

using schema::OptionsType;

constexpr int32_t kCustomCode = 32;

struct Supported {
  int32_t code;
  OperatorKind kind;
  int32_t newest;  // the last version whose meaning is known here
  size_t inputs_at_least;
  size_t inputs_at_most;  // absent optional ones included
  OptionsType options;    // kNone: has none that matter
};

constexpr size_t kAnyNumber = 1024;

constexpr Supported kSupported[] = {
    {0, OperatorKind::kAdd, 5, 2, 2, OptionsType::kAdd},
    {1, OperatorKind::kAveragePool2D, 3, 1, 1, OptionsType::kPool2D},
    {2, OperatorKind::kConcatenation, 5, 1, kAnyNumber, OptionsType::kConcatenation},
    {3, OperatorKind::kConv2D, 10, 2, 3, OptionsType::kConv2D},
    {4, OperatorKind::kDepthwiseConv2D, 7, 2, 3, OptionsType::kDepthwiseConv2D},
    {5, OperatorKind::kDepthToSpace, 2, 1, 1, OptionsType::kDepthToSpace},
    {6, OperatorKind::kDequantize, 6, 1, 1, OptionsType::kNone},
    {9, OperatorKind::kFullyConnected, 14, 2, 3, OptionsType::kFullyConnected},
    {14, OperatorKind::kLogistic, 3, 1, 1, OptionsType::kNone},
    {17, OperatorKind::kMaxPool2D, 3, 1, 1, OptionsType::kPool2D},
    {18, OperatorKind::kMul, 7, 2, 2, OptionsType::kMul},
    {19, OperatorKind::kRelu, 3, 1, 1, OptionsType::kNone},
    {20, OperatorKind::kReluN1To1, 1, 1, 1, OptionsType::kNone},
    {21, OperatorKind::kRelu6, 3, 1, 1, OptionsType::kNone},
    {22, OperatorKind::kReshape, 1, 1, 2, OptionsType::kNone},
    {23, OperatorKind::kResizeBilinear, 4, 2, 2, OptionsType::kResizeBilinear},
    {25, OperatorKind::kSoftmax, 3, 1, 1, OptionsType::kSoftmax},
    {28, OperatorKind::kTanh, 3, 1, 1, OptionsType::kNone},
    {34, OperatorKind::kPad, 4, 2, 2, OptionsType::kNone},
    {40, OperatorKind::kMean, 3, 2, 2, OptionsType::kReducer},
    {41, OperatorKind::kSub, 5, 2, 2, OptionsType::kSub},
    {54, OperatorKind::kPrelu, 2, 2, 2, OptionsType::kNone},
    {67, OperatorKind::kTransposeConv, 5, 3, 4, OptionsType::kTransposeConv},
    {98, OperatorKind::kLeakyRelu, 2, 1, 1, OptionsType::kLeakyRelu},
    {114, OperatorKind::kQuantize, 4, 1, 1, OptionsType::kNone},
    {117, OperatorKind::kHardSwish, 1, 1, 1, OptionsType::kNone},
    {124, OperatorKind::kDensify, 1, 1, 1, OptionsType::kNone},
};

class OperatorReader {
 public:
  OperatorReader(const schema::Operator& source, const Graph& graph, Operator& op)
      : source_(source), graph_(graph), op_(op) {}

  Status builtin(int32_t code);
  Status custom(const flatbuffers::String* name);

 private:
  Status check_counts(size_t at_least, size_t at_most);
  Status read_options(OptionsType type);
  Status read_activation(int field);
  Status read_padding(int8_t code, Padding& padding);
  Status read_convolution(bool dilated, int first_dilation);
  Status read_pool();
  Status positive(std::initializer_list<int32_t> values);
  template <typename T>
  T field(int number, T fallback) const {
    return source_.options() == nullptr ? fallback : source_.options()->field<T>(number, fallback);
  }

  const schema::Operator& source_;
  const Graph& graph_;
  Operator& op_;
};

Status OperatorReader::builtin(int32_t code) {
  const char* name = builtin_operator_name(code);
  op_.name = name != nullptr ? name : "operator number " + std::to_string(code);
  for (const Supported& entry : kSupported) {
    if (entry.code != code) continue;
    op_.kind = entry.kind;
    if (op_.version < 1 || op_.version > entry.newest) {
      return graph_.unsupported(
          op_, "only versions 1 to " + std::to_string(entry.newest) + " are supported");
    }
    if (Status status = check_counts(entry.inputs_at_least, entry.inputs_at_most); !status.ok())
      return status;
    return read_options(entry.options);
  }
  return graph_.unsupported(op_, "the operator is not supported");
}

Status OperatorReader::check_counts(size_t at_least, size_t at_most) {
  if (op_.inputs.size() < at_least || op_.inputs.size() > at_most || op_.outputs.size() != 1) {
    return graph_.corrupt(op_, "it has " + std::to_string(op_.inputs.size()) + " inputs and " +
                                   std::to_string(op_.outputs.size()) + " outputs");
  }
  // Only a bias, always the last, may be absent.
  const bool bias =
      op_.kind == OperatorKind::kConv2D || op_.kind == OperatorKind::kDepthwiseConv2D ||
      op_.kind == OperatorKind::kFullyConnected || op_.kind == OperatorKind::kTransposeConv;
  for (size_t i = 0; i < op_.inputs.size(); ++i) {
    const bool optional = bias && i + 1 == at_most;
    if (op_.inputs[i] == -1 && !optional) {
      return graph_.corrupt(op_, "its input " + std::to_string(i) + " is missing");
    }
  }
  if (op_.kind == OperatorKind::kTransposeConv) {
    // The file's order is output shape, weights, input, bias. The shape is that of the output
    // tensor.
    op_.inputs = {op_.inputs[2], op_.inputs[1], op_.inputs.size() == 4 ? op_.inputs[3] : -1};
  } else if (bias) {
    op_.inputs.resize(3, -1);
  }
  return {};
}

Status OperatorReader::read_options(OptionsType type) {
  // Options may be left out where every field has its default.
  if (type != OptionsType::kNone && source_.options() != nullptr &&
      source_.options_type() != type) {
    return graph_.corrupt(op_, "its options are those of another operator");
  }
  switch (op_.kind) {
    case OperatorKind::kAdd:
    case OperatorKind::kSub:
    case OperatorKind::kMul:
      return read_activation(0);
    case OperatorKind::kConv2D:
      if (Status status = read_activation(3); !status.ok()) return status;
      return read_convolution(true, 4);
    case OperatorKind::kDepthwiseConv2D:
      if (Status status = read_activation(4); !status.ok()) return status;
      return read_convolution(true, 5);
    case OperatorKind::kTransposeConv:
      if (Status status = read_activation(3); !status.ok()) return status;
      return read_convolution(false, 0);
    case OperatorKind::kAveragePool2D:
    case OperatorKind::kMaxPool2D:
      return read_pool();
    case OperatorKind::kFullyConnected:
      if (field<int8_t>(1, 0) != 0) return graph_.unsupported(op_, "its weights are shuffled");
      op_.options = FullyConnectedOptions{field<int8_t>(2, 0) != 0};
      return read_activation(0);
    case OperatorKind::kMean:
      op_.options = MeanOptions{field<int8_t>(0, 0) != 0};
      return {};
    case OperatorKind::kResizeBilinear: {
      const ResizeOptions options{field<int8_t>(2, 0) != 0, field<int8_t>(3, 0) != 0};
      if (options.align_corners && options.half_pixel_centers) {
        return graph_.corrupt(op_, "aligned corners and half-pixel centres exclude each other");
      }
      op_.options = options;
      return {};
    }
    case OperatorKind::kConcatenation:
      op_.options = ConcatenationOptions{field<int32_t>(0, 0)};
      return read_activation(1);
    case OperatorKind::kSoftmax:
      if (field<float>(0, 0.0F) != 1.0F) return graph_.unsupported(op_, "its beta is not 1");
      return {};
    case OperatorKind::kDepthToSpace:
      op_.options = DepthToSpaceOptions{field<int32_t>(0, 0)};
      return positive({field<int32_t>(0, 0)});
    case OperatorKind::kLeakyRelu: {
      const float alpha = field<float>(0, 0.0F);
      if (!std::isfinite(alpha)) return graph_.corrupt(op_, "its slope is not a number");
      op_.options = LeakyReluOptions{alpha};
      return {};
    }
    default:
      return {};
  }
}

Status OperatorReader::read_activation(int field_number) {
  const auto code = field<int8_t>(field_number, 0);
  switch (code) {
    case 0:
      return {};
    case 1:
      op_.clamp = {0.0F, std::numeric_limits<float>::infinity()};
      return {};
    case 2:
      op_.clamp = {-1.0F, 1.0F};
      return {};
    case 3:
      op_.clamp = {0.0F, 6.0F};
      return {};
    case 4:
      return graph_.unsupported(op_, "the fused activation TANH is not supported");
    default:
      return graph_.unsupported(
          op_, "the fused activation number " + std::to_string(code) + " is not supported");
  }
}

Status OperatorReader::read_padding(int8_t code, Padding& padding) {
  if (code != 0 && code != 1) {
    return graph_.corrupt(op_, "its padding is number " + std::to_string(code));
  }
  padding = code == 0 ? Padding::kSame : Padding::kValid;
  return {};
}

// Strides, dilations and windows. The bound keeps products of two of them within 32 bits.
Status OperatorReader::positive(std::initializer_list<int32_t> values) {
  for (const int32_t value : values) {
    if (value < 1 || value > 4096) {
      return graph_.corrupt(op_, "a stride, dilation, window or block of " + std::to_string(value) +
                                     " is not between 1 and 4096");
    }
  }
  return {};
}

Status OperatorReader::read_convolution(bool dilated, int first_dilation) {
  ConvolutionOptions options;
  if (Status status = read_padding(field<int8_t>(0, 0), options.padding); !status.ok())
    return status;
  options.stride_width = field<int32_t>(1, 0);
  options.stride_height = field<int32_t>(2, 0);
  if (dilated) {
    options.dilation_width = field<int32_t>(first_dilation, 1);
    options.dilation_height = field<int32_t>(first_dilation + 1, 1);
  }
  op_.options = options;
  return positive({options.stride_width, options.stride_height, options.dilation_width,
                   options.dilation_height});
}

Status OperatorReader::read_pool() {
  PoolOptions options;
  if (Status status = read_padding(field<int8_t>(0, 0), options.padding); !status.ok())
    return status;
  options.stride_width = field<int32_t>(1, 0);
  options.stride_height = field<int32_t>(2, 0);
  options.width = field<int32_t>(3, 0);
  options.height = field<int32_t>(4, 0);
  op_.options = options;
  if (Status status =
          positive({options.stride_width, options.stride_height, options.width, options.height});
      !status.ok()) {
    return status;
  }
  return read_activation(5);
}

// MediaPipe's Convolution2DTransposeBias: a transposed convolution with a bias, from before the
// builtin one had any. Its inputs are input, weights, bias; its options the C struct {padding (1
// same, 2 valid), stride width, stride height}.
Status OperatorReader::custom(const flatbuffers::String* name) {
  const std::string text = name == nullptr ? "" : name->str().substr(0, 80);
  op_.name = "CUSTOM " + text;
  for (char& c : op_.name) {
    if (c < ' ' || c > '~') c = '?';
  }
  if (text != "Convolution2DTransposeBias") {
    return graph_.unsupported(op_, "the custom operator is not supported");
  }
  if (op_.version != 1) return graph_.unsupported(op_, "only version 1 is supported");
  op_.kind = OperatorKind::kTransposeConv;
  int32_t values[3] = {};
  const auto* bytes = source_.custom_options();
  if (op_.inputs.size() != 3 || op_.outputs.size() != 1 || bytes == nullptr ||
      bytes->size() < sizeof values) {
    return graph_.corrupt(op_, "it needs 3 inputs, 1 output and 12 bytes of options");
  }
  for (const int32_t input : op_.inputs) {
    if (input < 0) return graph_.corrupt(op_, "one of its inputs is missing");
  }
  std::memcpy(values, bytes->data(), sizeof values);
  if (values[0] != 1 && values[0] != 2) {
    return graph_.corrupt(op_, "its padding is number " + std::to_string(values[0]));
  }
  ConvolutionOptions options;
  options.padding = values[0] == 1 ? Padding::kSame : Padding::kValid;
  options.stride_width = values[1];
  options.stride_height = values[2];
  op_.options = options;
  return positive({options.stride_width, options.stride_height});
}

}  // namespace

Status read_operator(const schema::OperatorCode& code, const schema::Operator& source,
                     const Graph& graph, Operator& op) {
  op.version = code.version();
  OperatorReader reader(source, graph, op);
  const bool custom = code.builtin_code() == kCustomCode;
  return custom ? reader.custom(code.custom_code()) : reader.builtin(code.builtin_code());
}

}  // namespace selinet::nn
