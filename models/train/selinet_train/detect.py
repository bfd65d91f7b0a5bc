"""What the core does first with the detector's outputs: decoding (Liu et al., SSD, ECCV 2016)."""

import numpy as np


def decode(encodings: np.ndarray, anchors: np.ndarray, scales: tuple[float, ...]) -> np.ndarray:
    """Encodings [N, 4] (ty, tx, th, tw) and anchors [N, 4] (cy, cx, h, w) to boxes x0, y0, x1, y1, relative as well."""
    ty, tx, th, tw = (encodings / np.array(scales, np.float32)).T
    cy, cx, h, w = anchors.T
    y, x, height, width = ty * h + cy, tx * w + cx, np.exp(th) * h, np.exp(tw) * w
    return np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], 1)
