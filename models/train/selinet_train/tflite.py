"""Runs, inspects and shrinks .tflite files with the reference interpreter and the quantiser."""

from collections import Counter
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from ai_edge_quantizer import qtyping, quantizer, recipe_manager


class Runner:
    """One model file on the reference interpreter; call it with the inputs in order, get the outputs in order."""

    def __init__(self, path: Path, threads: int = 1):
        self._interpreter = Interpreter(str(path), num_threads=threads)
        self._interpreter.allocate_tensors()
        self._outputs = self._interpreter.get_output_details()

    def __call__(self, *inputs: np.ndarray) -> list[np.ndarray]:
        for detail, value in zip(self._interpreter.get_input_details(), inputs, strict=True):
            self._interpreter.set_tensor(detail["index"], value.astype(np.float32))
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(detail["index"]).copy() for detail in self._outputs]

    def shapes(self) -> tuple[list[list[int]], list[list[int]]]:
        """Shapes of inputs and outputs, in the file's order."""
        inputs = self._interpreter.get_input_details()
        return [d["shape"].tolist() for d in inputs], [d["shape"].tolist() for d in self._outputs]


def operators(path: Path) -> dict[str, int]:
    """How often each operator occurs in the file, by the format's own names."""
    plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    interpreter = Interpreter(str(path), experimental_op_resolver_type=plain)
    return dict(sorted(Counter(detail["op_name"] for detail in interpreter._get_ops_details()).items()))


def halve_weights(source: Path, target: Path) -> None:
    """Writes the model with float16 weights, dequantised before use: half the bytes, float32 arithmetic."""
    weights = qtyping.TensorQuantizationConfig(num_bits=16, dtype=qtyping.TensorDataType.FLOAT)
    config = qtyping.OpQuantizationConfig(
        weight_tensor_config=weights, compute_precision=qtyping.ComputePrecision.FLOAT, explicit_dequantize=True
    )
    recipe = recipe_manager.RecipeManager()
    recipe.add_quantization_config(
        regex=".*",
        operation_name=qtyping.TFLOperationName.ALL_SUPPORTED,
        op_config=config,
        algorithm_key=quantizer.AlgorithmName.FLOAT_CASTING,
    )
    shrinker = quantizer.Quantizer(str(source))
    shrinker.load_quantization_recipe(recipe.get_quantization_recipe())
    shrinker.quantize().export_model(str(target), overwrite=True)
    target.chmod(0o644)
