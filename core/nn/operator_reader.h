// From the file's operator tables to Operators: which are supported, and what their options mean.
#pragma once

#include "graph.h"
#include "tflite_schema.h"

namespace selinet::nn {

// Fills kind, name, version, clamp and options of `op`, whose index, inputs and outputs are set.
// Inputs are put into a uniform order where the file's varies: a transposed convolution has input,
// weights, bias. Checks how many inputs and outputs there are, not what they are. `graph` names
// tensors in errors. Errors: kCorruptModel, kUnsupportedOperator.
Status read_operator(const schema::OperatorCode& code, const schema::Operator& source,
                     const Graph& graph, Operator& op);

// TensorFlow Lite's spelling of a builtin operator: "CONV_2D"; null for a number without a name.
const char* builtin_operator_name(int32_t code);

}  // namespace selinet::nn
