"""Picture operators exactly as the core samples them, so that the networks are trained on what they will see.

Coordinates are pixels, x to the right, y down; pixel (i, j) covers the square from (i, j) to (i + 1, j + 1).
"""

import numpy as np


def axis_weights(size: int, start: float, stop: float, count: int) -> tuple[np.ndarray, np.ndarray]:
    """How `count` samples of the span [start, stop) weigh the `size` pixels of an axis.

    Area average where the span has more pixels than samples, linear interpolation between pixel centres otherwise.
    Returns the weights [count, size] and, for each sample, the share that lies outside the picture (0..1).
    """
    step = (stop - start) / count
    pixels = np.arange(size)
    if step > 1:
        low = start + np.arange(count)[:, None] * step
        weights = np.clip(np.minimum(pixels + 1, low + step) - np.maximum(pixels, low), 0, None) / step
    else:
        centres = start + (np.arange(count)[:, None] + 0.5) * step - 0.5
        weights = np.clip(1 - np.abs(pixels - centres), 0, None)
    return weights.astype(np.float32), (1 - weights.sum(1)).astype(np.float32)


def sample(
    photo: np.ndarray, box: tuple[float, float, float, float], width: int, height: int, pad: float
) -> np.ndarray:
    """Stretches the rectangle (x0, y0, x1, y1) of an 8-bit photo [h, w, 3] to float32 [height, width, 3], in 0..255.

    What lies outside the photo has the value `pad`.
    """
    horizontal, outside_x = axis_weights(photo.shape[1], box[0], box[2], width)
    vertical, outside_y = axis_weights(photo.shape[0], box[1], box[3], height)
    rows = np.tensordot(vertical, photo.astype(np.float32), 1)
    result = np.einsum("xw,ywc->yxc", horizontal, rows, optimize=True)
    covered = np.outer(1 - outside_y, 1 - outside_x)
    return result + (pad * (1 - covered))[..., None].astype(np.float32)


def widen(box: np.ndarray, padding: float) -> np.ndarray:
    """A box x0, y0, x1, y1 grown on each side by `padding` times its width or height."""
    grow = (box[2:] - box[:2]) * padding
    return np.concatenate([box[:2] - grow, box[2:] + grow])
