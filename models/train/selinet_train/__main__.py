"""Command line of the recipe; `models/train/run` starts it in its own environment."""

import argparse
import contextlib
import os
import sys
import time
from pathlib import Path

from selinet_train import check_detector, recipe


def main() -> None:
    parser = argparse.ArgumentParser(prog="models/train/run", description="Makes every shipped model file.")
    parser.add_argument("--data", type=Path, help="folder with labels.jsonl and images/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2], help="where the files go (models/)")
    parser.add_argument("--cache", type=Path, default=Path(os.environ["SELINET_TRAIN_CACHE"]), help="stages' results")
    commands = parser.add_subparsers(dest="command")
    check = commands.add_parser("check-detector", help="compare the detector with the original TensorFlow.js graph")
    check.add_argument("photos", type=Path, nargs="+")
    arguments = parser.parse_args()

    started = time.monotonic()
    if arguments.command == "check-detector":
        check_detector.check(arguments.photos, arguments.cache)
        return
    if arguments.data is None:
        parser.error("--data DIR is required: the folder with labels.jsonl and images/")
    # The converter reports its progress on stdout; like everything here that is not a result, it goes to stderr.
    with contextlib.redirect_stdout(sys.stderr):
        recipe.make(arguments.data, arguments.out, arguments.cache)
    print(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
