#include "nn_reference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace selinet::test {
namespace {

// Where a value of a 4-dimensional array lies.
size_t offset(const Array& array, int n, int y, int x, int c) {
  const Shape& s = array.shape;
  const int flat = ((n * s[1] + y) * s[2] + x) * s[3] + c;
  return static_cast<size_t>(flat);
}

float at(const Array& array, int n, int y, int x, int c) {
  return array.values[offset(array, n, y, x, c)];
}

float& at(Array& array, int n, int y, int x, int c) {
  return array.values[offset(array, n, y, x, c)];
}

Array zeros(Shape shape) {
  Array result{std::move(shape), {}};
  result.values.assign(count(result.shape), 0.0F);
  return result;
}

struct Axis {
  int size;
  int before;
};

Axis axis_of(int input, int window, int stride, int dilation, bool same) {
  const int reach = (window - 1) * dilation + 1;
  if (!same) return {(input - reach) / stride + 1, 0};
  const int size = (input + stride - 1) / stride;
  return {size, std::max(0, (size - 1) * stride + reach - input) / 2};
}

// Calls visit(n, y, x) for each output pixel and inside it visit's own loop over taps: the shared
// part of everything that slides a window.
struct Sliding {
  Axis rows, columns;
  const Window& window;
  Sliding(const Array& input, int height, int width, const Window& w)
      : rows(axis_of(input.shape[1], height, w.stride_height, w.dilation_height, w.same)),
        columns(axis_of(input.shape[2], width, w.stride_width, w.dilation_width, w.same)),
        window(w) {}
  int row(int y, int ky) const {
    return y * window.stride_height + ky * window.dilation_height - rows.before;
  }
  int column(int x, int kx) const {
    return x * window.stride_width + kx * window.dilation_width - columns.before;
  }
};

bool inside(const Array& input, int y, int x) {
  return y >= 0 && x >= 0 && y < input.shape[1] && x < input.shape[2];
}

// Every index of a shape, in order.
template <typename Visit>
void each_index(const Shape& shape, Visit visit) {
  std::vector<int> index(shape.size(), 0);
  for (size_t i = 0; i < count(shape); ++i) {
    visit(index, i);
    for (size_t axis = shape.size(); axis-- > 0;) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
}

// The position in a broadcast operand that an index of the result falls on.
size_t position(const Shape& shape, const std::vector<int>& index) {
  size_t result = 0;
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    const int at_axis = index[index.size() - shape.size() + axis];
    result = result * static_cast<size_t>(shape[axis]) +
             static_cast<size_t>(shape[axis] == 1 ? 0 : at_axis);
  }
  return result;
}

}  // namespace

Array random_array(Shape shape, uint32_t seed) {
  const size_t size = count(shape);
  return {std::move(shape), random_values(size, seed)};
}

Array activated(Array array, int activation) {
  const float infinity = std::numeric_limits<float>::infinity();
  const float low = activation == 0 ? -infinity : activation == 2 ? -1.0F : 0.0F;
  const float high = activation == 2 ? 1.0F : activation == 3 ? 6.0F : infinity;
  for (float& value : array.values) value = std::clamp(value, low, high);
  return array;
}

Array naive_convolution(const Array& input, const Array& filter, const Values& bias,
                        const Window& window) {
  const Sliding slide(input, filter.shape[1], filter.shape[2], window);
  const int per_group = filter.shape[3];
  const int groups = input.shape[3] / per_group;
  Array result = zeros({input.shape[0], slide.rows.size, slide.columns.size, filter.shape[0]});
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    const int first = i[3] / (filter.shape[0] / groups) * per_group;
    double sum = bias.empty() ? 0.0 : bias[static_cast<size_t>(i[3])];
    for (int ky = 0; ky < filter.shape[1]; ++ky) {
      for (int kx = 0; kx < filter.shape[2]; ++kx) {
        const int y = slide.row(i[1], ky);
        const int x = slide.column(i[2], kx);
        if (!inside(input, y, x)) continue;
        for (int c = 0; c < per_group; ++c) {
          sum += double{at(input, i[0], y, x, first + c)} * at(filter, i[3], ky, kx, c);
        }
      }
    }
    result.values[flat] = static_cast<float>(sum);
  });
  return activated(result, window.activation);
}

