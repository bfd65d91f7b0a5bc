// The public Model: reads and simplifies the graph, has XNNPACK build it, owns what running needs.
#include "selinet/model.h"

#include <array>

#include "builder.h"
#include "passes.h"

namespace selinet {
namespace {

// FlatBuffers reads numbers in place, so the file has to start where its widest number may.
constexpr size_t kFileAlignment = 8;

TensorInfo describe(const nn::Tensor& tensor) {
  TensorInfo info;
  info.name = tensor.name;
  info.shape = tensor.shape;
  if (tensor.type == nn::TensorType::kInt8) {
    info.type = ElementType::kInt8;
    if (!tensor.quantization.scales.empty()) {
      info.scale = tensor.quantization.scales[0];
      info.zero_point = tensor.quantization.zero_points[0];
    }
  }
  return info;
}

size_t bytes_of(const TensorInfo& info) {
  return info.elements() * (info.type == ElementType::kInt8 ? sizeof(int8_t) : sizeof(float));
}

Error out_of_memory(const std::string& name) {
  return {ErrorCode::kOutOfMemory, "Memory is short for " + name + ".", {}};
}

}  // namespace

size_t TensorInfo::elements() const {
  size_t product = 1;
  for (const int32_t size : shape) product *= static_cast<size_t>(size);
  return product;
}

struct Model::State {
  std::string name;
  std::vector<TensorInfo> inputs;
  std::vector<TensorInfo> outputs;
  // In the order of XNNPACK's external ids: inputs, then outputs.
  std::vector<nn::Buffer> buffers;
  std::vector<nn::Buffer> constants;
  nn::UniqueRuntime runtime;  // last: it points into all of the above, and goes first

  Status create(nn::Builder& builder);
  [[nodiscard]] Status check_shapes() const;

  template <typename T>
  std::span<T> view(const TensorInfo& info, size_t buffer, ElementType type) const {
    if (info.type != type) return {};
    return {reinterpret_cast<T*>(buffers[buffer].get()), info.elements()};
  }
};

// From the finished subgraph to a runtime that is ready to run.
Status Model::State::create(nn::Builder& builder) {
  xnn_runtime_t created = nullptr;
  // A thread pool would go here, as the second argument.
  xnn_status status = xnn_create_runtime_v2(builder.subgraph().get(), nullptr, 0, &created);
  if (status == xnn_status_success) {
    runtime.reset(created);
    status = xnn_reshape_runtime(created);
  }
  if (status == xnn_status_out_of_memory) return out_of_memory(name);
  if (status != xnn_status_success) {
    return Error{ErrorCode::kUnsupportedOperator,
                 name + " cannot be run here: XNNPACK refuses its graph.",
                 "status " + std::to_string(static_cast<int>(status))};
  }
  if (Status checked = check_shapes(); !checked.ok()) return checked;
  std::vector<xnn_external_value> externals;
  for (const auto* list : {&inputs, &outputs}) {
    for (const TensorInfo& info : *list) {
      buffers.push_back(nn::make_buffer(bytes_of(info)));
      if (buffers.back() == nullptr) return out_of_memory(name);
      externals.push_back({static_cast<uint32_t>(externals.size()), buffers.back().get()});
    }
  }
  status = xnn_setup_runtime_v2(created, externals.size(), externals.data());
  if (status == xnn_status_out_of_memory) return out_of_memory(name);
  if (status != xnn_status_success) {
    return Error{ErrorCode::kInternal, name + " could not be set up.",
                 "status " + std::to_string(static_cast<int>(status))};
  }
  constants = std::move(builder.run_time_constants());
  return {};
}

// Our own shapes and XNNPACK's have to agree before it gets a pointer to write to.
Status Model::State::check_shapes() const {
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::array<size_t, XNN_MAX_TENSOR_DIMS> dims{};
    size_t rank = 0;
    const auto id = static_cast<uint32_t>(inputs.size() + i);
    if (xnn_get_external_value_shape(runtime.get(), id, &rank, dims.data()) != xnn_status_success)
      rank = 0;
    size_t elements = 1;
    for (size_t axis = 0; axis < rank; ++axis) elements *= dims[axis];
    if (rank != outputs[i].shape.size() || elements != outputs[i].elements()) {
      return Error{ErrorCode::kInternal, name + " could not be set up.",
                   "XNNPACK gives the output \"" + outputs[i].name + "\" another shape"};
    }
  }
  return {};
}

Model::Model(std::unique_ptr<State> state) : state_(std::move(state)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load(std::span<const uint8_t> file, const ModelOptions& options) {
  const std::string name = options.name.empty() ? "The model" : options.name;
  nn::Buffer aligned;
  if (reinterpret_cast<uintptr_t>(file.data()) % kFileAlignment != 0) {
    aligned = nn::make_buffer(file.size());
    if (aligned == nullptr) return out_of_memory(name);
    std::copy(file.begin(), file.end(), aligned.get());
    file = {aligned.get(), file.size()};
  }
  auto read = nn::read_graph(file, name);
  if (!read.ok()) return read.error();
  nn::Graph& graph = read.value();
  if (Status status = nn::fold_constants(graph); !status.ok()) return status.error();
  nn::remove_unused(graph);
  nn::fuse_activations(graph);

  if (xnn_initialize(nullptr) != xnn_status_success) {
    return Error{ErrorCode::kInternal, "This processor is too old for XNNPACK.", {}};
  }
  nn::Builder builder(graph);
  if (Status status = builder.build(); !status.ok()) return status.error();
  auto state = std::make_unique<State>();
  state->name = name;
  for (const int32_t index : graph.inputs) state->inputs.push_back(describe(graph.tensor(index)));
  for (const int32_t index : graph.outputs) state->outputs.push_back(describe(graph.tensor(index)));
  if (Status status = state->create(builder); !status.ok()) return status.error();
  return Model(std::move(state));
}

const std::vector<TensorInfo>& Model::inputs() const { return state_->inputs; }
const std::vector<TensorInfo>& Model::outputs() const { return state_->outputs; }

std::span<float> Model::input(size_t index) {
  return state_->view<float>(state_->inputs[index], index, ElementType::kFloat32);
}

std::span<int8_t> Model::input_int8(size_t index) {
  return state_->view<int8_t>(state_->inputs[index], index, ElementType::kInt8);
}

std::span<const float> Model::output(size_t index) const {
  return state_->view<const float>(state_->outputs[index], state_->inputs.size() + index,
                                   ElementType::kFloat32);
}

std::span<const int8_t> Model::output_int8(size_t index) const {
  return state_->view<const int8_t>(state_->outputs[index], state_->inputs.size() + index,
                                    ElementType::kInt8);
}

Status Model::run() {
  const xnn_status status = xnn_invoke_runtime(state_->runtime.get());
  if (status == xnn_status_success) return {};
  return Error{ErrorCode::kInternal, state_->name + " could not be run.",
               "status " + std::to_string(static_cast<int>(status))};
}

}  // namespace selinet
