"""PyTorch modules to the shipped .tflite files, each checked against its module by the reference interpreter."""

from dataclasses import dataclass
from pathlib import Path

import litert_torch
import numpy as np
import torch
from torch import nn

from selinet_train.tflite import Runner, halve_weights, operators

# What the core's nn/ translates. A file with anything else would be refused there.
SUPPORTED = {
    "CONV_2D",
    "DEPTHWISE_CONV_2D",
    "TRANSPOSE_CONV",
    "FULLY_CONNECTED",
    "ADD",
    "SUB",
    "MUL",
    "MAX_POOL_2D",
    "AVERAGE_POOL_2D",
    "MEAN",
    "RESIZE_BILINEAR",
    "PAD",
    "RESHAPE",
    "CONCATENATION",
    "RELU",
    "RELU6",
    "PRELU",
    "HARD_SWISH",
    "LOGISTIC",
    "SOFTMAX",
    "DEQUANTIZE",
}
TOLERANCE = 1e-4  # of float32 outputs, relative to their range


@dataclass
class Exported:
    path: Path
    operators: dict[str, int]
    error: float  # float32 file against PyTorch, largest difference relative to the output's range
    half_error: float  # the same of the shipped file with float16 weights


def _worst(path: Path, inputs: list[np.ndarray], expected: list[np.ndarray]) -> float:
    outputs = Runner(path)(*inputs)
    if [o.shape for o in outputs] != [e.shape for e in expected]:
        raise ValueError(f"{path.name}: outputs {[o.shape for o in outputs]} are not in the module's order")
    return max(float(np.abs(o - e).max() / max(np.ptp(e), 1e-6)) for o, e in zip(outputs, expected, strict=True))


def export(module: nn.Module, inputs: list[np.ndarray], path: Path) -> Exported:
    """Writes `module` to `path` with float16 weights. `inputs` give the shapes and serve the check."""
    module.eval()
    tensors = tuple(torch.from_numpy(value.astype(np.float32)) for value in inputs)
    with torch.inference_mode():
        expected = module(*tensors)
    wanted = [value.numpy() for value in (expected if isinstance(expected, tuple) else (expected,))]
    full = path.with_suffix(".f32.tflite")
    litert_torch.convert(module, tensors).export(str(full))
    error = _worst(full, inputs, wanted)
    if error > TOLERANCE:
        raise ValueError(f"{path.name}: differs from PyTorch by {error:.2e} of the output's range")
    halve_weights(full, path)
    result = Exported(path, operators(path), error, _worst(path, inputs, wanted))
    full.unlink()
    unknown = set(result.operators) - SUPPORTED
    if unknown:
        raise ValueError(f"{path.name}: the core does not know {', '.join(sorted(unknown))}")
    return result
