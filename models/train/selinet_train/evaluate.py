"""Development figures of the shipped head files, as the model card reports them."""

from pathlib import Path

import numpy as np

from selinet_train import fit
from selinet_train.dataset import ATTRIBUTES, EMOTIONS, POSITIVE, Person, Photo
from selinet_train.metrics import average_precisions, calibration_error, pearson, softmax
from selinet_train.tflite import Runner

COMMON = 10  # categories with at least as many positives make the figure to decide by


def run_head(path: Path, *inputs: np.ndarray) -> list[np.ndarray]:
    """Outputs of a head file, row by row, each [n, size]."""
    run = Runner(path)
    rows = [run(*(value[i : i + 1] for value in inputs)) for i in range(len(inputs[0]))]
    return [np.concatenate(column) for column in zip(*rows, strict=True)]


def _mean_ap(truth: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    ap = average_precisions(truth, scores)
    common = truth.sum(0) >= COMMON
    return {"all": float(np.nanmean(ap)), "common": float(ap[common].mean())}


def person_figures(
    people: list[Person], outputs: list[np.ndarray], corrected: np.ndarray, probability: np.ndarray, limits: np.ndarray
) -> dict:
    """Figures over people the heads were not trained on; what was fitted on them is named in the key."""
    truth = np.stack([person.strengths.mean(0) for person in people]) >= POSITIVE
    twice = np.array([len(person.strengths) == 2 for person in people])
    ap = average_precisions(truth, corrected)
    dimensions = np.stack([person.dimensions.mean(0) for person in people])
    calibrated = [calibration_error(truth[:, k], probability[:, k]) for k in range(truth.shape[1])]
    return {
        "people": len(people),
        "map_without_correction": _mean_ap(truth, outputs[0]),
        "map_correction_fitted_here": _mean_ap(truth, corrected),
        "map_people_annotated_twice": _mean_ap(truth[twice], outputs[0][twice]),
        "map_of_chance": float(truth.mean(0)[truth.any(0)].mean()),
        "dimensions_r": [pearson(dimensions[:, k], outputs[1][:, k]) for k in range(3)],
        "valence_r_of_sentiment": pearson(dimensions[:, 0], fit.polarity(outputs[2])),
        "calibration_error_fitted_here": float(np.mean(calibrated)),
        "emotions": {
            name: {
                "positives": int(truth[:, k].sum()),
                "ap": None if np.isnan(ap[k]) else round(float(ap[k]), 3),
                "calibration_error": round(calibrated[k], 3),
                "threshold": round(float(limits[k]), 3),
            }
            for k, name in enumerate(EMOTIONS)
        },
    }


def photo_figures(photos: list[Photo], outputs: list[np.ndarray]) -> dict:
    """Correlations of the aesthetics head with the mean of the annotations."""
    score = softmax(outputs[0]) @ np.arange(1, 11)
    attributes = np.stack([photo.attributes.mean(0) for photo in photos])
    evoked = np.stack([photo.evoked for photo in photos])
    known = ~np.isnan(evoked[:, 0])
    return {
        "photos": len(photos),
        "aesthetic_r": pearson(score, np.array([photo.aesthetic.mean() for photo in photos])),
        "photo_sentiment_r": pearson(fit.polarity(outputs[2]), np.array([p.sentiment.mean() for p in photos])),
        "attributes_r": {name: pearson(attributes[:, k], outputs[1][:, k]) for k, name in enumerate(ATTRIBUTES)},
        "evoked_r": [pearson(evoked[known, k], outputs[3][known, k]) for k in range(2)],
    }
