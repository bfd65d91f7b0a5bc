"""Compares the engine with TensorFlow Lite's own interpreter on whole models.

Every .tflite file that is shipped, and every one in the MediaPipe packages if their folder is given, is run by both on
the same inputs; each output must agree within 1e-4 of its range. The interpreter is asked twice: as it comes, with its
own build of XNNPACK, and with its built-in kernels, which share no arithmetic with the engine; both answers count. Some
networks amplify rounding (MediaPipe's pose masks): where the interpreter's two answers differ by nearly 1e-4 or more
themselves, half as much again as that difference is allowed instead, and printed.

The answers are cached by the file's hash and the input: with a warm cache the interpreter is not needed, nor imported.
"""

import argparse
import fnmatch
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
INTERPRETER_VERSION = "2.3.0"
# Raised when inputs or the rewriting below change, so that cached answers are not mixed up.
RECIPE_VERSION = "2"
FLOAT_TOLERANCE = 1e-4  # of the output's range
# int8 results are rounded at every layer, and kernels round differently: one step in the last layer is 1/255, and
# earlier ones add up.
INT8_TOLERANCE = 4 / 255

TRANSPOSE_CONV = 67
TRANSPOSE_CONV_OPTIONS = 49
CUSTOM = 32


class Case:
    """A model file: its bytes and the name it is reported by."""

    def __init__(self, name, data):
        self.name = name
        self.data = data
        self.digest = hashlib.sha256(data).hexdigest()


def packed_files(loader):
    """Files inside a MediaPipe "packed assets" pack, by the index in the script that unpacks it."""
    match = re.search(r'loadPackage\(\{"files": (\[.*?\])', loader.read_text(encoding="utf-8", errors="replace"))
    pack = loader.with_name(loader.name.replace("_loader.js", ".data"))
    if match is None or not pack.exists():
        return
    data = pack.read_bytes()
    for entry in json.loads(match.group(1)):
        if entry["filename"].endswith(".tflite"):
            yield Path(entry["filename"]).name, data[entry["start"] : entry["end"]]


def find_cases(models, sources):
    cases = [Case(f"models/{path.name}", path.read_bytes()) for path in sorted(models.glob("*.tflite"))]
    if sources is None:
        return cases
    found = {path.name: path.read_bytes() for path in sorted(sources.rglob("*.tflite"))}
    for loader in sorted(sources.rglob("*_packed_assets_loader.js")):
        found.update(packed_files(loader))
    return cases + [Case(f"mediapipe/{name}", data) for name, data in sorted(found.items())]


def picture(height, width, channels):
    """Something like a photo in -1..1: a sky, a ground, round things, a little noise."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    y, x = y / height, x / width
    planes = []
    for channel in range(channels):
        plane = 0.6 - 0.9 * y + 0.1 * channel
        for cx, cy, radius, level in ((0.5, 0.4, 0.22, 0.7), (0.42, 0.35, 0.03, -0.8), (0.58, 0.35, 0.03, -0.8)):
            inside = (x - cx) ** 2 + (y - cy) ** 2 < radius**2
            plane = np.where(inside, level - 0.15 * channel, plane)
        planes.append(plane)
    noise = np.random.default_rng(7).normal(0, 0.02, (height, width, channels))
    return np.clip(np.stack(planes, axis=-1) + noise, -1, 1)


def make_inputs(kind, shapes):
    """One array an input, float64 in about -1..1. Both sides get the same bytes in the end."""
    generator = np.random.default_rng(20230703)
    arrays = []
    for shape in shapes:
        if kind == "picture" and len(shape) == 4:
            arrays.append(np.broadcast_to(picture(*shape[1:]), shape))
        else:
            arrays.append(generator.uniform(-1, 1, shape))
    return arrays


def as_stored(array, detail):
    """The input in the tensor's own type."""
    if detail["type"] == "float32":
        return array.astype(np.float32)
    # Spread over the whole int8 range: scales are the model's business.
    return np.clip(np.rint(array * 127), -128, 127).astype(np.int8)


