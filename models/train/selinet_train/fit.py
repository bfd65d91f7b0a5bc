"""Fits what happens after the networks: sentiment correction, calibration, thresholds.

All three are fitted on the development people, so their own figures there are a little flattering; the card says so.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from selinet_train.metrics import sigmoid, softmax

PRIOR_PEOPLE = 20.0  # how many people the regularisation weighs: rare categories stay near the shared line
FEW = 5  # with fewer positive people than this, no threshold is fitted
FALLBACK_THRESHOLD = 0.5


def polarity(sentiment_logits: np.ndarray) -> np.ndarray:
    """P(positive) - P(negative), [n], -1..1."""
    probability = softmax(sentiment_logits)
    return probability[:, 2] - probability[:, 0]


def _cross_entropy(logits: np.ndarray, truth: np.ndarray) -> float:
    return float(np.sum(np.logaddexp(0, logits) - truth * logits))


def correction_coefficients(logits: np.ndarray, sentiment_logits: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """c of z + c * (P(positive) - P(negative)) for each emotion, [26].

    Maximum likelihood of the positives on the development people, with slope and offset free beside it (calibration
    sets them afterwards) and c drawn towards 0.
    """
    mood = polarity(sentiment_logits)
    coefficients = np.zeros(truth.shape[1])
    for k in range(truth.shape[1]):
        z, y = logits[:, k], truth[:, k]

        def cost(p: np.ndarray, z: np.ndarray = z, y: np.ndarray = y) -> float:
            line = np.exp(p[0]) * (z + p[2] * mood) + p[1]
            return _cross_entropy(line, y) + PRIOR_PEOPLE * (0.1 * p[0] ** 2 + 0.02 * p[1] ** 2 + 0.5 * p[2] ** 2)

        coefficients[k] = minimize(cost, np.zeros(3), method="BFGS").x[2]
    return coefficients


@dataclass
class Calibration:
    slope: np.ndarray  # [26], > 0
    offset: np.ndarray  # [26]

    def __call__(self, logits: np.ndarray) -> np.ndarray:
        """Probabilities [n, 26] of corrected logits."""
        return sigmoid(self.slope * logits + self.offset)


def calibrate(logits: np.ndarray, truth: np.ndarray) -> Calibration:
    """Platt's sigmoid an emotion (Platt, 1999), drawn towards the line that fits all emotions together.

    The exponential keeps every slope positive, so calibration never changes the order of people.
    """

    def shared(p: np.ndarray) -> float:
        return _cross_entropy(np.exp(p[0]) * logits + p[1], truth) / len(logits)

    centre = minimize(shared, np.zeros(2), method="BFGS").x
    fitted = []
    for k in range(truth.shape[1]):
        z, y = logits[:, k], truth[:, k]

        def cost(p: np.ndarray, z: np.ndarray = z, y: np.ndarray = y) -> float:
            line = np.exp(p[0]) * z + p[1]
            return _cross_entropy(line, y) + PRIOR_PEOPLE * (
                0.2 * (p[0] - centre[0]) ** 2 + 0.02 * (p[1] - centre[1]) ** 2
            )

        fitted.append(minimize(cost, centre, method="BFGS").x)
    slope, offset = np.array(fitted).T
    return Calibration(np.exp(slope), offset)


def thresholds(probability: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The probability from which an emotion is called likely: best F1 on the development people, 0.5 for rare ones."""
    chosen = np.full(truth.shape[1], FALLBACK_THRESHOLD)
    for k in range(truth.shape[1]):
        if truth[:, k].sum() < FEW:
            continue
        order = np.argsort(-probability[:, k], kind="stable")
        hits = np.cumsum(truth[order, k])
        score = 2 * hits / (np.arange(1, len(order) + 1) + truth[:, k].sum())
        best = int(np.argmax(score))
        following = probability[order[min(best + 1, len(order) - 1)], k]
        chosen[k] = (probability[order[best], k] + following) / 2
    return np.clip(chosen, 0.05, 0.95)
