// Rewrites of a Graph before it is built. Each leaves the results as they are.
#pragma once

#include "graph.h"

namespace selinet::nn {

// Computes DENSIFY of sparse constants and DEQUANTIZE of constants (fp16 and int8 weights): such
// operators are removed and their outputs become float constants. Errors: kCorruptModel,
// kUnsupportedOperator, kOutOfMemory.
Status fold_constants(Graph& graph);

// Moves RELU, RELU6 and RELU_N1_TO_1 into the operator before them where nothing else reads
// between.
void fuse_activations(Graph& graph);

// Removes operators whose results nobody reads. XNNPACK removes only the last of a chain of such.
void remove_unused(Graph& graph);

// The dense values of a sparse constant, `element_bytes` wide each, in the order of its shape.
// Errors: kCorruptModel, kOutOfMemory.
Result<std::vector<uint8_t>> densify(const Graph& graph, int32_t tensor_index,
                                     size_t element_bytes);

// An IEEE 754 half as a float: exact.
float half_to_float(uint16_t half);

}  // namespace selinet::nn
