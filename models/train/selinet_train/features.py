"""Features of every photograph and person, computed with the shipped extractor file itself and kept in the cache."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from selinet_train import extractor, image
from selinet_train.dataset import Person, Photo
from selinet_train.tflite import Runner

PAD = 127  # outside the photo: the extractor's mean, so that nothing is seen there


def _load(photo: Photo) -> np.ndarray:
    return np.asarray(Image.open(photo.file).convert("RGB"))


def person_view(pixels: np.ndarray, box: np.ndarray, padding: float) -> np.ndarray:
    """The extractor's input [1, 224, 224, 3] for a person: the widened box, stretched to the square."""
    height, width = pixels.shape[:2]
    area = image.widen(box * np.array([width, height, width, height], np.float32), padding)
    view = image.sample(pixels, tuple(area), extractor.SIZE, extractor.SIZE, PAD)
    return ((view - extractor.MEAN) / extractor.STD)[None]


def photo_view(pixels: np.ndarray) -> np.ndarray:
    """The extractor's input for the whole photo, stretched to the square."""
    return person_view(pixels, np.array([0, 0, 1, 1], np.float32), 0)


def extract(
    model: Path, photos: list[Photo], people: list[Person], padding: float, mirrored: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Features of the photos [P, views, 1280] and of the people [N, views, 1280]; the second view is mirrored."""
    by_photo: dict[int, list[int]] = {}
    for index, person in enumerate(people):
        by_photo.setdefault(person.photo, []).append(index)
    views = 2 if mirrored else 1
    photo_features = np.zeros((len(photos), views, extractor.FEATURES), np.float32)
    person_features = np.zeros((len(people), views, extractor.FEATURES), np.float32)

    def work(share: range) -> None:
        run = Runner(model)
        for index in share:
            pixels = _load(photos[index])
            seen = [(photo_features, index, photo_view(pixels))]
            for number in by_photo.get(index, []):
                seen.append((person_features, number, person_view(pixels, people[number].box, padding)))
            for features, number, view in seen:
                features[number, 0] = run(view)[0][0]
                if mirrored:
                    features[number, 1] = run(view[:, :, ::-1])[0][0]

    threads = os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, [range(start, len(photos), threads) for start in range(threads)]))
    return photo_features, person_features
