// Naive implementations of the operators, straight from TensorFlow's definitions: what the engine's
// results are compared with. Loops over NHWC, sums in double.
#pragma once

#include <vector>

#include "nn_model_writer.h"
#include "nn_run.h"

namespace selinet::test {

struct Array {
  Shape shape;
  Values values;
};

Array random_array(Shape shape, uint32_t seed);
// Clamped by a fused activation's number: 0 none, 1 RELU, 2 RELU_N1_TO_1, 3 RELU6.
Array activated(Array array, int activation);

// Filter [out, height, width, in / groups]; `bias` may be empty.
Array naive_convolution(const Array& input, const Array& filter, const Values& bias,
                        const Window& window);
// Filter [1, height, width, in * multiplier].
Array naive_depthwise(const Array& input, const Array& filter, const Values& bias,
                      const Window& window);
// Filter [out, height, width, in]; scatters each input pixel over the output.
Array naive_transposed(const Array& input, const Array& filter, const Values& bias,
                       const Window& window, const Shape& output_shape);
Array naive_pool(const Array& input, int height, int width, const Window& window, bool average);
Array naive_fully_connected(const Array& input, const Array& weights, const Values& bias);
// Over a set of axes, keeping them as 1.
Array naive_mean(const Array& input, const std::vector<int>& axes);
// `op` is '+', '-', '*' or 'p' (PRELU); shapes broadcast from the right.
Array naive_binary(const Array& a, const Array& b, char op);
Array naive_resize(const Array& input, int height, int width, bool align_corners,
                   bool half_pixel_centers);
Array naive_pad(const Array& input, const std::vector<int>& before, const std::vector<int>& after);
Array naive_concatenation(const std::vector<Array>& inputs, int axis);
Array naive_depth_to_space(const Array& input, int block);

}  // namespace selinet::test
