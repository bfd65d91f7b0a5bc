#include "image/exif.h"

#include <gtest/gtest.h>

#include "image_fixtures.h"

namespace selinet {
namespace {

using test::Buffer;
using test::exif_block;

// Offsets within exif_block().
constexpr size_t kDirectoryOffset = 4;
constexpr size_t kEntryCount = 8;

TEST(Exif, ReadsAllEightOrientationsInBothByteOrders) {
  for (const bool little : {true, false}) {
    for (uint16_t orientation = 1; orientation <= 8; ++orientation) {
      EXPECT_EQ(read_exif_orientation(exif_block(little, orientation)), orientation);
    }
  }
}

TEST(Exif, ValuesOutOfRangeAreUpright) {
  for (const uint16_t value : {0, 9, 255, 256, 65535}) {
    EXPECT_EQ(read_exif_orientation(exif_block(true, value)), 1) << value;
    EXPECT_EQ(read_exif_orientation(exif_block(false, value)), 1) << value;
  }
}

TEST(Exif, OtherTypesAndCountsAreUpright) {
  EXPECT_EQ(read_exif_orientation(exif_block(true, 6, 4)), 1);     // LONG
  EXPECT_EQ(read_exif_orientation(exif_block(true, 6, 1)), 1);     // BYTE
  EXPECT_EQ(read_exif_orientation(exif_block(true, 6, 3, 0)), 1);  // no value
  EXPECT_EQ(read_exif_orientation(exif_block(true, 6, 3, 2)), 1);  // two values
  EXPECT_EQ(read_exif_orientation(exif_block(true, 6, 3, 0xFFFFFFFF)), 1);
}

TEST(Exif, WrongHeadersAreUpright) {
  EXPECT_EQ(read_exif_orientation({}), 1);
  Buffer order = exif_block(true, 6);
  order[0] = 'X';
  EXPECT_EQ(read_exif_orientation(order), 1);
  Buffer magic = exif_block(true, 6);
  magic[2] = 43;
  EXPECT_EQ(read_exif_orientation(magic), 1);
}

TEST(Exif, DirectoryOutsideTheBlockIsUpright) {
  for (const uint32_t offset : {33U, 36U, 38U, 1000U, 0x7FFFFFFFU, 0xFFFFFFFEU, 0xFFFFFFFFU}) {
    Buffer block = exif_block(false, 6);
    Buffer bytes;
    test::append_be(bytes, offset, 4);
    std::copy(bytes.begin(), bytes.end(), block.begin() + kDirectoryOffset);
    EXPECT_EQ(read_exif_orientation(block), 1) << offset;
  }
}

TEST(Exif, DirectoryThatIsTheHeaderItselfEnds) {
  Buffer block = exif_block(true, 6);
  for (const uint8_t offset : {0, 2, 4}) {
    block[kDirectoryOffset] = offset;
    EXPECT_EQ(read_exif_orientation(block), 1);
  }
}

TEST(Exif, HugeCountsReadOnlyWhatIsThere) {
  Buffer block = exif_block(true, 6);
  block[kEntryCount] = 0xFF;
  block[kEntryCount + 1] = 0xFF;
  EXPECT_EQ(read_exif_orientation(block), 6);
  block[10] = 0;  // behind the entries nothing follows that is an orientation
  block[22] = 0x13;
  EXPECT_EQ(read_exif_orientation(block), 1);
}

TEST(Exif, CutAnywhereItNeverReadsOutside) {
  const Buffer whole = exif_block(true, 8);
  for (size_t size = 0; size <= whole.size(); ++size) {
    const Buffer cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_EQ(read_exif_orientation(cut), size >= 34 ? 8 : 1) << size;
  }
}

}  // namespace
}  // namespace selinet
