#!/usr/bin/env python3
"""Makes folders of models that must be refused, each with one exact error code.

Every folder is complete: a manifest and all the files that it names. What is not damaged links to the
real model, so the whole set costs a few kilobytes and always follows the models of this checkout.

  make_bad_models.py --models DIR --out DIR
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import shutil
from pathlib import Path

import flatbuffers

# Numbers of the TensorFlow Lite schema, version 3.
CUMSUM = 128
CUMSUM_OPTIONS = 102
CODE_IS_IN_THE_LONG_FIELD = 127
FLOAT32, INT32 = 0, 2


def vector(builder: flatbuffers.Builder, values: list[int], *, offsets: bool = False) -> int:
    builder.StartVector(4, len(values), 4)
    for value in reversed(values):
        if offsets:
            builder.PrependUOffsetTRelative(value)
        else:
            builder.PrependInt32(value)
    return builder.EndVector()


def table(builder: flatbuffers.Builder, fields: dict[int, tuple[str, int]]) -> int:
    """Writes one table; a field is its slot and ("offset" | "int8" | "int32", value)."""
    builder.StartObject(max(fields, default=-1) + 1)
    for slot, (kind, value) in fields.items():
        if kind == "offset":
            builder.PrependUOffsetTRelativeSlot(slot, value, 0)
        elif kind == "int8":
            builder.PrependInt8Slot(slot, value, 0)
        else:
            builder.PrependInt32Slot(slot, value, 0)
    return builder.EndObject()


def unsupported_model() -> bytes:
    """A sound model of one operator, CUMSUM: no vision network needs it, and its code, above 127, is
    only in the operator code's longer field, which a careless reader overlooks."""
    builder = flatbuffers.Builder(1024)
    builder.StartVector(1, 4, 4)
    for byte in reversed((1).to_bytes(4, "little")):
        builder.PrependByte(byte)
    axis_bytes = builder.EndVector()
    buffers = [table(builder, {}), table(builder, {0: ("offset", axis_bytes)})]

    tensors = []
    for name, shape, kind, buffer in (
        ("values", [1, 4], FLOAT32, 0),
        ("axis", [], INT32, 1),
        ("sums", [1, 4], FLOAT32, 0),
    ):
        text, sides = builder.CreateString(name), vector(builder, shape)
        fields = {0: ("offset", sides), 1: ("int8", kind), 2: ("int32", buffer), 3: ("offset", text)}
        tensors.append(table(builder, fields))

    options = table(builder, {})
    inputs, outputs = vector(builder, [0, 1]), vector(builder, [2])
    operator = table(
        builder,
        {1: ("offset", inputs), 2: ("offset", outputs), 3: ("int8", CUMSUM_OPTIONS), 4: ("offset", options)},
    )
    graph_fields = {
        0: ("offset", vector(builder, tensors, offsets=True)),
        1: ("offset", vector(builder, [0])),
        2: ("offset", vector(builder, [2])),
        3: ("offset", vector(builder, [operator], offsets=True)),
    }
    graph = table(builder, graph_fields)
    code = table(builder, {0: ("int8", CODE_IS_IN_THE_LONG_FIELD), 3: ("int32", CUMSUM)})
    model_fields = {
        0: ("int32", 3),
        1: ("offset", vector(builder, [code], offsets=True)),
        2: ("offset", vector(builder, [graph], offsets=True)),
        4: ("offset", vector(builder, buffers, offsets=True)),
    }
    builder.Finish(table(builder, model_fields), file_identifier=b"TFL3")
    return bytes(builder.Output())


def entry_of(manifest: dict, role: str) -> dict:
    return next(entry for entry in manifest["files"] if entry["role"] == role)


def described(manifest: dict, role: str, data: bytes) -> dict:
    """The manifest, vouching for `data` as the file of `role`."""
    changed = copy.deepcopy(manifest)
    entry_of(changed, role).update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    return changed


def write_folder(folder: Path, models: Path, manifest: dict, replaced: dict[str, bytes | None]) -> None:
    """`replaced`: contents by path; None leaves the file out."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for path in {entry["path"] for entry in manifest["files"]}:
        if path not in replaced:
            (folder / path).symlink_to((models / path).resolve())
        elif (data := replaced[path]) is not None:
            (folder / path).write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes folders of models that must be refused.")
    parser.add_argument("--models", type=Path, required=True, help="folder with manifest.json")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced")
    arguments = parser.parse_args()
    models, out = arguments.models, arguments.out
    manifest = json.loads((models / "manifest.json").read_text(encoding="utf-8"))
    role = "fusion"
    path = entry_of(manifest, role)["path"]
    sound = (models / path).read_bytes()
    middle = len(sound) // 2
    flipped = sound[:middle] + bytes([sound[middle] ^ 1]) + sound[middle + 1 :]
    unsupported = unsupported_model()
    garbage = bytes(range(256)) * 16
    without_role = copy.deepcopy(manifest)
    without_role["files"] = [entry for entry in manifest["files"] if entry["role"] != role]
    twice = copy.deepcopy(manifest)
    twice["files"].append(copy.deepcopy(entry_of(manifest, role)))
    # Vouched for by its manifest: nothing but the FlatBuffer's own structure can tell.
    beheaded = b"\xff\xff\xff\x7f" + sound[4:]  # the root table is said to lie 2 GiB away

    cases = {
        "zero-bytes": ("corrupt-model", manifest, {path: b""}),
        "truncated": ("corrupt-model", manifest, {path: sound[:middle]}),
        "wrong-hash": ("model-hash-mismatch", manifest, {path: flipped}),
        "unsupported-operator": ("unsupported-operator", described(manifest, role, unsupported), {path: unsupported}),
        "garbage": ("corrupt-model", described(manifest, role, garbage), {path: garbage}),
        "root-outside": ("corrupt-model", described(manifest, role, beheaded), {path: beheaded}),
        "missing-role": ("missing-model", without_role, {}),
        "role-twice": ("invalid-manifest", twice, {}),
    }
    shutil.rmtree(out, ignore_errors=True)
    for name, (_, its_manifest, replaced) in cases.items():
        write_folder(out / name, models, its_manifest, replaced)
    write_folder(out / "broken-manifest", models, manifest, {})
    (out / "broken-manifest" / "manifest.json").write_text('{"files": [', encoding="utf-8")
    index = [{"path": name, "expected": code} for name, (code, _, _) in cases.items()]
    index.append({"path": "broken-manifest", "expected": "invalid-manifest"})
    (out / "bad-models.json").write_text(json.dumps({"folders": index}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
