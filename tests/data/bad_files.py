"""Files that must be refused, each with one exact error code."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from odd_files import png_chunk, png_header, save_jpeg
from PIL import Image

MAX_FILE_BYTES = 64 * 1024 * 1024  # selinet::ImageLimits::max_bytes


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg_bytes(picture: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    save_jpeg(picture, buffer, **options)
    return buffer.getvalue()


def jpeg_with_thumbnail(picture: Image.Image) -> bytes:
    """EXIF with a whole thumbnail JPEG inside: its end-of-image marker is not the photo's."""
    thumbnail = jpeg_bytes(picture.resize((80, 58), Image.Resampling.BOX))
    start = 8 + 2 + 12 * 2 + 4
    tags = struct.pack("<HHII", 0x0201, 4, 1, start) + struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail))
    directory = struct.pack("<H", 2) + tags + struct.pack("<I", 0)
    exif = b"Exif\0\0" + b"II" + struct.pack("<HI", 42, 8) + directory + thumbnail
    return jpeg_bytes(picture, exif=exif)


def heic_container() -> bytes:
    """The boxes that an iPhone's photo starts with, around no picture (ISO/IEC 14496-12 and 23008-12)."""

    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", 8 + len(data)) + kind + data

    brands = box(b"ftyp", b"heic" + struct.pack(">I", 0) + b"mif1" + b"heic")
    handler = box(b"hdlr", struct.pack(">II", 0, 0) + b"pict" + bytes(12) + b"\0")
    return brands + box(b"meta", struct.pack(">I", 0) + handler) + box(b"mdat", bytes(1024))


def zip_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("photo.jpg", (2026, 1, 1, 0, 0, 0)), b"not really a photo")
    return buffer.getvalue()


def huge_png() -> bytes:
    """60,000 x 60,000 in a hundred bytes: 10.8 GB for whoever believes the header."""
    data = png_chunk(b"IDAT", zlib.compress(bytes(64), 0))
    return png_header(60000, 60000) + data + png_chunk(b"IEND", b"")


def corrupt_png(picture: Image.Image) -> bytes:
    """All chunks are whole and their checksums right, but the data is no zlib stream."""
    return png_header(*picture.size) + png_chunk(b"IDAT", b"\xff" * 4096) + png_chunk(b"IEND", b"")


SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle r="32"/></svg>\n'


def write_bad_files(small: Image.Image, other: Image.Image, out: Path) -> list[dict]:
    entries = []

    def add(name: str, data: bytes, expected: str, about: str) -> None:
        (out / "bad" / name).write_bytes(data)
        entries.append(
            {
                "path": f"bad/{name}",
                "kind": "bad",
                "expected": expected,
                "expected_in_browser": expected,
                "about": about,
            }
        )

    def add_cut(name: str, data: bytes, about: str, share: float = 0.6) -> None:
        add(name, data[: int(len(data) * share)], "truncated-image", about)

    add("empty.jpg", b"", "empty-file", "no bytes at all")
    add("text.jpg", b"This is a shopping list, not a photo.\n" * 20, "unsupported-format", "text named .jpg")
    add("drawing.svg", SVG.encode(), "unsupported-format", "vector drawing")
    add("archive.zip", zip_archive(), "unsupported-format", "archive")
    add("photo.heic", heic_container(), "unsupported-format", "HEIC, which only Safari reads")
    add("photo.tiff", encoded(other, "TIFF"), "unsupported-format", "TIFF")
    add("huge.png", huge_png(), "image-too-large", "a header that claims 60,000 x 60,000")
    add("corrupt.png", corrupt_png(small), "corrupt-image", "whole chunks around garbage")

    photo = jpeg_bytes(small)
    add_cut("truncated.jpg", photo, "cut at 60 %")
    add("no-end-marker.jpg", photo[:-2], "truncated-image", "only the end-of-image marker is missing")
    add_cut("truncated-header.jpg", photo, "ends before the frame header", share=300 / len(photo))
    add_cut("truncated-progressive.jpg", jpeg_bytes(small, progressive=True), "cut between scans")
    add_cut("truncated-thumbnail.jpg", jpeg_with_thumbnail(small), "cut; its thumbnail is whole")
    add_cut("truncated.png", encoded(small, "PNG"), "cut at 60 %")
    add_cut("truncated.gif", encoded(small, "GIF"), "cut at 60 %")
    add_cut("truncated.bmp", encoded(small, "BMP"), "cut at 60 %")
    add_cut("truncated.webp", encoded(small, "WEBP", quality=85, method=2), "cut at 60 %")
    add_cut("truncated.avif", encoded(small, "AVIF", quality=75, speed=8, max_threads=1), "cut at 60 %")

    # Sparse: the file costs no disk space, and whoever checks its size first never reads it.
    add("too-many-bytes.jpg", photo, "image-too-large", "64 MiB and one byte")
    with open(out / "bad" / "too-many-bytes.jpg", "r+b") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    return entries
