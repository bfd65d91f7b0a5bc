"""Photographs with annotations of apparent emotion: reads `labels.jsonl` of the folder given with --data."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

EMOTIONS = [
    "Affection",
    "Anger",
    "Annoyance",
    "Anticipation",
    "Aversion",
    "Confidence",
    "Disapproval",
    "Disconnection",
    "Disquietment",
    "Doubt/Confusion",
    "Embarrassment",
    "Engagement",
    "Esteem",
    "Excitement",
    "Fatigue",
    "Fear",
    "Happiness",
    "Pain",
    "Peace",
    "Pleasure",
    "Sadness",
    "Sensitivity",
    "Suffering",
    "Surprise",
    "Sympathy",
    "Yearning",
]
STRONGEST = 3.0  # an annotator's highest strength of an emotion
POSITIVE = 1.5  # mean strength from which a person counts as showing an emotion, in every figure
PERSON_NEGATIVE, PERSON_POSITIVE = 4, 6  # valence 1..10: up to / from which a person looks negative / positive
ATTRIBUTES = ("light", "composition", "colour", "sharpness")


@dataclass
class Person:
    photo: int  # index of the photograph
    box: np.ndarray  # x0, y0, x1, y1 relative to the photograph
    strengths: np.ndarray  # [passes, 26], 0..3
    dimensions: np.ndarray  # [passes, 3] valence, arousal, dominance, 1..10


@dataclass
class Photo:
    file: Path
    split: str  # train or dev
    people: int
    sentiment: np.ndarray  # [passes], -2..2
    aesthetic: np.ndarray  # [passes], 1..10
    attributes: np.ndarray  # [passes, 4], 1..5
    evoked: np.ndarray  # [2] valence, arousal 1..10; NaN where nobody was asked


def _person(photo: int, record: dict) -> Person:
    strengths = [[given["emotions"].get(name, 0) for name in EMOTIONS] for given in record["passes"]]
    dimensions = [[given["valence"], given["arousal"], given["dominance"]] for given in record["passes"]]
    return Person(
        photo, np.array(record["box"], np.float32), np.array(strengths, np.float32), np.array(dimensions, np.float32)
    )


def _photo(root: Path, record: dict) -> Photo:
    given = record["photo"]
    evoked = [[g["valence"], g["arousal"]] for g in given if "valence" in g]
    return Photo(
        root / "images" / record["file"],
        record["split"],
        len(record["persons"]),
        np.array([g["sentiment"] for g in given], np.float32),
        np.array([g["aesthetic"] for g in given], np.float32),
        np.array([[g[name] for name in ATTRIBUTES] for g in given], np.float32),
        np.mean(evoked, 0).astype(np.float32) if evoked else np.full(2, np.nan, np.float32),
    )


def read(root: Path) -> tuple[list[Photo], list[Person]]:
    """All photographs and all people of the data set, in the file's order."""
    photos: list[Photo] = []
    people: list[Person] = []
    for line in (root / "labels.jsonl").read_text().splitlines():
        record = json.loads(line)
        people += [_person(len(photos), person) for person in record["persons"]]
        photos.append(_photo(root, record))
    return photos, people


def geometry(boxes: np.ndarray, people: np.ndarray) -> np.ndarray:
    """The fusion network's third input, [n, 6]: centre x, y, width, height, root of the area, min(people, 16) / 16.

    `boxes` [n, 4] are relative to the photo; `people` [n] is how many were found in it.
    """
    x0, y0, x1, y1 = boxes.T
    width, height = x1 - x0, y1 - y0
    crowd = np.minimum(people, 16) / 16
    return np.stack([(x0 + x1) / 2, (y0 + y1) / 2, width, height, np.sqrt(width * height), crowd], 1).astype(np.float32)
