// Picture geometry: resize, turn upright, crop, and sampling a rectangle of a photo straight into a
// network's input.
//
// Coordinates: x to the right, y down, in pixels; pixel (i, j) covers the square from (i, j) to
// (i + 1, j + 1), so the whole photo is the rectangle (0, 0, width, height).
//
// One filter everywhere, separable, chosen per axis: where the source has more pixels than the
// result, every result pixel is the exact average of the area it covers (no aliasing, no pixel left
// out); where it has fewer or as many, linear interpolation between pixel centres. Both meet at
// scale 1, where whole-pixel boxes are copied unchanged. Arithmetic is single precision in a fixed
// order, so native and WebAssembly builds agree bit for bit as long as the compiler may not fuse
// multiplications and additions (-ffp-contract=off, set for this target).
//
// Nothing here keeps a pointer after the call. Pictures have 1, 3 or 4 channels (Image::channels)
// and at least one pixel; anything else is a caller's mistake and asserted.
#pragma once

#include <cstdint>

#include "selinet/image.h"

namespace selinet {

// A rectangle in pixels of a photo. It may reach outside the photo.
struct RectF {
  float x0 = 0.0F;  // left, top: inside the rectangle
  float y0 = 0.0F;
  float x1 = 0.0F;  // right, bottom: the first line outside
  float y1 = 0.0F;
};

// What stands for pixels outside the photo.
enum class Padding {
  kReplicate,  // the nearest pixel of the photo
  kColour,     // a given colour
};

// value = (x - mean) / std, per channel red, green, blue; x in 0..255.
struct Normalisation {
  float mean[3] = {0.0F, 0.0F, 0.0F};
  float std[3] = {1.0F, 1.0F, 1.0F};  // none may be 0
};

// A size in pixels.
struct Size {
  int32_t width = 0;
  int32_t height = 0;
};

// Where a photo lies in a network's input after letterboxing: scaled by one factor to fit, centred,
// the rest filled.
struct Letterbox {
  // input pixel = photo pixel * scale + offset; photo pixel = (input pixel - offset) / scale
  float scale = 1.0F;
  float offset_x = 0.0F;
  float offset_y = 0.0F;
  // The source rectangle to give to sample_normalised(): reaches outside the photo on two sides.
  RectF source;
};

// The size after shrinking so that the longer side is at most `max_side` (> 0), each side rounded
// to the nearest pixel and at least 1; unchanged where it fits already. Never grows.
Size fit_within(Size size, int32_t max_side);

// How a photo of size `photo` fits into an input of size `input`. All sides > 0.
Letterbox letterbox(Size photo, Size input);

// Samples the rectangle `box` of `image` (3 or 4 channels; alpha is ignored) into
// `height` x `width` x 3 floats at `out` (caller's, row-major, channels last), normalised.
// The box is stretched to the result: give it the right proportions if that matters.
// Outside the photo: the nearest pixel, or `pad_colour` (red, green, blue; 0..255), which is
// normalised like any pixel and mixed in proportion where a result pixel covers the border.
// `pad_colour` may be null with kReplicate. A box that is empty, inverted or not finite holds no
// photo: the result is all `pad_colour`, or black with kReplicate.
void sample_normalised(const Image& image, RectF box, int32_t width, int32_t height,
                       Padding padding, const uint8_t pad_colour[3],
                       const Normalisation& normalisation, float* out);

// The whole of `image` at width x height (> 0), same channels, rounded to the nearest value.
// Alpha is averaged like a colour: blend first where it matters.
Image resize(const Image& image, int32_t width, int32_t height);

// `image` as a viewer shows it, given its EXIF orientation 1..8; 5 to 8 swap the sides. Any other
// number is taken as 1, which returns the picture unchanged and uncopied.
Image orient(Image image, int32_t orientation);

// The pixels (x, y) to (x + width, y + height) of `image` (3 or 4 channels), width and height > 0;
// the corner may be anywhere. Outside the photo: the nearest pixel, or `colour` (red, green, blue;
// alpha 255; may be null with kReplicate).
Image crop(const Image& image, int32_t x, int32_t y, int32_t width, int32_t height, Padding padding,
           const uint8_t colour[3]);

// `width` * `height` pixels of red, green, blue, alpha (not premultiplied), laid over white:
// 3 channels. `rgba` is only read.
Image blend_over_white(const uint8_t* rgba, int32_t width, int32_t height);

}  // namespace selinet
