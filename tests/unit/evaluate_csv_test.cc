// Lines of comma-separated values and Python's lists in their cells.
#include "evaluate_csv.h"

#include <gtest/gtest.h>

#include <cmath>

namespace selinet::cli {
namespace {

using Fields = std::vector<std::string>;
using Numbers = std::vector<double>;

TEST(EvaluateCsv, FieldsOfALine) {
  EXPECT_EQ(csv_fields("a,b,,d"), (Fields{"a", "b", "", "d"}));
  EXPECT_EQ(csv_fields(""), (Fields{""}));
  EXPECT_EQ(csv_fields(","), (Fields{"", ""}));
  EXPECT_EQ(csv_fields("0,\"[1, 2]\",x"), (Fields{"0", "[1, 2]", "x"}));
  EXPECT_EQ(csv_fields("\"say \"\"no\"\"\",\"\""), (Fields{"say \"no\"", ""}));
  EXPECT_EQ(csv_fields("a \"b\",c"), (Fields{"a \"b\"", "c"}));
  EXPECT_EQ(csv_fields("\"open,c"), std::nullopt);
  EXPECT_EQ(csv_fields("\"closed\"x,c"), std::nullopt);
}

TEST(EvaluateCsv, PythonNumbers) {
  EXPECT_EQ(python_numbers("[86, 58, 564, 628]"), (Numbers{86, 58, 564, 628}));
  EXPECT_EQ(python_numbers(" [5.0,3.5,-9e1] "), (Numbers{5, 3.5, -90}));
  EXPECT_EQ(python_numbers("[ 86  58 564 628]"), (Numbers{86, 58, 564, 628}));
  EXPECT_EQ(python_numbers("[np.float64(5.0), np.uint16(3)]"), (Numbers{5, 3}));
  EXPECT_EQ(python_numbers("[]"), Numbers{});
  const auto with_gap = python_numbers("[nan, 5.0]");
  ASSERT_TRUE(with_gap.has_value());
  EXPECT_TRUE(std::isnan((*with_gap)[0]));
  for (const char* bad : {"", "[", "86, 58", "[86, 58", "[86 58]]", "[86,, 58]", "[a]", "['86']",
                          "[1.0.0]", "[np.float64(5.0]", "[1,2] x", "[0x10]", "[(1)]"}) {
    EXPECT_EQ(python_numbers(bad), std::nullopt) << bad;
  }
}

TEST(EvaluateCsv, PythonStrings) {
  EXPECT_EQ(python_strings("['Disconnection', 'Doubt/Confusion']"),
            (Fields{"Disconnection", "Doubt/Confusion"}));
  EXPECT_EQ(python_strings("['a, b' \"it's\"]"), (Fields{"a, b", "it's"}));
  EXPECT_EQ(python_strings(R"(['it\'s'])"), (Fields{"it's"}));
  EXPECT_EQ(python_strings("[np.str_('Anger')]"), (Fields{"Anger"}));
  EXPECT_EQ(python_strings("[]"), Fields{});
  for (const char* bad : {"", "Anger", "[Anger]", "['Anger]", "['a''b'x", "['a' 5]", "['a\\"}) {
    EXPECT_EQ(python_strings(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace selinet::cli