Array naive_depthwise(const Array& input, const Array& filter, const Values& bias,
                      const Window& window) {
  const Sliding slide(input, filter.shape[1], filter.shape[2], window);
  const int multiplier = filter.shape[3] / input.shape[3];
  Array result = zeros({input.shape[0], slide.rows.size, slide.columns.size, filter.shape[3]});
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    double sum = bias.empty() ? 0.0 : bias[static_cast<size_t>(i[3])];
    for (int ky = 0; ky < filter.shape[1]; ++ky) {
      for (int kx = 0; kx < filter.shape[2]; ++kx) {
        const int y = slide.row(i[1], ky);
        const int x = slide.column(i[2], kx);
        if (inside(input, y, x))
          sum += double{at(input, i[0], y, x, i[3] / multiplier)} * at(filter, 0, ky, kx, i[3]);
      }
    }
    result.values[flat] = static_cast<float>(sum);
  });
  return activated(result, window.activation);
}

Array naive_transposed(const Array& input, const Array& filter, const Values& bias,
                       const Window& window, const Shape& output_shape) {
  Array result = zeros(output_shape);
  // The padding is that of the convolution that leads from the output back to the input.
  const Axis rows = axis_of(output_shape[1], filter.shape[1], window.stride_height, 1, window.same);
  const Axis columns =
      axis_of(output_shape[2], filter.shape[2], window.stride_width, 1, window.same);
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    result.values[flat] = bias.empty() ? 0.0F : bias[static_cast<size_t>(i[3])];
  });
  each_index(input.shape, [&](const std::vector<int>& i, size_t flat) {
    for (int ky = 0; ky < filter.shape[1]; ++ky) {
      for (int kx = 0; kx < filter.shape[2]; ++kx) {
        const int y = i[1] * window.stride_height + ky - rows.before;
        const int x = i[2] * window.stride_width + kx - columns.before;
        if (!inside(result, y, x)) continue;
        for (int c = 0; c < output_shape[3]; ++c) {
          at(result, i[0], y, x, c) += input.values[flat] * at(filter, c, ky, kx, i[3]);
        }
      }
    }
  });
  return activated(result, window.activation);
}

Array naive_pool(const Array& input, int height, int width, const Window& window, bool average) {
  const Sliding slide(input, height, width, window);
  Array result = zeros({input.shape[0], slide.rows.size, slide.columns.size, input.shape[3]});
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    double sum = 0;
    float largest = -std::numeric_limits<float>::infinity();
    int pixels = 0;
    for (int ky = 0; ky < height; ++ky) {
      for (int kx = 0; kx < width; ++kx) {
        const int y = slide.row(i[1], ky);
        const int x = slide.column(i[2], kx);
        if (!inside(input, y, x)) continue;
        sum += at(input, i[0], y, x, i[3]);
        largest = std::max(largest, at(input, i[0], y, x, i[3]));
        ++pixels;
      }
    }
    result.values[flat] = average ? static_cast<float>(sum / pixels) : largest;
  });
  return activated(result, window.activation);
}

Array naive_fully_connected(const Array& input, const Array& weights, const Values& bias) {
  const auto width = static_cast<size_t>(weights.shape[1]);
  const auto rows = static_cast<int32_t>(input.values.size() / width);
  Array result = zeros({rows, weights.shape[0]});
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    double sum = bias.empty() ? 0.0 : bias[static_cast<size_t>(i[1])];
    for (size_t k = 0; k < width; ++k) {
      sum += double{input.values[static_cast<size_t>(i[0]) * width + k]} *
             weights.values[static_cast<size_t>(i[1]) * width + k];
    }
    result.values[flat] = static_cast<float>(sum);
  });
  return result;
}

Array naive_mean(const Array& input, const std::vector<int>& axes) {
  Shape shape = input.shape;
  for (const int axis : axes) shape[static_cast<size_t>(axis)] = 1;
  Array result = zeros(shape);
  std::vector<double> sums(result.values.size(), 0.0);
  each_index(input.shape, [&](const std::vector<int>& i, size_t flat) {
    sums[position(shape, i)] += input.values[flat];
  });
  const double share =
      static_cast<double>(result.values.size()) / static_cast<double>(input.values.size());
  for (size_t i = 0; i < sums.size(); ++i) result.values[i] = static_cast<float>(sums[i] * share);
  return result;
}

