// MAT files: what a sound one says, and that no damaged or hostile one gets further than an error.
#include "evaluate_mat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "image/stb_decoder.h"
#include "mat_writer.h"

namespace selinet::cli {
namespace {

using test::joined;
using test::MatFile;
using test::MatWriter;
using Strings = std::vector<std::string>;
using Numbers = std::vector<double>;

MatValue read(const MatFile& file, const std::string& name = "x") {
  const auto value = read_mat_variable(file, name);
  EXPECT_TRUE(value.ok()) << value.error().message << " " << value.error().detail;
  return value.ok() ? value.value() : MatValue();
}

std::string refusal(const MatFile& file, const std::string& name = "x") {
  const auto value = read_mat_variable(file, name);
  EXPECT_FALSE(value.ok());
  if (value.ok()) return {};
  EXPECT_EQ(value.error().code, ErrorCode::kInvalidArgument);
  return value.error().message;
}

// Two people of a photo, as EMOTIC's structs nest.
MatFile sample(const MatWriter& w) {
  const MatFile first =
      w.structs({"categories", "n"}, {w.cell({w.text("Anger"), w.text("Pain")}), w.numbers({3})});
  const MatFile second = w.structs({"categories", "n"}, {w.cell({w.text("Peace")}), w.numbers({})});
  return w.structs({"name", "person"}, {w.text("a.jpg"), first, w.text("b.jpg"), second}, "x");
}

TEST(EvaluateMat, ReadsStructsCellsTextAndNumbersInBothByteOrdersPlainAndCompressed) {
  for (const bool big_endian : {false, true}) {
    for (const bool is_compressed : {false, true}) {
      const MatWriter w(big_endian);
      const MatFile array = sample(w);
      const MatFile other = w.numbers({1, 2}, "other");
      const MatFile file = is_compressed ? w.file({w.compressed(other), w.compressed(array)})
                                         : w.file({other, array});
      const MatValue value = read(file);
      const auto elements = elements_of(value);
      ASSERT_EQ(elements.size(), 2U);
      EXPECT_EQ(strings_of(*elements[1].field("name")), Strings{"b.jpg"});
      EXPECT_EQ(elements[0].field("age"), nullptr);
      const auto people = elements_of(*elements[0].field("person"));
      ASSERT_EQ(people.size(), 1U);
      EXPECT_EQ(strings_of(*people[0].field("categories")), (Strings{"Anger", "Pain"}));
      EXPECT_EQ(numbers_of(*people[0].field("n")), Numbers{3});
      EXPECT_EQ(numbers_of(read(file, "other")), (Numbers{1, 2}));
    }
  }
}

TEST(EvaluateMat, ReadsEveryNumericTypeAndSmallElements) {
  for (const bool big_endian : {false, true}) {
    const MatWriter w(big_endian);
    const auto one = [&](const MatFile& body) {
      return numbers_of(read(w.file({w.matrix(6, {1, 1}, "x", body)})));
    };
    EXPECT_EQ(one(w.small_element(1, {0xFE})), Numbers{-2});
    EXPECT_EQ(one(w.small_element(2, {0xFE})), Numbers{254});
    EXPECT_EQ(one(w.small_element(3, w.u16(0xFFFE))), Numbers{-2});
    EXPECT_EQ(one(w.small_element(4, w.u16(0xFFFE))), Numbers{65534});
    EXPECT_EQ(one(w.small_element(5, w.u32(0xFFFFFFFE))), Numbers{-2});
    EXPECT_EQ(one(w.small_element(6, w.u32(0xFFFFFFFE))), Numbers{4294967294.0});
    EXPECT_EQ(one(w.small_element(7, w.u32(0x3F000000))), Numbers{0.5});
    const MatFile high = w.u32(big_endian ? 1 : 0);
    const MatFile low = w.u32(big_endian ? 0 : 1);
    EXPECT_EQ(one(w.element(12, joined(high, low))), Numbers{4294967296.0});
    EXPECT_EQ(one(w.element(13, joined(high, low))), Numbers{4294967296.0});
  }
}

TEST(EvaluateMat, ReadsTextInEveryEncoding) {
  const MatWriter w;
  const auto one = [&](const std::vector<uint32_t>& dimensions, const MatFile& body) {
    return strings_of(read(w.file({w.matrix(4, dimensions, "x", body)})));
  };
  EXPECT_EQ(one({1, 2}, w.element(16, {'a', 0xC3, 0xA9})), Strings{"a\u00E9"});
  EXPECT_EQ(one({1, 2}, w.element(17, joined(w.u16(0xD83D), w.u16(0xDE00)))),
            Strings{"\U0001F600"});
  EXPECT_EQ(one({1, 1}, w.element(18, w.u32(0x1F600))), Strings{"\U0001F600"});
  EXPECT_EQ(one({1, 2}, w.element(1, {'a', 0xE9})), Strings{"a\u00E9"});
  EXPECT_EQ(one({1, 1}, w.element(17, w.u16(0xD83D))), Strings{"\uFFFD"});
  EXPECT_EQ(one({1, 2}, w.element(16, {0xC3, 'a'})), Strings{"\uFFFDa"});
  EXPECT_EQ(one({0, 0}, w.element(16, {})), Strings{});
  // Rows of a character array, column by column: how numpy's arrays of strings arrive.
  EXPECT_EQ(one({2, 3}, w.element(16, {'a', 'd', 'b', ' ', 'c', ' '})), (Strings{"abc", "d"}));
}

TEST(EvaluateMat, ACellOfStructsServesAsAStructArrayAndACharAsACell) {
  const MatWriter w;
  const MatFile one = w.structs({"a"}, {w.text("first")});
  const MatFile two = w.structs({"a"}, {w.text("second")});
  const MatValue value = read(w.file({w.cell({one, w.cell({two})}, "x")}));
  const auto elements = elements_of(value);
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(strings_of(*elements[1].field("a")), Strings{"second"});
  EXPECT_TRUE(strings_of(value).empty());
  EXPECT_TRUE(numbers_of(value).empty());
}

TEST(EvaluateMat, SkipsWhatItDoesNotUnderstand) {
  const MatWriter w;
  const MatFile function =
      w.element(14, joined(w.element(6, joined(w.u32(16), w.u32(0))), MatFile(24, 7)));
  const MatFile stranger = w.element(77, {1, 2, 3});
  const MatValue value =
      read(w.file({stranger, function, w.cell({function, w.text("after")}, "x")}));
  EXPECT_EQ(strings_of(value), Strings{"after"});
}

TEST(EvaluateMat, SaysWhatIsWrong) {
  const MatWriter w;
  EXPECT_NE(refusal({}).find("no .mat file of version 5"), std::string::npos);
  EXPECT_NE(refusal(MatFile(200, 'x')).find("no .mat file"), std::string::npos);
  MatFile newer = w.file({});
  newer[125] = 2;
  EXPECT_NE(refusal(newer).find("7.3"), std::string::npos);
  EXPECT_NE(refusal(w.file({w.numbers({1}, "y")})).find("\"x\""), std::string::npos);
}

TEST(EvaluateMat, RefusesClaimsThatTheBytesCannotHold) {
  const MatWriter w;
  const auto refuses = [&](const MatFile& array) { return !refusal(w.file({array})).empty(); };
  // Four billion cells in no bytes; a product of sides that overflows; a negative side.
  EXPECT_TRUE(refuses(w.matrix(1, {1, 0x7FFFFFFF}, "x", {})));
  EXPECT_TRUE(refuses(w.matrix(1, {0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF}, "x", {})));
  EXPECT_TRUE(refuses(w.matrix(1, {1, 0xFFFFFFFF}, "x", {})));
  EXPECT_TRUE(refuses(w.matrix(6, {1, 3}, "x", w.element(9, MatFile(16)))));
  EXPECT_TRUE(refuses(w.matrix(6, {1, 1}, "x", w.element(9, MatFile(7)))));
  EXPECT_TRUE(refuses(w.matrix(6, {1, 1}, "x", w.element(14, MatFile(8)))));
  EXPECT_TRUE(refuses(w.matrix(6, {1, 1}, "x", {})));
  EXPECT_TRUE(
      refuses(w.matrix(2, {1, 1}, "x", joined(w.small_element(5, w.u32(0)), w.element(1, {})))));
  EXPECT_TRUE(
      refuses(w.matrix(2, {1, 1}, "x", joined(w.small_element(5, w.u32(5)), w.element(1, {1})))));
  EXPECT_TRUE(refuses(w.matrix(4, {1, 1}, "x", w.element(9, MatFile(8)))));
  EXPECT_TRUE(refuses(w.element(14, {})));
  // Many rows of nothing are one text, not a billion.
  EXPECT_TRUE(
      strings_of(read(w.file({w.matrix(4, {0x7FFFFFFF, 0}, "x", w.element(16, {}))}))).empty());
}

TEST(EvaluateMat, RefusesDeepNesting) {
  const MatWriter w;
  MatFile nested = w.numbers({1});
  for (int depth = 0; depth < 200; depth++) nested = w.cell({nested});
  EXPECT_FALSE(refusal(w.file({w.cell({nested}, "x")})).empty());
}

TEST(EvaluateMat, RefusesDamagedCompression) {
  const MatWriter w;
  EXPECT_FALSE(refusal(w.file({w.element(15, {})})).empty());
  EXPECT_FALSE(refusal(w.file({w.element(15, MatFile(40, 0xFF))})).empty());
  MatFile stream = test::stored_zlib(sample(w));
  stream.resize(stream.size() / 2);
  EXPECT_FALSE(refusal(w.file({w.element(15, stream)})).empty());
}

// Cut anywhere, and with any byte changed, it is read or refused and never runs astray; the
// sanitizers watch.
TEST(EvaluateMat, SurvivesCutsAndFlippedBytes) {
  const MatWriter w;
  for (const MatFile& whole : {w.file({sample(w)}), w.file({w.compressed(sample(w))})}) {
    for (size_t size = 0; size < whole.size(); size++) {
      const MatFile cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
      EXPECT_FALSE(read_mat_variable(cut, "x").ok());
    }
    std::mt19937 random(9);
    for (int round = 0; round < 3000; round++) {
      MatFile changed = whole;
      for (int k = 0; k < 3; k++) {
        changed[random() % changed.size()] = static_cast<uint8_t>(random());
      }
      const auto value = read_mat_variable(changed, "x");
      if (value.ok()) elements_of(value.value());
    }
  }
}

TEST(EvaluateMat, InflatingIsBounded) {
  const std::vector<uint8_t> data(100'000, 42);
  const auto stream = test::stored_zlib(data);
  const auto inflated = inflate_zlib(stream, data.size());
  ASSERT_TRUE(inflated.ok());
  EXPECT_EQ(inflated.value(), data);
  EXPECT_EQ(inflate_zlib(stream, data.size() - 1).error().code, ErrorCode::kCorruptImage);
  EXPECT_EQ(inflate_zlib(stream, 10).error().code, ErrorCode::kCorruptImage);
  // 258 zeros a few bits: a fixed Huffman block of one literal and copies of it, without an end.
  std::vector<uint8_t> endless{0x78, 0x01, 0x63, 0x60};
  endless.resize(5000, 0x18);
  const auto result = inflate_zlib(endless, 1000);
  EXPECT_TRUE(!result.ok() || result.value().size() <= 1000);
}

}  // namespace
}  // namespace selinet::cli
