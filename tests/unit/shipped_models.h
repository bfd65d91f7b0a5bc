// The shipped models in memory and a picture drawn by code, for tests of the whole pipeline.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "selinet/analyzer.h"

namespace selinet::test {

// models/ as in the checkout; read once. Empty only if the folder is missing, which fails the test.
class ShippedModels {
 public:
  static const ShippedModels& get();

  [[nodiscard]] std::vector<ModelFile> files() const;
  // The same with the bytes of `path` replaced; `bytes` must outlive the result.
  [[nodiscard]] std::vector<ModelFile> with(const std::string& path,
                                            const std::vector<uint8_t>& bytes) const;
  [[nodiscard]] const std::vector<uint8_t>& bytes(const std::string& path) const;
  // The path of the first file that is not the manifest.
  [[nodiscard]] const std::string& first_model() const;

 private:
  ShippedModels();
  std::vector<std::string> paths_;
  std::vector<std::vector<uint8_t>> contents_;
};

// A 24-bit BMP file of a drawn scene (sky, ground, a blocky figure); the same bytes every time.
std::vector<uint8_t> drawn_bmp(int32_t width, int32_t height);

// The same scene as RGBA pixels.
std::vector<uint8_t> drawn_rgba(int32_t width, int32_t height);

}  // namespace selinet::test
