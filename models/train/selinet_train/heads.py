"""The trained heads: what the networks on frozen features look like, and how their losses are put together.

Fusion follows SeLiNet (Khargonkar et al., ISCAS 2023, arXiv 2307.02773): features of the body, of the whole photo and
simple geometry meet in one hidden layer, whose outputs are trained together: 26 emotions, valence / arousal /
dominance, sentiment. The aesthetics head predicts the distribution of scores (NIMA, Talebi and Milanfar, TIP 2018,
arXiv 1709.05424).
"""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

HIDDEN = 256
DROPOUT = 0.7


class Standardise(nn.Module):
    """(x - mean) / deviation by constants of the training people, so that no input outweighs the others."""

    def __init__(self, values: np.ndarray):
        super().__init__()
        mean, deviation = values.mean(0), values.std(0)
        self.register_buffer("mean", torch.from_numpy(mean.astype(np.float32)))
        self.register_buffer("deviation", torch.from_numpy(np.maximum(deviation, 1e-2).astype(np.float32)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (x - self.mean) / self.deviation


def _outputs(sizes_and_centres: tuple[tuple[int, float], ...]) -> nn.ModuleList:
    """One linear layer an output; a bias starts at the middle of what its output measures."""
    layers = nn.ModuleList(nn.Linear(HIDDEN, size) for size, _ in sizes_and_centres)
    for layer, (_, centre) in zip(layers, sizes_and_centres, strict=True):
        nn.init.constant_(layer.bias, centre)
    return layers


class Head(nn.Module):
    """Standardised inputs, one hidden layer, several linear outputs. `inputs` are the training values, [n, size]."""

    def __init__(self, inputs: list[np.ndarray], outputs: tuple[tuple[int, float], ...]):
        super().__init__()
        joined = np.concatenate(inputs, 1)
        self.scale = Standardise(joined)
        self.enter = nn.Linear(joined.shape[1], HIDDEN)
        self.outputs = _outputs(outputs)

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        seen = functional.dropout(self.scale(torch.cat(inputs, 1)), DROPOUT, self.training)
        hidden = functional.dropout(functional.relu(self.enter(seen)), DROPOUT, self.training)
        return tuple(layer(hidden) for layer in self.outputs)


# Emotion logits [26]; valence, arousal, dominance [3] around 1..10; sentiment logits [3] negative, neutral, positive.
FUSION_OUTPUTS = ((26, -2.0), (3, 5.5), (3, 0.0))
# Score logits [10]; light, composition, colour, sharpness [4] around 1..5; sentiment logits [3]; evoked valence and
# arousal [2] around 1..10.
AESTHETICS_OUTPUTS = ((10, 0.0), (4, 3.0), (3, 0.0), (2, 5.5))


class Ensemble(nn.Module):
    """Heads of several seeds as one wider network: the mean of their outputs, with the scaling folded in."""

    def __init__(self, heads: list[Head]):
        super().__init__()
        weights = [head.enter.weight / head.scale.deviation for head in heads]
        biases = [head.enter.bias - w @ head.scale.mean for head, w in zip(heads, weights, strict=True)]
        self.enter = _linear(torch.cat(weights), torch.cat(biases))
        self.outputs = nn.ModuleList()
        for layers in zip(*(head.outputs for head in heads), strict=True):
            weight = torch.cat([layer.weight for layer in layers], 1) / len(heads)
            self.outputs.append(_linear(weight, torch.stack([layer.bias for layer in layers]).mean(0)))

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = functional.relu(self.enter(torch.cat(inputs, 1) if len(inputs) > 1 else inputs[0]))
        return tuple(layer(hidden) for layer in self.outputs)


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight.detach().clone()), nn.Parameter(bias.detach().clone())
    return layer
