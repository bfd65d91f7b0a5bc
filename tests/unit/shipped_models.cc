#include "shipped_models.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace selinet::test {
namespace {

using Colour = std::array<uint8_t, 3>;

// Sky above, ground below, and a figure of a head, a body and two legs in the middle.
Colour scene(double x, double y) {
  const double from_middle = x < 0.5 ? 0.5 - x : x - 0.5;
  if (y > 0.15 && y < 0.35 && from_middle < 0.06) return {224, 172, 140};
  if (y >= 0.35 && y < 0.65 && from_middle < 0.11) return {180, 40, 40};
  if (y >= 0.65 && y < 0.95 && from_middle < 0.09 && from_middle > 0.015) return {40, 50, 110};
  const auto shade = static_cast<uint8_t>(60 * x);
  return y < 0.7 ? Colour{static_cast<uint8_t>(120 + shade), 180, 230}
                 : Colour{90, static_cast<uint8_t>(120 + shade), 60};
}

}  // namespace

const ShippedModels& ShippedModels::get() {
  static const ShippedModels models;
  return models;
}

ShippedModels::ShippedModels() {
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(SELINET_MODELS_DIR, problem)) {
    const std::string name = entry.path().filename().string();
    if (name != "manifest.json" && entry.path().extension() != ".tflite") continue;
    paths_.push_back(name);
  }
  std::sort(paths_.begin(), paths_.end());
  for (const std::string& name : paths_) {
    std::ifstream stream(std::filesystem::path(SELINET_MODELS_DIR) / name, std::ios::binary);
    contents_.emplace_back(std::istreambuf_iterator<char>(stream),
                           std::istreambuf_iterator<char>());
  }
}

std::vector<ModelFile> ShippedModels::files() const {
  std::vector<ModelFile> files;
  files.reserve(paths_.size());
  for (size_t i = 0; i < paths_.size(); i++) files.push_back({paths_[i], contents_[i]});
  return files;
}

std::vector<ModelFile> ShippedModels::with(const std::string& path,
                                           const std::vector<uint8_t>& bytes) const {
  std::vector<ModelFile> result = files();
  for (ModelFile& file : result) {
    if (file.path == path) file.bytes = bytes;
  }
  return result;
}

const std::vector<uint8_t>& ShippedModels::bytes(const std::string& path) const {
  static const std::vector<uint8_t> none;
  const auto found = std::find(paths_.begin(), paths_.end(), path);
  return found == paths_.end() ? none : contents_[static_cast<size_t>(found - paths_.begin())];
}

const std::string& ShippedModels::first_model() const {
  static const std::string none;
  const auto found = std::find_if(paths_.begin(), paths_.end(),
                                  [](const std::string& p) { return p != "manifest.json"; });
  return found == paths_.end() ? none : *found;
}

std::vector<uint8_t> drawn_rgba(int32_t width, int32_t height) {
  std::vector<uint8_t> rgba;
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      const Colour c = scene((x + 0.5) / width, (y + 0.5) / height);
      rgba.insert(rgba.end(), {c[0], c[1], c[2], 255});
    }
  }
  return rgba;
}

std::vector<uint8_t> drawn_bmp(int32_t width, int32_t height) {
  const auto row_bytes = static_cast<uint32_t>((width * 3 + 3) / 4 * 4);
  const uint32_t data_bytes = row_bytes * static_cast<uint32_t>(height);
  std::vector<uint8_t> file;
  const auto u16 = [&](uint32_t v) {
    file.insert(file.end(), {static_cast<uint8_t>(v), static_cast<uint8_t>(v >> 8U)});
  };
  const auto u32 = [&](uint32_t v) {
    u16(v & 0xffffU);
    u16(v >> 16U);
  };
  file.insert(file.end(), {'B', 'M'});
  u32(54 + data_bytes);
  u32(0);
  u32(54);
  u32(40);
  u32(static_cast<uint32_t>(width));
  u32(static_cast<uint32_t>(height));
  u16(1);
  u16(24);
  u32(0);
  u32(data_bytes);
  u32(2835);
  u32(2835);
  u32(0);
  u32(0);
  for (int32_t y = height - 1; y >= 0; y--) {
    for (int32_t x = 0; x < width; x++) {
      const Colour c = scene((x + 0.5) / width, (y + 0.5) / height);
      file.insert(file.end(), {c[2], c[1], c[0]});
    }
    while ((file.size() - 54) % 4 != 0) file.push_back(0);
  }
  return file;
}

}  // namespace selinet::test
