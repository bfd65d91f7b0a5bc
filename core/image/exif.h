// The one EXIF entry that matters for seeing a photo upright.
#pragma once

#include "bytes.h"

namespace selinet {

// The orientation 1..8 in the TIFF structure `tiff` (what follows "Exif\0\0" in a JPEG's APP1
// segment, or a PNG's eXIf chunk). 1 where there is none, where it is not a single SHORT of 1..8,
// or where anything leads outside `tiff`: a damaged EXIF block is no reason to refuse a photo.
// Specification: CIPA DC-008 (Exif 2.32) section 4.6.2, TIFF 6.0 section 2.
int read_exif_orientation(Bytes tiff);

}  // namespace selinet
