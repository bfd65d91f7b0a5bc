// selinet: analyses photos on this machine, through the same core that runs in the browser.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "arguments.h"
#include "evaluate.h"
#include "files.h"
#include "report_json.h"
#include "report_text.h"
#include "selinet/analyzer.h"

namespace {

using selinet::Result;
using selinet::cli::Outcome;

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

Result<selinet::Report> analyze(selinet::Analyzer& analyzer, const std::string& path) {
  const selinet::ImageLimits limits;
  const auto bytes = selinet::cli::read_file(path, static_cast<uint64_t>(limits.max_bytes));
  if (!bytes.ok()) return bytes.error();
  if (auto status = analyzer.begin(bytes.value()); !status.ok()) return status.error();
  while (analyzer.report() == nullptr) {
    if (const auto progress = analyzer.step(); !progress.ok()) return progress.error();
  }
  return *analyzer.report();
}

void print_error(const std::string& what, const selinet::Error& error) {
  std::fprintf(stderr, "%s: %s (%s%s%s)\n", what.c_str(), error.message.c_str(),
               selinet::error_code_name(error.code), error.detail.empty() ? "" : ": ",
               error.detail.c_str());
}

Result<selinet::Analyzer> load(const selinet::cli::Arguments& arguments) {
  const auto folder = selinet::cli::read_model_folder(arguments.models);
  if (!folder.ok()) return folder.error();
  selinet::AnalyzerOptions options;
  options.correction = arguments.correction;
  return selinet::Analyzer::create(folder.value().files(), options);
}

int run(const selinet::cli::Arguments& arguments) {
  auto analyzer = load(arguments);
  if (!analyzer.ok()) {
    print_error(arguments.models, analyzer.error());
    return kExitFailed;
  }
  bool failed = false;
  std::vector<Outcome> outcomes;
  for (const std::string& photo : arguments.photos) {
    Outcome outcome{photo, analyze(analyzer.value(), photo)};
    failed = failed || !outcome.result.ok();
    if (!outcome.result.ok()) print_error(photo, outcome.result.error());
    if (arguments.json) {
      outcomes.push_back(std::move(outcome));
    } else if (outcome.result.ok()) {
      std::fputs(selinet::cli::to_text(photo, outcome.result.value()).c_str(), stdout);
    }
  }
  if (arguments.json) std::fputs(selinet::cli::to_json(outcomes).c_str(), stdout);
  return failed ? kExitFailed : 0;
}

int run(const selinet::cli::EvaluateArguments& arguments) {
  return selinet::cli::evaluate(arguments);
}

// Does what the line says, or says why it makes no sense.
template <typename Arguments>
int run_or_explain(const std::optional<Arguments>& arguments, const std::string& problem) {
  if (!arguments.has_value()) {
    std::fprintf(stderr, "%s\n\n%s", problem.c_str(), selinet::cli::kUsage);
    return kExitUsage;
  }
  if (arguments->help) {
    std::fputs(selinet::cli::kUsage, stdout);
    return 0;
  }
  return run(*arguments);
}

}  // namespace

int main(int count, char** given) {
  const std::vector<std::string> words(given + 1, given + count);
  std::string problem;
  if (!words.empty() && words[0] == "evaluate") {
    const auto arguments =
        selinet::cli::parse_evaluate_arguments({words.begin() + 1, words.end()}, problem);
    return run_or_explain(arguments, problem);
  }
  const auto arguments = selinet::cli::parse_arguments(words, problem);
  return run_or_explain(arguments, problem);
}
