// From a rectangle of a photo to a network's input in one pass, without a crop in between.
#include <cassert>
#include <cmath>

#include "resample.h"
#include "transform.h"

namespace selinet {
namespace {

constexpr int kColours = 3;

// A rectangle that has an area, in numbers one can compute with.
bool holds_pixels(RectF box) {
  return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) &&
         std::isfinite(box.y1) && box.x0 < box.x1 && box.y0 < box.y1;
}

}  // namespace

void sample_normalised(const Image& image, RectF box, int32_t width, int32_t height,
                       Padding padding, const uint8_t pad_colour[3],
                       const Normalisation& normalisation, float* out) {
  assert(image.channels == 3 || image.channels == 4);
  assert(image.width > 0 && image.height > 0 && width > 0 && height > 0);
  assert(padding == Padding::kReplicate || pad_colour != nullptr);
  const bool replicate = padding == Padding::kReplicate;
  float pad[kColours] = {};
  for (int c = 0; c < kColours && !replicate; ++c) {
    pad[c] = static_cast<float>(pad_colour[c]);
  }
  const auto normalised = [&](float value, int c) {
    return (value - normalisation.mean[c]) / normalisation.std[c];
  };
  if (!holds_pixels(box)) {
    for (int64_t i = 0; i < int64_t{width} * height; ++i) {
      for (int c = 0; c < kColours; ++c) {
        *out++ = normalised(pad[c], c);
      }
    }
    return;
  }
  const Taps columns = make_taps(image.width, box.x0, box.x1, width, replicate);
  const Taps rows = make_taps(image.height, box.y0, box.y1, height, replicate);
  const PixelView view = view_of(image);
  Resampler resampler(view, columns, rows);
  for (size_t y = 0; y < rows.spans.size(); ++y) {
    const float* values = resampler.row(y);
    for (const Taps::Span& column : columns.spans) {
      const float outside = 1.0F - rows.spans[y].inside * column.inside;
      for (int c = 0; c < kColours; ++c) {
        *out++ = normalised(values[c] + outside * pad[c], c);
      }
      values += image.channels;
    }
  }
}

}  // namespace selinet
