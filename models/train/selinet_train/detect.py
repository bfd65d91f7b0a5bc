"""What the core does with the detector's outputs: decoding (Liu et al., SSD, ECCV 2016) and suppression."""

import numpy as np


def decode(encodings: np.ndarray, anchors: np.ndarray, scales: tuple[float, ...]) -> np.ndarray:
    """Encodings [N, 4] (ty, tx, th, tw) and anchors [N, 4] (cy, cx, h, w) to boxes x0, y0, x1, y1, relative as well."""
    ty, tx, th, tw = (encodings / np.array(scales, np.float32)).T
    cy, cx, h, w = anchors.T
    y, x, height, width = ty * h + cy, tx * w + cx, np.exp(th) * h, np.exp(tw) * w
    return np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], 1)


def iou(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of one box [4] with others [M, 4]."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    inside = np.prod(np.clip(high - low, 0, None), 1)
    area = np.prod(box[2:] - box[:2])
    return inside / np.maximum(area + np.prod(others[:, 2:] - others[:, :2], 1) - inside, 1e-12)


def suppress(boxes: np.ndarray, scores: np.ndarray, score_threshold: float, iou_threshold: float) -> list[int]:
    """Greedy non-maximum suppression without a cap. Returns the kept indices, best score first."""
    candidates = [i for i in np.argsort(-scores, kind="stable") if scores[i] >= score_threshold]
    kept: list[int] = []
    for index in candidates:
        if not kept or iou(boxes[index], boxes[kept]).max() <= iou_threshold:
            kept.append(int(index))
    return kept