def without_custom_operators(data):
    """MediaPipe's transposed convolution with bias, as the builtin operator that can do the same since its version 3.

    The interpreter does not know the custom one; the engine gets the file as it is.
    """
    if b"Convolution2DTransposeBias" not in data:
        return data
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema

    model = schema.ModelT.InitFromPackedBuf(data, 0)
    graph = model.subgraphs[0]
    for index, code in enumerate(model.operatorCodes):
        if code.customCode != b"Convolution2DTransposeBias":
            continue
        code.builtinCode = code.deprecatedBuiltinCode = TRANSPOSE_CONV
        code.customCode, code.version = None, 3
        for operator in (o for o in graph.operators if o.opcodeIndex == index):
            padding, stride_width, stride_height = np.frombuffer(bytes(operator.customOptions)[:12], "<i4")
            options = schema.TransposeConvOptionsT()
            options.padding = 0 if padding == 1 else 1
            options.strideW, options.strideH = int(stride_width), int(stride_height)
            operator.builtinOptions, operator.builtinOptionsType = options, TRANSPOSE_CONV_OPTIONS
            operator.customOptions = None
            values = schema.BufferT()
            values.data = np.asarray(graph.tensors[operator.outputs[0]].shape, "<i4").view(np.uint8)
            model.buffers.append(values)
            shape = schema.TensorT()
            shape.shape, shape.type, shape.buffer = [4], schema.TensorType.INT32, len(model.buffers) - 1
            graph.tensors.append(shape)
            source, weights, bias = operator.inputs
            operator.inputs = [len(graph.tensors) - 1, weights, source, bias]
    builder = flatbuffers.Builder(len(data))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def interpreter_answers(case, inputs):
    """Outputs of the reference interpreter, in the file's order: all with XNNPACK, then all with built-in kernels."""
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    answers = []
    for resolver in (OpResolverType.AUTO, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES):
        interpreter = Interpreter(
            model_content=without_custom_operators(case.data), experimental_op_resolver_type=resolver, num_threads=1
        )
        interpreter.allocate_tensors()
        for detail, array in zip(interpreter.get_input_details(), inputs, strict=True):
            interpreter.set_tensor(detail["index"], array)
        interpreter.invoke()
        answers += [np.array(interpreter.get_tensor(detail["index"])) for detail in interpreter.get_output_details()]
    return answers


def cached_answers(case, kind, inputs, cache):
    key = hashlib.sha256(b"".join(np.ascontiguousarray(array).tobytes() for array in inputs)).hexdigest()[:16]
    folder = cache / "golden" / "interpreter"
    path = folder / f"{case.digest[:32]}-{kind}-{key}-{INTERPRETER_VERSION}-{RECIPE_VERSION}.npz"
    if path.exists():
        with np.load(path) as stored:
            return [stored[f"arr_{i}"] for i in range(len(stored.files))]
    answers = interpreter_answers(case, inputs)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".npz", delete=False) as temporary:
        np.savez_compressed(temporary, *answers)
    os.replace(temporary.name, path)
    return answers


