#!/usr/bin/env python3
"""Makes every photo that the tests use: golden photos, odd but sound files, and bad input.

Photographs of people are not kept in this repository. They come from packages that the set-up
fetches (README.md names them with their licences), are checked by hash, and everything else is
derived from them by code, so that a fixture's content is known exactly: 22 people, orientation 6,
cut at 60 % of its bytes. No clock, no seedless randomness: the same packages and the same Pillow
give the same pixels.

  make_fixtures.py --sources DIR --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy
from bad_files import write_bad_files
from odd_files import exif_block, save_jpeg, write_odd_files
from PIL import Image

# Found by name anywhere below --sources, because packages unpack into folders of their own.
SOURCES = {
    "sample1.jpg": "8ecae4b267b2d3169e06e00c7dee97097aa2a94635d45216f7732a5f4943cb51",
    "sample2.jpg": "7d2b60ae6f13bf30f422e04df87451081a02c83de469056f25afb44b7000c691",
    "sample3.jpg": "8eb081c9efb14370fa94d9feab9e5fbeafd19a627491853a80c2bf67f7ffa936",
    "sample4.jpg": "729efa5923061d40eb4ed5f267a18cc7b8ba6f852bb2757b16d8b7e4937476fc",
    "sample5.jpg": "6d45095ebb182d8f975c0790e0e4eefd86fbb40609cf4b271776d92e12662938",
    "sample6.jpg": "9baad80f9d5e306fb9b8c0913d44445f1e95848df317530efb03d0934c57ba87",
    "astronaut.png": "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
    "coffee.png": "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
    "chelsea.png": "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
}

# What turns upright pixels into the stored pixels of each EXIF orientation (TIFF 6.0, tag 274):
# the inverse of what a viewer does.
STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass
class Fixture:
    """One line of fixtures.json."""

    path: str  # relative to the output folder
    kind: str  # "golden", "orientation", "odd" (sound but unusual) or "bad"
    expected: str  # "report" or an error code, wherever the portable decoder reads the file
    expected_in_browser: str  # the same where the browser's own decoder reads it
    width: int | None = None  # of the upright photo
    height: int | None = None
    people: int | None = None  # counted by eye
    about: str = ""


def find_sources(folder: Path) -> dict[str, Path]:
    """Locates and checks every source file; an unexpected byte is fatal."""
    found = {}
    for name, digest in SOURCES.items():
        candidates = sorted(folder.rglob(name))
        if not candidates:
            sys.exit(f"make_fixtures: {name} is nowhere below {folder}; tests/data/README.md tells its package")
        if hashlib.sha256(candidates[0].read_bytes()).hexdigest() != digest:
            sys.exit(f"make_fixtures: {candidates[0]} is not the file that the fixtures were made from")
        found[name] = candidates[0]
    return found


def open_rgb(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def scaled_to_width(picture: Image.Image, width: int) -> Image.Image:
    height = round(picture.height * width / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def orientation_pair(upright: Image.Image, orientation: int, big_endian: bool) -> tuple[Image.Image, bytes]:
    transposition = STORED_AS[orientation]
    stored = upright if transposition is None else upright.transpose(transposition)
    return stored, exif_block(orientation, big_endian=big_endian)


def with_oval_alpha(portrait: Image.Image) -> Image.Image:
    """A soft oval cut-out: opaque, half-transparent and clear pixels in one picture."""
    y, x = numpy.mgrid[0 : portrait.height, 0 : portrait.width]
    distance = numpy.hypot((x - portrait.width * 0.45) / portrait.width, (y - portrait.height * 0.5) / portrait.height)
    alpha = numpy.clip((0.56 - distance) * 5, 0, 1) * 255
    cut_out = portrait.copy()
    cut_out.putalpha(Image.fromarray(alpha.astype(numpy.uint8)))
    return cut_out


def camera_sized(picture: Image.Image) -> Image.Image:
    """12 megapixels with sensor-like grain, so that the file weighs what a camera's would."""
    width = picture.height * 4 // 3
    left = (picture.width - width) // 2
    large = picture.crop((left, 0, left + width, picture.height)).resize((4032, 3024), Image.Resampling.BICUBIC)
    generator = numpy.random.default_rng(1)
    grain = generator.integers(-4, 5, size=(3024, 4032, 1), dtype=numpy.int16)
    pixels = numpy.asarray(large, dtype=numpy.int16) + grain
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def montage(pictures: list[Image.Image]) -> Image.Image:
    """Three columns, two rows; cells are cut at the bottom, since heads are at the top."""
    cell_width, cell_height = 640, 427
    canvas = Image.new("RGB", (3 * cell_width, 2 * cell_height))
    for index, picture in enumerate(pictures):
        cell = scaled_to_width(picture, cell_width).crop((0, 0, cell_width, cell_height))
        canvas.paste(cell, (index % 3 * cell_width, index // 3 * cell_height))
    return canvas


def write_golden(sources: dict[str, Path], out: Path) -> list[Fixture]:
    samples = [open_rgb(sources[f"sample{number}.jpg"]) for number in range(1, 7)]
    astronaut = open_rgb(sources["astronaut.png"])
    fixtures = []

    def add(name: str, size: tuple[int, int], people: int, about: str) -> Path:
        fixtures.append(Fixture(f"golden/{name}", "golden", "report", "report", *size, people, about))
        return out / "golden" / name

    group = scaled_to_width(samples[5], 1200)
    save_jpeg(group, add("group.jpg", group.size, 4, "four people standing, 1.2 megapixels"))
    stairs = scaled_to_width(samples[4], 1000)
    save_jpeg(stairs, add("stairs.jpg", stairs.size, 5, "five people sitting, partly hidden, dim"))
    save_jpeg(astronaut, add("portrait.jpg", astronaut.size, 1, "one person, smiling, upper body"))
    cut_out = with_oval_alpha(astronaut)
    cut_out.save(add("portrait-alpha.png", cut_out.size, 1, "the portrait in a soft oval, PNG with alpha"))
    upright = scaled_to_width(samples[3], 1024)
    stored, exif = orientation_pair(upright, 6, big_endian=True)
    save_jpeg(stored, add("orientation-6.jpg", upright.size, 4, "stored on its side, EXIF orientation 6"), exif=exif)
    large = camera_sized(samples[2])
    save_jpeg(large, add("large-12mp.jpg", large.size, 3, "12 megapixels as from a camera"))
    crowd = montage(samples)
    save_jpeg(crowd, add("crowd.jpg", crowd.size, 22, "montage of six photos"))
    coffee = open_rgb(sources["coffee.png"])
    save_jpeg(coffee, add("nobody.jpg", coffee.size, 0, "a cup of coffee on a table"))
    return fixtures


def write_orientations(sources: dict[str, Path], out: Path) -> list[Fixture]:
    """All eight orientations in both byte orders; each must be analysed as the same upright photo."""
    # Sides are multiples of 16, so that the JPEG blocks of all eight cover the same pixels.
    upright = scaled_to_width(open_rgb(sources["sample4.jpg"]), 320).crop((0, 0, 320, 240))
    fixtures = []
    for orientation in STORED_AS:
        for order in ("little", "big"):
            stored, exif = orientation_pair(upright, orientation, big_endian=order == "big")
            path = f"orientations/orientation-{orientation}-{order}-endian.jpg"
            # Full chroma resolution and hardly any quantisation: JPEG's tables are not symmetric, so that
            # a photo stored on its side would come back a little different.
            save_jpeg(stored, out / path, exif=exif, subsampling=0, quality=100)
            fixtures.append(Fixture(path, "orientation", "report", "report", *upright.size, 4))
    return fixtures


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes every photo that the tests use.")
    parser.add_argument("--sources", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced when complete")
    arguments = parser.parse_args()
    sources = find_sources(arguments.sources)

    # Written beside the target and renamed at the end: an interrupted run leaves no half-made folder.
    work = arguments.out.with_name(arguments.out.name + ".partial")
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("golden", "orientations", "odd", "bad"):
        (work / folder).mkdir(parents=True)

    fixtures = write_golden(sources, work) + write_orientations(sources, work)
    small = scaled_to_width(open_rgb(sources["sample5.jpg"]), 480)
    cat = open_rgb(sources["chelsea.png"])
    fixtures += [Fixture(**entry) for entry in write_odd_files(small, work)]
    fixtures += [Fixture(**entry) for entry in write_bad_files(small, cat, work)]
    index = [{k: v for k, v in asdict(fixture).items() if v is not None} for fixture in fixtures]
    (work / "fixtures.json").write_text(json.dumps({"fixtures": index}, indent=1) + "\n", encoding="utf-8")

    shutil.rmtree(arguments.out, ignore_errors=True)
    work.rename(arguments.out)
    print(f"make_fixtures: {len(fixtures)} files in {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
