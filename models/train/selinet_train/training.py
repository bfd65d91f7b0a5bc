"""Trains the heads on cached features. Seeds are fixed; one head takes less than a minute on two cores."""

from collections.abc import Callable

import numpy as np
import torch
from torch.nn import functional

from selinet_train.heads import AESTHETICS_OUTPUTS, FUSION_OUTPUTS, Ensemble, Head
from selinet_train.targets import PersonTargets, PhotoTargets

LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.05
BATCH = 256
Loss = Callable[[tuple[torch.Tensor, ...], list[torch.Tensor]], torch.Tensor]


def fusion_loss(outputs: tuple[torch.Tensor, ...], targets: list[torch.Tensor]) -> torch.Tensor:
    """Emotions lead (sum over the 26); dimensions and sentiment share the hidden layer and steady it."""
    emotions = functional.binary_cross_entropy_with_logits(outputs[0], targets[0]) * 26
    dimensions = functional.smooth_l1_loss(outputs[1], targets[1])
    sentiment = functional.cross_entropy(outputs[2], targets[2])
    return emotions + dimensions + sentiment


def aesthetics_loss(outputs: tuple[torch.Tensor, ...], targets: list[torch.Tensor]) -> torch.Tensor:
    """Earth mover's distance of the score distributions (NIMA, r = 2), and the other outputs at similar weight."""
    difference = torch.cumsum(torch.softmax(outputs[0], 1), 1) - torch.cumsum(targets[0], 1)
    scores = difference.square().mean(1).clamp_min(1e-8).sqrt().mean() * 5
    attributes = functional.smooth_l1_loss(outputs[1], targets[1])
    sentiment = functional.cross_entropy(outputs[2], targets[2])
    known = ~torch.isnan(targets[3])
    evoked = functional.smooth_l1_loss(outputs[3][known], targets[3][known]) if known.any() else 0
    return scores + attributes + sentiment + evoked


def _train(
    inputs: list[np.ndarray], targets: list[np.ndarray], sizes: tuple, loss: Loss, seed: int, epochs: int
) -> Head:
    """`inputs` [n, views, size], `targets` [n, ...]. Each epoch takes a view of each sample by chance."""
    torch.manual_seed(seed)
    tensors = [torch.from_numpy(value) for value in inputs]
    wanted = [torch.from_numpy(value) for value in targets]
    head = Head([value[:, 0] for value in inputs], sizes)
    optimiser = torch.optim.AdamW(head.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    count = len(inputs[0])
    steps = epochs * (-(-count // BATCH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=steps)
    head.train()
    for _ in range(epochs):
        order = torch.randperm(count)
        view = torch.randint(0, inputs[0].shape[1], (count,))
        for rows in order.split(BATCH):
            seen = [x[rows, view[rows]] for x in tensors]
            optimiser.zero_grad(set_to_none=True)
            loss(head(*seen), [value[rows] for value in wanted]).backward()
            optimiser.step()
            schedule.step()
    return head.eval()


def train_fusion(
    body: np.ndarray, photo: np.ndarray, geometry: np.ndarray, targets: PersonTargets, seeds: range, epochs: int
) -> Ensemble:
    """Body and photo features [n, views, 1280], geometry [n, views, 6]; the views of all three go together."""
    wanted = [targets.emotions, targets.dimensions, targets.sentiment]
    heads = [_train([body, photo, geometry], wanted, FUSION_OUTPUTS, fusion_loss, seed, epochs) for seed in seeds]
    return Ensemble(heads).eval()


def train_aesthetics(photo: np.ndarray, targets: PhotoTargets, seeds: range, epochs: int) -> Ensemble:
    """Photo features [n, views, 1280]."""
    wanted = [targets.scores, targets.attributes, targets.sentiment, targets.evoked]
    heads = [_train([photo], wanted, AESTHETICS_OUTPUTS, aesthetics_loss, seed, epochs) for seed in seeds]
    return Ensemble(heads).eval()
