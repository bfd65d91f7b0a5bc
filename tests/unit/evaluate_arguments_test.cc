// The command line of selinet evaluate.
#include "evaluate_arguments.h"

#include <gtest/gtest.h>

#include <sstream>

namespace selinet::cli {
namespace {

std::optional<EvaluateArguments> parse(const std::string& line, std::string& problem) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return parse_evaluate_arguments(words, problem);
}

std::string problem_with(const std::string& line) {
  std::string problem;
  EXPECT_FALSE(parse(line, problem).has_value()) << line;
  return problem;
}

TEST(EvaluateArguments, Defaults) {
  std::string problem;
  const auto emotic = parse("--dataset emotic --data d", problem);
  ASSERT_TRUE(emotic.has_value()) << problem;
  EXPECT_EQ(emotic->dataset, Dataset::kEmotic);
  EXPECT_EQ(emotic->split, "test");
  EXPECT_EQ(emotic->boxes, Boxes::kGiven);
  EXPECT_EQ(emotic->tier, "standard");
  EXPECT_TRUE(emotic->correction);
  EXPECT_GE(emotic->threads, 1U);
  EXPECT_EQ(parse("--dataset affect-photos --data d", problem)->split, "dev");
  EXPECT_TRUE(parse("--help", problem)->help);
}

TEST(EvaluateArguments, EveryOption) {
  std::string problem;
  const auto emotic = parse(
      "--json f --threads 3 --boxes detected --tier lite --models m --split val --data d --dataset "
      "emotic --no-correction",
      problem);
  ASSERT_TRUE(emotic.has_value()) << problem;
  EXPECT_EQ(emotic->json, "f");
  EXPECT_EQ(emotic->threads, 3U);
  EXPECT_EQ(emotic->boxes, Boxes::kDetected);
  EXPECT_EQ(emotic->tier, "lite");
  EXPECT_EQ(emotic->models, "m");
  EXPECT_EQ(emotic->split, "val");
  EXPECT_FALSE(emotic->correction);
  const auto folders = parse("--dataset folders --data d --positive happy", problem);
  ASSERT_TRUE(folders.has_value()) << problem;
  EXPECT_EQ(folders->positive, "happy");
  const auto boxes = parse("--dataset boxes --data d --boxes-file b", problem);
  ASSERT_TRUE(boxes.has_value()) << problem;
  EXPECT_EQ(boxes->boxes_file, "b");
}

TEST(EvaluateArguments, SaysWhatMakesNoSense) {
  EXPECT_NE(problem_with("").find("--dataset"), std::string::npos);
  EXPECT_NE(problem_with("--dataset coco --data d").find("emotic"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic").find("--data "), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data").find("needs a value"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d --data e").find("twice"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d --loud").find("--loud"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d more").find("more"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d --split dev").find("dev"), std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d --boxes some").find("--boxes"),
            std::string::npos);
  EXPECT_NE(problem_with("--dataset emotic --data d --positive p").find("--positive"),
            std::string::npos);
  EXPECT_NE(problem_with("--dataset folders --data d").find("--positive"), std::string::npos);
  EXPECT_NE(problem_with("--dataset folders --data d --positive p --split dev").find("--split"),
            std::string::npos);
  EXPECT_NE(problem_with("--dataset boxes --data d").find("--boxes-file"), std::string::npos);
  for (const char* threads : {"0", "257", "-1", "two", "2x"}) {
    EXPECT_NE(problem_with("--dataset emotic --data d --threads " + std::string(threads))
                  .find("--threads"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace selinet::cli
