// Expands sparse constants: TensorFlow Lite's sparse format, described at Sparsity in graph.h.
#include <cstring>
#include <new>

#include "passes.h"

namespace selinet::nn {
namespace {

class Densifier {
 public:
  Densifier(const Tensor& tensor, size_t element_bytes)
      : tensor_(tensor), sparsity_(tensor.sparsity), element_bytes_(element_bytes) {}

  // Empty if the description is sound, else what is wrong with it.
  std::string check();
  // False if the indices lead outside the shape or the values.
  bool fill(std::vector<uint8_t>& dense);

 private:
  bool descend(size_t level, size_t position, std::vector<uint8_t>& dense);
  bool store(size_t position, std::vector<uint8_t>& dense);

  const Tensor& tensor_;
  const Sparsity& sparsity_;
  size_t element_bytes_;
  std::vector<int32_t> block_sizes_;  // a dimension of the shape; 1 where it has no blocks
  std::vector<int32_t> coordinates_;  // a level: the index taken there
};

bool in_range(int32_t value, size_t limit) {
  return value >= 0 && static_cast<size_t>(value) < limit;
}

std::string Densifier::check() {
  const size_t rank = tensor_.shape.size();
  const size_t blocks = sparsity_.block_map.size();
  const size_t levels = rank + blocks;
  if (blocks > rank || sparsity_.traversal.size() != levels ||
      sparsity_.dimensions.size() != levels) {
    return "its sparse dimensions do not match its shape";
  }
  std::vector<bool> seen(levels, false);
  for (const int32_t dimension : sparsity_.traversal) {
    if (!in_range(dimension, levels) || seen[static_cast<size_t>(dimension)]) {
      return "its sparse dimensions are not in a sound order";
    }
    seen[static_cast<size_t>(dimension)] = true;
  }
  for (const Sparsity::Dimension& dimension : sparsity_.dimensions) {
    if (!dimension.compressed && dimension.size < 1) return "one of its sparse dimensions is empty";
    for (size_t i = 1; i < dimension.segments.size(); ++i) {
      if (dimension.segments[i] < dimension.segments[i - 1]) return "its sparse segments overlap";
    }
  }
  block_sizes_.assign(rank, 1);
  for (size_t i = 0; i < blocks; ++i) {
    const int32_t mapped = sparsity_.block_map[i];
    if (!in_range(mapped, rank)) return "its blocks belong to no dimension";
    // Blocks come last in every file that the format's own converter writes, and are dense.
    if (sparsity_.dimensions[rank + i].compressed) return "its blocks are sparse themselves";
    block_sizes_[static_cast<size_t>(mapped)] = sparsity_.dimensions[rank + i].size;
  }
  coordinates_.assign(levels, 0);
  return {};
}

bool Densifier::fill(std::vector<uint8_t>& dense) { return descend(0, 0, dense); }

// `position` counts the entries passed at the level above, as the format stores them. Each level
// visits each of its entries at most once, so the work is bounded by the number of values stored.
bool Densifier::descend(size_t level, size_t position, std::vector<uint8_t>& dense) {
  if (level == sparsity_.dimensions.size()) return store(position, dense);
  const Sparsity::Dimension& dimension = sparsity_.dimensions[level];
  if (!dimension.compressed) {
    const auto size = static_cast<size_t>(dimension.size);
    if (position > kMaxTensorElements) return false;
    for (size_t i = 0; i < size; ++i) {
      coordinates_[level] = static_cast<int32_t>(i);
      if (!descend(level + 1, position * size + i, dense)) return false;
    }
    return true;
  }
  if (position + 1 >= dimension.segments.size()) return false;
  const int32_t begin = dimension.segments[position];
  const int32_t end = dimension.segments[position + 1];
  if (begin < 0 || static_cast<size_t>(end) > dimension.indices.size()) return false;
  for (int32_t i = begin; i < end; ++i) {
    coordinates_[level] = dimension.indices[static_cast<size_t>(i)];
    if (!descend(level + 1, static_cast<size_t>(i), dense)) return false;
  }
  return true;
}

bool Densifier::store(size_t position, std::vector<uint8_t>& dense) {
  const size_t rank = tensor_.shape.size();
  if (position >= tensor_.constant.size() / element_bytes_) return false;
  std::vector<int64_t> index(rank, 0);
  // First the coarse index of each dimension, then the place inside its block.
  for (size_t level = 0; level < coordinates_.size(); ++level) {
    const auto dimension = static_cast<size_t>(sparsity_.traversal[level]);
    if (dimension < rank)
      index[dimension] += int64_t{coordinates_[level]} * block_sizes_[dimension];
    if (dimension >= rank) {
      index[static_cast<size_t>(sparsity_.block_map[dimension - rank])] += coordinates_[level];
    }
  }
  size_t flat = 0;
  for (size_t i = 0; i < rank; ++i) {
    if (index[i] < 0 || index[i] >= tensor_.shape[i]) return false;
    flat = flat * static_cast<size_t>(tensor_.shape[i]) + static_cast<size_t>(index[i]);
  }
  std::memcpy(dense.data() + flat * element_bytes_,
              tensor_.constant.data() + position * element_bytes_, element_bytes_);
  return true;
}

}  // namespace

Result<std::vector<uint8_t>> densify(const Graph& graph, int32_t tensor_index,
                                     size_t element_bytes) {
  const Tensor& tensor = graph.tensor(tensor_index);
  Densifier densifier(tensor, element_bytes);
  if (const std::string problem = densifier.check(); !problem.empty()) {
    return graph.corrupt(graph.describe(tensor_index) + ": " + problem);
  }
  std::vector<uint8_t> dense(tensor.elements * element_bytes, 0);
  if (!densifier.fill(dense)) {
    return graph.corrupt(graph.describe(tensor_index) +
                         ": its sparse values lie outside its shape");
  }
  return dense;
}

}  // namespace selinet::nn