class Runner:
    """The engine's executable."""

    def __init__(self, executable, folder):
        self.executable = executable
        self.folder = Path(folder)

    def call(self, *arguments):
        done = subprocess.run([self.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip() or f"the runner ended with status {done.returncode}")
        details = {"input": [], "output": [], "milliseconds": None}
        for line in done.stdout.splitlines():
            words = line.split(" ")
            if words[0] == "milliseconds":
                details["milliseconds"] = float(words[1])
            else:
                shape = tuple(int(size) for size in words[2].split("x") if size)
                details[words[0]].append({"type": words[1], "shape": shape, "name": " ".join(words[3:])})
        return details

    def run(self, model, inputs, repeats):
        source, target = self.folder / "inputs", self.folder / "outputs"
        source.write_bytes(b"".join(np.ascontiguousarray(array).tobytes() for array in inputs))
        details = self.call(model, source, target, repeats)
        data, outputs, used = target.read_bytes(), [], 0
        for detail in details["output"]:
            dtype = np.dtype(detail["type"])
            count = int(np.prod(detail["shape"]))
            outputs.append(np.frombuffer(data, dtype, count, used).reshape(detail["shape"]))
            used += count * dtype.itemsize
        return outputs, details["milliseconds"]


def distance(a, b, reference):
    """The largest difference as a share of the reference's range (int8: of the whole type's)."""
    difference = float(np.max(np.abs(a.astype(np.float64) - b.astype(np.float64))))
    if reference.dtype == np.int8:
        return difference / 255
    # A single value has no range of its own: its size stands in.
    return difference / (float(np.ptp(reference)) or float(np.abs(reference).max()) or 1.0)


def compare(ours, answers):
    """The worst output's error, and what is allowed for it."""
    count = len(answers) // 2
    if len(ours) != count:
        raise RuntimeError(f"{len(ours)} outputs instead of {count}")
    worst, allowed = 0.0, FLOAT_TOLERANCE
    for index, (mine, reference, builtin) in enumerate(zip(ours, answers[:count], answers[count:], strict=True)):
        if mine.shape != reference.shape or mine.dtype != reference.dtype:
            raise RuntimeError(f"output {index} is {mine.dtype} {mine.shape}, not {reference.dtype} {reference.shape}")
        if not np.isfinite(mine).all():
            raise RuntimeError(f"output {index} is not finite")
        tolerance = INT8_TOLERANCE if mine.dtype == np.int8 else FLOAT_TOLERANCE
        tolerance = max(tolerance, 1.5 * distance(builtin, reference, reference))
        error = max(distance(mine, reference, reference), distance(mine, builtin, reference))
        if error / tolerance >= worst / allowed:
            worst, allowed = error, tolerance
    return worst, allowed


def check(case, runner, cache, repeats):
    """Whether the case agrees; prints its line."""
    path = runner.folder / "model.tflite"
    path.write_bytes(case.data)
    details = runner.call(path)
    results = []
    for kind in ("noise", "picture"):
        arrays = make_inputs(kind, [detail["shape"] for detail in details["input"]])
        inputs = [as_stored(array, detail) for array, detail in zip(arrays, details["input"], strict=True)]
        answers = cached_answers(case, kind, inputs, cache)
        ours, milliseconds = runner.run(path, inputs, repeats)
        results.append((*compare(ours, answers), milliseconds))
    worst, allowed, _ = max(results, key=lambda result: result[0] / result[1])
    word = "ok  " if worst <= allowed else "FAIL"
    time = min(result[2] for result in results)
    print(f"{word} {case.name:<48} error {worst:.1e} of the range, allowed {allowed:.1e}; {time:7.2f} ms", flush=True)
    return worst <= allowed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default_cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "selinet-web"
    parser.add_argument("--runner", type=Path, default=ROOT / "build/native/tests/golden/selinet_model_runner")
    parser.add_argument("--models", type=Path, default=ROOT / "models", help="folder with the shipped .tflite files")
    parser.add_argument(
        "--sources",
        type=Path,
        default=os.environ.get("SELINET_SOURCES"),
        help="folder with unpacked MediaPipe packages (default: $SELINET_SOURCES)",
    )
    parser.add_argument("--cache", type=Path, default=os.environ.get("SELINET_CACHE", default_cache))
    parser.add_argument("--repeats", type=int, default=3, help="runs a model for its time (default 3)")
    parser.add_argument("pattern", nargs="?", default="*", help="only files whose name matches, like '*pose*'")
    options = parser.parse_args()

    cases = find_cases(options.models, options.sources)
    cases = [case for case in cases if fnmatch.fnmatch(case.name, options.pattern)]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(options.runner, folder)
        for case in cases:
            try:
                good = check(case, runner, options.cache, options.repeats)
            except (RuntimeError, OSError, ValueError, ImportError, zlib.error) as error:
                print(f"FAIL {case.name:<50} {error}", flush=True)
                good = False
            passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed")
    # A pattern may be meant for another suite.
    return 1 if failed or (not cases and options.pattern == "*") else 0


if __name__ == "__main__":
    sys.exit(main())
