// The one filter behind resize(), sample_normalised() and decode(): separable, area average where
// the source is denser than the result, linear interpolation elsewhere. See transform.h for its
// definition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "selinet/image.h"

namespace selinet {

// Pixels that somebody else owns: rows without padding, 1, 3 or 4 channels.
struct PixelView {
  const uint8_t* pixels = nullptr;
  int32_t width = 0;
  int32_t height = 0;
  int32_t channels = 0;
};

inline PixelView view_of(const Image& image) {
  return {image.pixels.data(), image.width, image.height, image.channels};
}

// Which source pixels make up each result pixel along one axis, and with what weights.
struct Taps {
  struct Span {
    int32_t first = 0;   // source pixel
    int32_t count = 0;   // 0 where the result pixel lies wholly outside and the padding is a colour
    size_t weights = 0;  // index of the first weight
    float inside = 1.0F;  // share that the photo covers; the rest is padding
  };
  std::vector<Span> spans;     // one a result pixel
  std::vector<float> weights;  // of each span its `count`, summing to `inside`
  int32_t begin = 0;           // the source pixels that any span touches
  int32_t end = 0;
};

// The taps that map the interval [start, stop) of an axis of `source_size` pixels onto
// `result_size` pixels. start < stop, both finite, anywhere. With `replicate` the outermost pixels
// stand for what lies beyond them, else it is left out and shows in `inside`. Needs time and memory
// in proportion to source_size + result_size, however large the interval.
Taps make_taps(int32_t source_size, double start, double stop, int32_t result_size, bool replicate);

// Runs the filter row by row, with two buffers of a row each.
class Resampler {
 public:
  // Keeps references: all must outlive the object. `view` has 1, 3 or 4 channels.
  Resampler(const PixelView& view, const Taps& columns, const Taps& rows);

  // Result row `y`: columns.spans.size() * view.channels values of 0..255, where parts outside
  // count as 0. Valid until the next call.
  const float* row(size_t y);

 private:
  const PixelView& view_;
  const Taps& columns_;
  const Taps& rows_;
  std::vector<float> sums_;    // weighted source rows
  std::vector<float> result_;  // filtered along the row as well
};

// The whole of `view` at width x height (> 0), rounded to the nearest value. The result has the
// same channels.
Image resample(const PixelView& view, int32_t width, int32_t height);

}  // namespace selinet
