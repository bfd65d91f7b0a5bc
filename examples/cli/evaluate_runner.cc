#include "evaluate_runner.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "analysis/manifest.h"
#include "analysis/sha256.h"
#include "evaluate_partial.h"
#include "evaluate_progress.h"
#include "files.h"
#include "text.h"

namespace selinet::cli {
namespace {

std::string sha256_of(const std::string& text) {
  return sha256_hex({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

const std::vector<uint8_t>& manifest_of(const ModelFolder& models) {
  const auto place = std::find(models.paths.begin(), models.paths.end(), "manifest.json");
  return models.contents[static_cast<size_t>(place - models.paths.begin())];
}

// Whatever changes a result changes the key. The manifest has the models' version and checksums.
std::string key_of(const std::vector<PhotoTask>& tasks, const RunOptions& options,
                   const ModelFolder& models) {
  std::string text = std::string(engine_version()) + "\n" + sha256_hex(manifest_of(models)) + "\n" +
                     options.tier + (options.correction ? "\n" : "\nwithout correction\n");
  for (const PhotoTask& task : tasks) {
    text += task.name + "\n" + task.path + "\n";
    if (!task.boxes.has_value()) continue;
    text += task.relative ? "relative" : "pixels";
    for (const Corners& box : *task.boxes) {
      append(text, " %.17g %.17g %.17g %.17g", box.x0, box.y0, box.x1, box.y1);
    }
    text += '\n';
  }
  return sha256_of(text);
}

Result<std::vector<Analyzer>> make_analyzers(const ModelFolder& models, const RunOptions& options,
                                             size_t count) {
  std::vector<Analyzer> analyzers;
  for (size_t i = 0; i < count; i++) {
    auto analyzer = Analyzer::create(
        models.files(), {.tier = options.tier, .correction = options.correction, .limits = {}});
    if (!analyzer.ok()) return analyzer.error();
    analyzers.push_back(std::move(analyzer.value()));
  }
  return analyzers;
}

// What the threads share.
class Run {
 public:
  Run(const std::vector<PhotoTask>& tasks, std::optional<PartialResults>& partial)
      : tasks_(tasks),
        partial_(partial),
        results_(tasks.size(), Error{ErrorCode::kInternal, "The photo was not looked at.", ""}),
        progress_(take_known(), tasks.size()) {}

  // Takes one photo after the other until none is left. Called by each thread.
  void work(Analyzer& analyzer) {
    for (size_t i = next_++; i < tasks_.size(); i = next_++) {
      if (results_[i].ok()) continue;
      results_[i] = judge_photo(analyzer, tasks_[i]);
      const std::scoped_lock lock(mutex_);
      note(tasks_[i], results_[i]);
      progress_.advance();
    }
  }

  std::vector<Result<JudgedPhoto>>& results() { return results_; }

 private:
  size_t take_known() {
    size_t known = 0;
    for (size_t i = 0; partial_.has_value() && i < tasks_.size(); i++) {
      const JudgedPhoto* photo = partial_->find(tasks_[i].name);
      if (photo == nullptr) continue;
      results_[i] = *photo;
      known++;
    }
    return known;
  }

  // Photos that failed are not kept: whoever goes on with a run may have mended them.
  void note(const PhotoTask& task, const Result<JudgedPhoto>& result) {
    if (!result.ok()) {
      const Error& error = result.error();
      progress_.say(task.name + ": " + error.message + " (" + error_code_name(error.code) +
                    (error.detail.empty() ? "" : ": " + error.detail) + ")");
    } else if (partial_.has_value()) {
      if (const Status status = partial_->add(task.name, result.value()); !status.ok()) {
        progress_.say(status.error().message);
        partial_.reset();
      }
    }
  }

  const std::vector<PhotoTask>& tasks_;
  std::optional<PartialResults>& partial_;
  std::vector<Result<JudgedPhoto>> results_;
  ProgressLine progress_;
  std::atomic<size_t> next_ = 0;
  std::mutex mutex_;
};

}  // namespace

double RunResults::mean_milliseconds() const {
  double sum = 0;
  size_t count = 0;
  for (const auto& photo : photos) {
    if (!photo.ok()) continue;
    sum += photo.value().milliseconds;
    count++;
  }
  return count > 0 ? sum / static_cast<double>(count) : 0;
}

Result<RunResults> judge_photos(const std::vector<PhotoTask>& tasks, const RunOptions& options) {
  const auto models = read_model_folder(options.models);
  if (!models.ok()) return models.error();
  const size_t threads = std::clamp<size_t>(tasks.size(), 1, options.threads);
  auto analyzers = make_analyzers(models.value(), options, threads);
  if (!analyzers.ok()) return analyzers.error();
  std::optional<PartialResults> partial;
  if (!options.partial.empty()) {
    auto opened = PartialResults::open(options.partial, key_of(tasks, options, models.value()));
    if (!opened.ok()) return opened.error();
    partial.emplace(std::move(opened.value()));
    if (partial->size() > 0) {
      std::fprintf(stderr, "Going on from %s, which has %s.\n", options.partial.c_str(),
                   counted(partial->size(), "photo", "photos").c_str());
    }
  }
  RunResults results;
  {
    Run run(tasks, partial);
    std::vector<std::thread> others;
    for (size_t i = 1; i < threads; i++) {
      others.emplace_back([&run, &analyzer = analyzers.value()[i]] { run.work(analyzer); });
    }
    run.work(analyzers.value()[0]);
    for (std::thread& other : others) other.join();
    results.photos = std::move(run.results());
  }
  const auto manifest = parse_manifest(manifest_of(models.value()));
  if (!manifest.ok()) return manifest.error();
  results.models_version = manifest.value().version;
  results.correction = options.correction && manifest.value().correction;
  return results;
}

void remove_partial(const RunOptions& options) {
  if (options.partial.empty()) return;
  std::error_code ignored;  // at worst a file stays that the same run would read again
  std::filesystem::remove(options.partial, ignored);
}

}  // namespace selinet::cli