Array naive_binary(const Array& a, const Array& b, char op) {
  Shape shape(std::max(a.shape.size(), b.shape.size()), 1);
  for (const Array* operand : {&a, &b}) {
    for (size_t i = 0; i < operand->shape.size(); ++i) {
      int32_t& size = shape[shape.size() - 1 - i];
      size = std::max(size, operand->shape[operand->shape.size() - 1 - i]);
    }
  }
  Array result = zeros(shape);
  each_index(shape, [&](const std::vector<int>& i, size_t flat) {
    const float x = a.values[position(a.shape, i)];
    const float y = b.values[position(b.shape, i)];
    result.values[flat] = op == '+'   ? x + y
                          : op == '-' ? x - y
                          : op == '*' ? x * y
                          : x < 0     ? x * y
                                      : x;
  });
  return result;
}

Array naive_resize(const Array& input, int height, int width, bool align_corners,
                   bool half_pixel_centers) {
  Array result = zeros({input.shape[0], height, width, input.shape[3]});
  const auto source = [&](int i, int from, int to) {
    double scale = static_cast<double>(from) / to;
    if (align_corners && to > 1) scale = static_cast<double>(from - 1) / (to - 1);
    return half_pixel_centers ? (i + 0.5) * scale - 0.5 : i * scale;
  };
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    const double y = std::clamp(source(i[1], input.shape[1], height), 0.0, input.shape[1] - 1.0);
    const double x = std::clamp(source(i[2], input.shape[2], width), 0.0, input.shape[2] - 1.0);
    const int top = static_cast<int>(y);
    const int left = static_cast<int>(x);
    const int bottom = std::min(top + 1, input.shape[1] - 1);
    const int right = std::min(left + 1, input.shape[2] - 1);
    const double above = at(input, i[0], top, left, i[3]) * (1 - (x - left)) +
                         at(input, i[0], top, right, i[3]) * (x - left);
    const double below = at(input, i[0], bottom, left, i[3]) * (1 - (x - left)) +
                         at(input, i[0], bottom, right, i[3]) * (x - left);
    result.values[flat] = static_cast<float>(above * (1 - (y - top)) + below * (y - top));
  });
  return result;
}

Array naive_pad(const Array& input, const std::vector<int>& before, const std::vector<int>& after) {
  Shape shape = input.shape;
  for (size_t i = 0; i < shape.size(); ++i) shape[i] += before[i] + after[i];
  Array result = zeros(shape);
  each_index(input.shape, [&](std::vector<int> i, size_t flat) {
    for (size_t axis = 0; axis < i.size(); ++axis) i[axis] += before[axis];
    result.values[position(shape, i)] = input.values[flat];
  });
  return result;
}

Array naive_concatenation(const std::vector<Array>& inputs, int axis) {
  const auto along = static_cast<size_t>(axis);
  Shape shape = inputs[0].shape;
  shape[along] = 0;
  for (const Array& input : inputs) shape[along] += input.shape[along];
  Array result = zeros(shape);
  int offset = 0;
  for (const Array& input : inputs) {
    each_index(input.shape, [&](std::vector<int> i, size_t flat) {
      i[along] += offset;
      size_t to = 0;
      for (size_t a = 0; a < i.size(); ++a)
        to = to * static_cast<size_t>(shape[a]) + static_cast<size_t>(i[a]);
      result.values[to] = input.values[flat];
    });
    offset += input.shape[along];
  }
  return result;
}

Array naive_depth_to_space(const Array& input, int block) {
  const int channels = input.shape[3] / (block * block);
  Array result = zeros({input.shape[0], input.shape[1] * block, input.shape[2] * block, channels});
  each_index(result.shape, [&](const std::vector<int>& i, size_t flat) {
    const int channel = (i[1] % block * block + i[2] % block) * channels + i[3];
    result.values[flat] = at(input, i[0], i[1] / block, i[2] / block, channel);
  });
  return result;
}

}  // namespace selinet::test
