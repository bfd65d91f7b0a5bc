"""Recall and precision of the reported people against boxes drawn by eye (tests/data/people-boxes.json).

A detection finds the person that it overlaps most, by at least half (intersection over union) and only one of them.
What is left over is false unless it lies on somebody whom the boxes call background: too small, hidden or blurred to be
counted. "Capped" is the number of people reported, at most as many as there are: what can be said of detectors that
give points or faces instead of boxes.
"""

import json
from pathlib import Path

import numpy as np

from selinet_train.detect import iou

OVERLAP = 0.5


def _corners(boxes: list[list[float]]) -> np.ndarray:
    array = np.array(boxes, np.float64).reshape(-1, 4)
    return np.concatenate([array[:, :2], array[:, :2] + array[:, 2:]], 1)


def _share_inside(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    return np.prod(np.clip(high - low, 0, None), 1) / np.prod(box[2:] - box[:2])


def count(found: np.ndarray, people: np.ndarray, background: np.ndarray) -> tuple[int, int]:
    """People found and false detections; `found` [N, 4] (x0, y0, x1, y1) is sorted by falling score."""
    free = list(range(len(people)))
    false = 0
    for box in found:
        overlaps = iou(box, people[free]) if free else np.zeros(0)
        if overlaps.size and overlaps.max() >= OVERLAP:
            free.pop(int(overlaps.argmax()))
        elif not (background.size and _share_inside(box, background).max() > OVERLAP):
            false += 1
    return len(people) - len(free), false


def measure(boxes: Path, reports: Path) -> None:
    """`reports` is the JSON of `selinet analyze --json` on (some of) the photos that `boxes` names."""
    by_name = {Path(outcome["photo"]).name: outcome for outcome in json.loads(reports.read_text())["reports"]}
    totals: dict[str, np.ndarray] = {}
    for photo in json.loads(boxes.read_text())["photos"]:
        if photo["file"] not in by_name:
            continue
        counted = _corners([person["box"] for person in photo["people"] if not person.get("background")])
        background = _corners([person["box"] for person in photo["people"] if person.get("background")])
        report = by_name[photo["file"]]["report"]
        found = _corners([[p["box"][key] for key in ("x", "y", "width", "height")] for p in report["people"]])
        hits, false = count(found, counted, background)
        row = np.array([len(counted), hits, false, min(len(counted), hits + false), 1])
        totals[photo["set"]] = totals.get(photo["set"], 0) + row
        print(f"{photo['set']:8} {photo['file']:40} {hits:3} of {len(counted):3}, {false} false")
    for name, (people, hits, false, capped, photos) in totals.items():
        print(
            f"{name}: {photos} photos, {people} people; recall {hits / people:.3f}, "
            f"precision {hits / max(1, hits + false):.3f}, capped {capped / people:.3f}"
        )
