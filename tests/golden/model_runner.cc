// Runs one .tflite file on inputs from a file: the engine's side of the comparison with the
// reference interpreter (reference.py), and a stopwatch.
//
//   selinet_model_runner MODEL                           prints the model's inputs and outputs
//   selinet_model_runner MODEL INPUTS OUTPUTS [REPEATS]  also runs it, REPEATS times after a
//   warm-up
//
// INPUTS and OUTPUTS hold the values of all tensors one after another, in the machine's own byte
// order: 4 bytes a float, 1 byte an int8. Lines printed: "input TYPE SHAPE NAME", "output ...",
// "milliseconds M" (the median). Exit status 1 and one line on stderr where something fails: "CODE:
// MESSAGE".
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "selinet/error.h"
#include "selinet/model.h"

namespace {

using selinet::ElementType;
using selinet::Model;
using selinet::TensorInfo;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

std::vector<uint8_t> read_file(const char* path) {
  const File file(std::fopen(path, "rb"));
  if (file == nullptr) fail(std::string("cannot read ") + path);
  std::fseek(file.get(), 0, SEEK_END);
  const long size = std::ftell(file.get());
  std::fseek(file.get(), 0, SEEK_SET);
  std::vector<uint8_t> bytes(size > 0 ? static_cast<size_t>(size) : 0);
  if (std::fread(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) {
    fail(std::string("cannot read ") + path);
  }
  return bytes;
}

void print(const char* kind, const TensorInfo& info) {
  std::printf("%s %s ", kind, info.type == ElementType::kInt8 ? "int8" : "float32");
  for (size_t i = 0; i < info.shape.size(); ++i)
    std::printf("%s%d", i == 0 ? "" : "x", info.shape[i]);
  std::printf(" %s\n", info.name.c_str());
}

void fill_inputs(Model& model, const std::vector<uint8_t>& bytes) {
  size_t used = 0;
  for (size_t i = 0; i < model.inputs().size(); ++i) {
    const bool quantized = model.inputs()[i].type == ElementType::kInt8;
    const size_t size = model.inputs()[i].elements() * (quantized ? 1 : sizeof(float));
    if (size > bytes.size() - used) fail("the inputs are too short");
    void* target = quantized ? static_cast<void*>(model.input_int8(i).data())
                             : static_cast<void*>(model.input(i).data());
    std::memcpy(target, bytes.data() + used, size);
    used += size;
  }
  if (used != bytes.size()) fail("the inputs are too long");
}

void run(Model& model) {
  const selinet::Status status = model.run();
  if (!status.ok()) fail(status.error().message);
}

double median_milliseconds(Model& model, long repeats) {
  std::vector<double> times;
  for (long i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run(model);
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - start;
    times.push_back(elapsed.count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void write_outputs(const Model& model, const char* path) {
  const File file(std::fopen(path, "wb"));
  if (file == nullptr) fail(std::string("cannot write ") + path);
  for (size_t i = 0; i < model.outputs().size(); ++i) {
    const auto floats = model.output(i);
    const auto bytes = model.output_int8(i);
    const size_t written =
        floats.empty() ? std::fwrite(bytes.data(), 1, bytes.size(), file.get())
                       : std::fwrite(floats.data(), sizeof(float), floats.size(), file.get());
    if (written != model.outputs()[i].elements()) fail(std::string("cannot write ") + path);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4 && argc != 5) {
    fail("usage: selinet_model_runner MODEL [INPUTS OUTPUTS [REPEATS]]");
  }
  const std::string path = argv[1];
  const std::vector<uint8_t> bytes = read_file(argv[1]);
  selinet::ModelOptions options;
  options.name = path.substr(path.find_last_of('/') + 1);
  auto loaded = Model::load(bytes, options);
  if (!loaded.ok()) {
    fail(std::string(selinet::error_code_name(loaded.error().code)) + ": " +
         loaded.error().message);
  }
  Model& model = loaded.value();
  for (const TensorInfo& info : model.inputs()) print("input", info);
  for (const TensorInfo& info : model.outputs()) print("output", info);
  if (argc == 2) return 0;
  fill_inputs(model, read_file(argv[2]));
  run(model);
  write_outputs(model, argv[3]);
  if (argc == 5) {
    const long repeats = std::strtol(argv[4], nullptr, 10);
    std::printf("milliseconds %.3f\n", median_milliseconds(model, std::max(1L, repeats)));
  }
  return 0;
}
