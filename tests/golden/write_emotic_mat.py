"""Writes EMOTIC's Annotations.mat for the evaluation's test, with scipy, which shares nothing with the engine's reader.

Standard input: {"photos": [{"folder", "filename", "people": [{"box", "categories", "affect"}]}]}. The same people go
into all three splits: train has one annotator each, val and test have two and the combination, as the official file.
"""

import json
import sys

import numpy as np
from scipy.io import savemat

AFFECT = ("valence", "arousal", "dominance")


def struct(rows: list[dict]) -> np.ndarray:
    """A 1 x N struct array."""
    array = np.empty((1, len(rows)), [(name, object) for name in rows[0]])
    for index, row in enumerate(rows):
        for name, value in row.items():
            array[0, index][name] = value
    return array


def cell(values: list[str]) -> np.ndarray:
    array = np.empty((1, len(values)), object)
    array[0, :] = values
    return array


def affect(values: list[float]) -> np.ndarray:
    return struct([dict(zip(AFFECT, values, strict=True))])


def person(source: dict, split: str) -> dict:
    row = {"body_bbox": np.array([source["box"]], float)}
    if split == "train":
        row["annotations_categories"] = struct([{"categories": cell(source["categories"])}])
        row["annotations_continuous"] = affect(source["affect"])
    else:
        row["annotations_categories"] = struct(
            [{"categories": cell(["Fear"])}, {"categories": cell(["Pain", "Anger"])}]
        )
        row["combined_categories"] = cell(source["categories"])
        row["annotations_continuous"] = struct([dict.fromkeys(AFFECT, 1.0), dict.fromkeys(AFFECT, 2.0)])
        row["combined_continuous"] = affect(source["affect"])
    row["gender"] = "Female"
    row["age"] = "Adult"
    return row


def photo(source: dict, split: str) -> dict:
    return {
        "filename": source["filename"],
        "folder": source["folder"],
        "image_size": struct([{"n_col": 640, "n_row": 480}]),
        "original_database": struct([{"name": "mscoco", "info": struct([{"image_id": 7}])}]),
        "person": struct([person(p, split) for p in source["people"]]),
    }


def main() -> None:
    photos = json.load(sys.stdin)["photos"]
    splits = {split: struct([photo(p, split) for p in photos]) for split in ("train", "val", "test")}
    savemat(sys.argv[1], splits, do_compression=True)


if __name__ == "__main__":
    main()
