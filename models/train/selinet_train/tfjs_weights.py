"""Reads the constants of a TensorFlow.js graph model (model.json beside its binary shards).

Only float32 and int32 constants without quantisation occur in the one model that this recipe reads; anything else is
refused rather than guessed at.
"""

import json
from pathlib import Path

import numpy as np

_DTYPES = {"float32": np.dtype("<f4"), "int32": np.dtype("<i4")}


def read_constants(model_json: Path) -> dict[str, np.ndarray]:
    """Returns every constant of the graph by its node name, in TensorFlow's layout (filters are HWIO)."""
    model = json.loads(model_json.read_text())
    constants: dict[str, np.ndarray] = {}
    for group in model["weightsManifest"]:
        blob = b"".join((model_json.parent / shard).read_bytes() for shard in group["paths"])
        offset = 0
        for entry in group["weights"]:
            if "quantization" in entry or entry["dtype"] not in _DTYPES:
                raise ValueError(f"constant {entry['name']} has an encoding that this reader does not know")
            dtype = _DTYPES[entry["dtype"]]
            count = int(np.prod(entry["shape"], dtype=np.int64))
            values = np.frombuffer(blob, dtype, count, offset)
            constants[entry["name"]] = values.reshape(entry["shape"])
            offset += count * dtype.itemsize
        if offset != len(blob):
            raise ValueError(f"the shards hold {len(blob)} bytes, the manifest describes {offset}")
    return constants
