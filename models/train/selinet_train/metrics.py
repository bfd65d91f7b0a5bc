"""Figures of merit, as the model card reports them."""

import numpy as np
from sklearn.metrics import average_precision_score


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def softmax(x: np.ndarray) -> np.ndarray:
    shifted = np.exp(x - x.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


def pearson(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def average_precisions(truth: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Average precision of each column; NaN where nobody is positive. `truth` is boolean [n, k]."""
    columns = range(truth.shape[1])
    return np.array(
        [average_precision_score(truth[:, k], scores[:, k]) if truth[:, k].any() else np.nan for k in columns]
    )


def calibration_error(truth: np.ndarray, probability: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean gap of predicted and observed share in bins with equal numbers of people."""
    parts = np.array_split(np.argsort(probability, kind="stable"), bins)
    gaps = [len(part) * abs(truth[part].mean() - probability[part].mean()) for part in parts if len(part)]
    return float(sum(gaps) / len(truth))
