// Rows first: adding whole source rows, weighted, is the part that touches every source pixel, and
// compilers turn it into vector instructions. The filter along a row then works on one row of sums.
//
// Sums are kept in single precision and in one fixed order, never reassociated, so that every build
// of the library gives the same bits.
#include "resample.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

namespace selinet {
namespace {

// Weights of one result pixel that covers [from, to), in source pixels of `step` each.
void add_area_span(int32_t source_size, double from, double to, bool replicate, Taps& taps) {
  const double size = source_size;
  const double length = to - from;
  const double inside_from = std::clamp(from, 0.0, size);
  const double inside_to = std::clamp(to, 0.0, size);
  // A span wholly outside still needs a pixel to stand for it where pixels are replicated.
  const int32_t first = std::min(static_cast<int32_t>(std::floor(inside_from)), source_size - 1);
  const int32_t last = std::max(first, static_cast<int32_t>(std::ceil(inside_to)) - 1);
  Taps::Span span{first, last - first + 1, taps.weights.size(), 1.0F};
  for (int32_t pixel = first; pixel <= last; ++pixel) {
    double cover = std::max(
        0.0, std::min(inside_to, pixel + 1.0) - std::max(inside_from, static_cast<double>(pixel)));
    if (replicate && pixel == 0) {
      cover += std::max(0.0, std::min(to, 0.0) - from);
    }
    if (replicate && pixel == source_size - 1) {
      cover += std::max(0.0, to - std::max(from, size));
    }
    taps.weights.push_back(static_cast<float>(cover / length));
  }
  if (!replicate && (from < 0.0 || to > size)) {
    span.inside = static_cast<float>((inside_to - inside_from) / length);
    span.count = inside_to > inside_from ? span.count : 0;
  }
  taps.spans.push_back(span);
}

// Weights of one result pixel that interpolates at `centre`, in source pixels (0: the first's
// centre).
void add_linear_span(int32_t source_size, double centre, bool replicate, Taps& taps) {
  // One pixel beyond either end everything is outside, however far: keeps the conversion in range.
  centre = std::clamp(centre, -2.0, source_size + 1.0);
  const double left = std::floor(centre);
  const double share = centre - left;
  Taps::Span span{0, 0, taps.weights.size(), 1.0F};
  double inside = 0.0;
  const auto add = [&](int32_t pixel, double weight) {
    if (weight <= 0.0) {
      return;
    }
    if (replicate) {
      pixel = std::clamp(pixel, 0, source_size - 1);
    } else if (pixel < 0 || pixel >= source_size) {
      return;
    }
    inside += weight;
    if (span.count > 0 && pixel == span.first) {
      taps.weights.back() = 1.0F;  // both neighbours are the same replicated pixel
      return;
    }
    span.first = span.count == 0 ? pixel : span.first;
    ++span.count;
    taps.weights.push_back(static_cast<float>(weight));
  };
  add(static_cast<int32_t>(left), 1.0 - share);
  add(static_cast<int32_t>(left) + 1, share);
  span.inside = static_cast<float>(inside);
  taps.spans.push_back(span);
}

// sums = or += weight * source, over `count` values.
void set_row(const uint8_t* source, float weight, size_t count, float* sums) {
  for (size_t i = 0; i < count; ++i) {
    sums[i] = weight * static_cast<float>(source[i]);
  }
}

void add_row(const uint8_t* source, float weight, size_t count, float* sums) {
  for (size_t i = 0; i < count; ++i) {
    sums[i] += weight * static_cast<float>(source[i]);
  }
}

template <int kChannels>
void filter_along_row(const Taps& columns, const float* sums, float* result) {
  for (const Taps::Span& span : columns.spans) {
    float channel[kChannels] = {};
    const float* source = sums + static_cast<size_t>(span.first - columns.begin) * kChannels;
    const float* weight = columns.weights.data() + span.weights;
    for (int32_t i = 0; i < span.count; ++i, source += kChannels) {
      for (int c = 0; c < kChannels; ++c) {
        channel[c] += weight[i] * source[c];
      }
    }
    for (int c = 0; c < kChannels; ++c) {
      *result++ = channel[c];
    }
  }
}

}  // namespace

Taps make_taps(int32_t source_size, double start, double stop, int32_t result_size,
               bool replicate) {
  assert(source_size > 0 && result_size > 0 && start < stop);
  Taps taps;
  taps.spans.reserve(static_cast<size_t>(result_size));
  const double step = (stop - start) / result_size;
  for (int32_t i = 0; i < result_size; ++i) {
    if (step > 1.0) {
      add_area_span(source_size, start + i * step, start + (i + 1) * step, replicate, taps);
    } else {
      add_linear_span(source_size, start + (i + 0.5) * step - 0.5, replicate, taps);
    }
  }
  taps.begin = source_size;
  for (const Taps::Span& span : taps.spans) {
    if (span.count > 0) {
      taps.begin = std::min(taps.begin, span.first);
      taps.end = std::max(taps.end, span.first + span.count);
    }
  }
  return taps;
}

Resampler::Resampler(const PixelView& view, const Taps& columns, const Taps& rows)
    : view_(view), columns_(columns), rows_(rows) {
  const auto channels = static_cast<size_t>(view.channels);
  const int32_t touched = std::max(columns.end - columns.begin, 0);
  sums_.resize(static_cast<size_t>(touched) * channels);
  result_.resize(columns.spans.size() * channels);
}

const float* Resampler::row(size_t y) {
  const Taps::Span& span = rows_.spans[y];
  if (span.count == 0 || sums_.empty()) {
    std::fill(result_.begin(), result_.end(), 0.0F);
    return result_.data();
  }
  const auto channels = static_cast<size_t>(view_.channels);
  const size_t stride = static_cast<size_t>(view_.width) * channels;
  const uint8_t* source = view_.pixels + static_cast<size_t>(span.first) * stride +
                          static_cast<size_t>(columns_.begin) * channels;
  const float* weight = rows_.weights.data() + span.weights;
  set_row(source, weight[0], sums_.size(), sums_.data());
  for (int32_t i = 1; i < span.count; ++i) {
    source += stride;
    add_row(source, weight[i], sums_.size(), sums_.data());
  }
  switch (view_.channels) {
    case 1:
      filter_along_row<1>(columns_, sums_.data(), result_.data());
      break;
    case 3:
      filter_along_row<3>(columns_, sums_.data(), result_.data());
      break;
    case 4:
      filter_along_row<4>(columns_, sums_.data(), result_.data());
      break;
    default:
      assert(false);
  }
  return result_.data();
}

Image resample(const PixelView& view, int32_t width, int32_t height) {
  assert(view.width > 0 && view.height > 0 && width > 0 && height > 0);
  assert(view.channels == 1 || view.channels == 3 || view.channels == 4);
  Image image{width, height, view.channels, {}};
  const size_t row_size = static_cast<size_t>(width) * static_cast<size_t>(view.channels);
  const size_t size = row_size * static_cast<size_t>(height);
  if (width == view.width && height == view.height) {
    image.pixels.assign(view.pixels, view.pixels + size);
    return image;
  }
  image.pixels.resize(size);
  const Taps columns = make_taps(view.width, 0.0, view.width, width, true);
  const Taps rows = make_taps(view.height, 0.0, view.height, height, true);
  Resampler resampler(view, columns, rows);
  for (int32_t y = 0; y < height; ++y) {
    const float* values = resampler.row(static_cast<size_t>(y));
    uint8_t* out = image.row(y);
    for (size_t i = 0; i < row_size; ++i) {
      // Never negative; rounding of the weights may lead a hair beyond 255.
      out[i] = static_cast<uint8_t>(std::min(values[i] + 0.5F, 255.0F));
    }
  }
  return image;
}

}  // namespace selinet
