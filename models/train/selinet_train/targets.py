"""What the heads learn: annotations turned into soft targets. Two passes that disagree give a target in between."""

from dataclasses import dataclass

import numpy as np

from selinet_train.dataset import PERSON_NEGATIVE, PERSON_POSITIVE, STRONGEST, Person, Photo


def _classes(values: np.ndarray, negative: float, positive: float) -> np.ndarray:
    """Share of the passes that say negative (<= `negative`), neutral, positive (>= `positive`): [3]."""
    low, high = np.mean(values <= negative), np.mean(values >= positive)
    return np.array([low, 1 - low - high, high], np.float32)


@dataclass
class PersonTargets:
    emotions: np.ndarray  # [n, 26] mean strength / 3, 0..1
    dimensions: np.ndarray  # [n, 3] valence, arousal, dominance 1..10
    sentiment: np.ndarray  # [n, 3] negative, neutral, positive, summing to 1


def of_people(people: list[Person]) -> PersonTargets:
    return PersonTargets(
        np.stack([person.strengths.mean(0) / STRONGEST for person in people]),
        np.stack([person.dimensions.mean(0) for person in people]),
        np.stack([_classes(person.dimensions[:, 0], PERSON_NEGATIVE, PERSON_POSITIVE) for person in people]),
    )


@dataclass
class PhotoTargets:
    scores: np.ndarray  # [n, 10] distribution over the aesthetic scores 1..10
    attributes: np.ndarray  # [n, 4] 1..5
    sentiment: np.ndarray  # [n, 3]
    evoked: np.ndarray  # [n, 2] 1..10, NaN where unknown


def of_photos(photos: list[Photo]) -> PhotoTargets:
    scores = np.zeros((len(photos), 10), np.float32)
    levels = np.arange(1, 11)
    for row, photo in zip(scores, photos, strict=True):
        for score in photo.aesthetic:
            # One opinion stands for a small spread: neighbours of a score are nearly as right.
            near = np.exp(-0.5 * ((levels - score) / 0.7) ** 2)
            row += near / near.sum() / len(photo.aesthetic)
    return PhotoTargets(
        scores,
        np.stack([photo.attributes.mean(0) for photo in photos]),
        np.stack([_classes(photo.sentiment, -1, 1) for photo in photos]),
        np.stack([photo.evoked for photo in photos]),
    )
