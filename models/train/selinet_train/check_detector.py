"""Proves the port: the PyTorch detector against the original graph, run by TensorFlow.js under Node, on real photos."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from selinet_train import detector
from selinet_train.detect import decode
from selinet_train.metrics import sigmoid
from selinet_train.stages import Stages, detector_graph, fetch_detector
from selinet_train.tfjs_weights import read_constants

TOLERANCE = 1e-3  # of boxes (relative to the picture) and of scores
RUNTIME = "@tensorflow/tfjs@4.22.0"


def _install_runtime(folder: Path) -> None:
    (folder / "package.json").write_text('{"private": true}')
    subprocess.run(["npm", "install", "--silent", "--ignore-scripts", RUNTIME], cwd=folder, check=True)


def check(photos: list[Path], cache: Path) -> None:
    """Compares every anchor's box and person score; raises if one differs by more than the tolerance."""
    stages = Stages(cache)
    package, _ = stages.run("coco-ssd", [], ["1"], fetch_detector)
    runtime, _ = stages.run("tfjs", [], [RUNTIME], _install_runtime)
    graph = detector_graph(package)
    constants = read_constants(graph)
    module = detector.PersonDetector(constants).eval()
    side = detector.TRAINED_SIZE
    anchors = np.concatenate([layer.boxes() for layer in detector.anchor_layers(constants, side)])
    worst_box = worst_score = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        pictures = [Path(scratch) / f"{index}.rgb" for index in range(len(photos))]
        for picture, photo in zip(pictures, photos, strict=True):
            picture.write_bytes(Image.open(photo).convert("RGB").resize((side, side), Image.Resampling.BOX).tobytes())
        script = Path(__file__).with_name("original_detector.mjs")
        subprocess.run(["node", script, runtime, graph, *pictures], check=True)
        for picture, photo in zip(pictures, photos, strict=True):
            pixels = np.frombuffer(picture.read_bytes(), np.uint8).reshape(1, side, side, 3)
            with torch.inference_mode():
                values = (pixels.astype(np.float32) - detector.MEAN) / detector.STD
                encodings, logits = module(torch.from_numpy(values))
            boxes = decode(encodings[0].numpy(), anchors, detector.BOX_CODER_SCALES)[:, [1, 0, 3, 2]]
            scores = sigmoid(logits[0, :, 0].numpy())
            theirs = np.fromfile(f"{picture}.boxes", np.float32).reshape(-1, 4)
            their_scores = np.fromfile(f"{picture}.scores", np.float32).reshape(len(anchors), -1)[:, 0]
            box_error, score_error = np.abs(boxes - theirs).max(), np.abs(scores - their_scores).max()
            people = int((their_scores >= 0.5).sum())
            print(f"{photo.name}: box {box_error:.1e}, score {score_error:.1e}; {people} anchors score 0.5 or more")
            worst_box, worst_score = max(worst_box, box_error), max(worst_score, score_error)
    print(f"largest difference over {len(photos)} photos: box {worst_box:.1e}, score {worst_score:.1e}")
    if max(worst_box, worst_score) > TOLERANCE:
        raise SystemExit(f"the port differs from the original by more than {TOLERANCE}")
