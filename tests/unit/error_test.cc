#include "selinet/error.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace selinet {
namespace {

TEST(Error, NamesAreTheStableOnes) {
  const std::pair<int, const char*> expected[] = {
      {0, "ok"},
      {1, "invalid-argument"},
      {2, "empty-file"},
      {3, "unsupported-format"},
      {4, "corrupt-image"},
      {5, "truncated-image"},
      {6, "image-too-large"},
      {7, "out-of-memory"},
      {8, "invalid-manifest"},
      {9, "missing-model"},
      {10, "model-hash-mismatch"},
      {11, "corrupt-model"},
      {12, "unsupported-operator"},
      {13, "wrong-state"},
      {14, "internal"},
  };
  for (const auto& [number, name] : expected) {
    EXPECT_STREQ(error_code_name(static_cast<ErrorCode>(number)), name);
  }
}

TEST(Error, NumbersThatAreNoCodeAreInternal) {
  // NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange): that is the point
  EXPECT_STREQ(error_code_name(static_cast<ErrorCode>(15)), "internal");
  EXPECT_STREQ(error_code_name(static_cast<ErrorCode>(-1)), "internal");
  // NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)
}

TEST(Error, ResultHoldsAValueOrAnError) {
  const Result<int> good = 3;
  const Result<int> bad = Error{ErrorCode::kWrongState, "not yet", "begin first"};
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(good.value(), 3);
  EXPECT_EQ(good.error().code, ErrorCode::kOk);
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().detail, "begin first");
  EXPECT_TRUE(Status().ok());
  EXPECT_FALSE(Status(bad.error()).ok());
}

}  // namespace
}  // namespace selinet
