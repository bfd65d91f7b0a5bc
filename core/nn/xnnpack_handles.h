// Ownership of what XNNPACK hands out. With the builder and the model, the only code that includes
// it.
#pragma once

#include <pthreadpool.h>
#include <xnnpack.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace selinet::nn {

struct DeleteSubgraph {
  void operator()(xnn_subgraph_t subgraph) const { xnn_delete_subgraph(subgraph); }
};
using UniqueSubgraph = std::unique_ptr<std::remove_pointer_t<xnn_subgraph_t>, DeleteSubgraph>;

struct DeleteRuntime {
  void operator()(xnn_runtime_t runtime) const { xnn_delete_runtime(runtime); }
};
using UniqueRuntime = std::unique_ptr<std::remove_pointer_t<xnn_runtime_t>, DeleteRuntime>;

struct Free {
  void operator()(uint8_t* bytes) const { std::free(bytes); }
};
// Zeroed memory that XNNPACK may read: its vector loads go past the end by up to XNN_EXTRA_BYTES.
// Null when memory is short, unlike a std::vector, which would end the program.
using Buffer = std::unique_ptr<uint8_t[], Free>;
inline Buffer make_buffer(size_t bytes) {
  return Buffer(static_cast<uint8_t*>(std::calloc(bytes + XNN_EXTRA_BYTES, 1)));
}

}  // namespace selinet::nn
