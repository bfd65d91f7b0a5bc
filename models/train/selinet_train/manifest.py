"""Writes models/manifest.json and checks it against its schema."""

import hashlib
import json
from pathlib import Path

import jsonschema
import numpy as np

VERSION = "2026.11.1"
SCHEMA = Path(__file__).parents[2] / "manifest.schema.json"


def rounded(values: np.ndarray, digits: int = 5) -> list[float]:
    return [round(float(value), digits) for value in values]


def picture_input(side: int, resize: str, mean: float, std: float, pad: int) -> dict:
    """How pixels become a square network input; `pad` (0..255) fills what lies outside the photo."""
    return {"width": side, "height": side, "resize": resize, "mean": [mean] * 3, "std": [std] * 3, "pad": [pad] * 3}


def write(folder: Path, files: list[dict], parameters: dict) -> None:
    """`files` are the manifest's entries without hash and size, which are added here; `parameters` all other keys."""
    entries = []
    for file in files:
        content = (folder / file["path"]).read_bytes()
        entries.append({**file, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)})
    manifest = {"schema": "selinet-models/1", "version": VERSION, "files": entries, **parameters}
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator(schema).validate(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
