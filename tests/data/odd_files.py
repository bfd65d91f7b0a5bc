"""Sound but unusual picture files: each must give a report (or, where only a browser knows the
format, a report there and "unsupported-format" elsewhere)."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy
from PIL import Image


def save_jpeg(picture: Image.Image, path: Path, **options: object) -> None:
    """JPEG as cameras write it: quality 90, 4:2:0, no metadata but what is given."""
    picture.save(path, "JPEG", **{"quality": 90, "subsampling": 2, **options})


def exif_block(orientation: int, *, big_endian: bool) -> bytes:
    """A whole EXIF segment's content with one tag, Orientation (TIFF 6.0)."""
    order = ">" if big_endian else "<"
    header = (b"MM" if big_endian else b"II") + struct.pack(order + "HI", 42, 8)
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + header + struct.pack(order + "H", 1) + entry + struct.pack(order + "I", 0)


def exif_offset_outside() -> bytes:
    """The first directory is said to start far behind the segment's end."""
    return b"Exif\0\0" + b"II" + struct.pack("<HI", 42, 0xFFFFFFF0)


def exif_count_outside() -> bytes:
    """The directory claims 65,535 entries and holds one, which is not the orientation."""
    entry = struct.pack("<HHII", 0x010F, 2, 0x7FFFFFFF, 0xFFFFFF00)  # Make: a string beyond everything
    return b"Exif\0\0" + b"II" + struct.pack("<HI", 42, 8) + struct.pack("<H", 65535) + entry


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int, *, bit_depth: int = 8, colour_type: int = 2, interlace: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bit_depth, colour_type, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)


def sixteen_bit_png(picture: Image.Image) -> bytes:
    """RGB with 16 bits a channel, which Pillow reads but does not write."""
    wide = numpy.asarray(picture, dtype=numpy.uint16) * 257
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in wide)
    body = png_chunk(b"IDAT", zlib.compress(rows, 6)) + png_chunk(b"IEND", b"")
    return png_header(*picture.size, bit_depth=16) + body


def interlaced_png(picture: Image.Image) -> bytes:
    """Adam7 interlacing, which Pillow does not write either (PNG specification, clause 8)."""
    pixels = numpy.asarray(picture)
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b""
    for left, top, step_x, step_y in passes:
        part = pixels[top::step_y, left::step_x]
        rows += b"".join(b"\0" + row.tobytes() for row in part if row.size)
    body = png_chunk(b"IDAT", zlib.compress(rows, 6)) + png_chunk(b"IEND", b"")
    return png_header(*picture.size, interlace=1) + body


def write_odd_files(small: Image.Image, out: Path) -> list[dict]:
    entries = []

    def add(name: str, about: str, *, expected: str = "report", size: tuple[int, int] = small.size) -> Path:
        entries.append(
            {
                "path": f"odd/{name}",
                "kind": "odd",
                "expected": expected,
                "expected_in_browser": "report",
                "width": size[0],
                "height": size[1],
                "about": about,
            }
        )
        return out / "odd" / name

    save_jpeg(small, add("plain.jpg", "the ordinary file that the others here are variants of"))
    save_jpeg(small, add("progressive.jpg", "progressive scans"), progressive=True)
    save_jpeg(small, add("restart-markers.jpg", "a restart marker every 8 blocks"), restart_marker_blocks=8)
    save_jpeg(small.convert("L"), add("grey.jpg", "one component"), subsampling=-1)
    save_jpeg(small.convert("CMYK"), add("cmyk.jpg", "four components, inverted as Adobe does"), subsampling=-1)
    save_jpeg(
        small, add("exif-offset-outside.jpg", "EXIF points outside: as if it had none"), exif=exif_offset_outside()
    )
    save_jpeg(small, add("exif-count-outside.jpg", "EXIF counts outside: as if it had none"), exif=exif_count_outside())
    trailing = add("trailing-bytes.jpg", "64 KiB follow the end-of-image marker, as in motion photos")
    save_jpeg(small, trailing)
    trailing.write_bytes(trailing.read_bytes() + bytes(range(256)) * 256)
    small.save(add("truecolour.png", "8 bits a channel"), "PNG")
    small.quantize(64, dither=Image.Dither.NONE).save(add("palette.png", "64 colours"), "PNG")
    add("sixteen-bit.png", "16 bits a channel").write_bytes(sixteen_bit_png(small))
    add("interlaced.png", "Adam7").write_bytes(interlaced_png(small))
    small.convert("LA").save(add("grey-alpha.png", "grey with an opaque alpha channel"), "PNG")
    small.save(add("photo.gif", "256 colours, one frame"), "GIF")
    small.save(
        add("animated.gif", "two frames, the first counts"),
        "GIF",
        save_all=True,
        append_images=[small.transpose(Image.Transpose.FLIP_LEFT_RIGHT)],
        duration=100,
    )
    small.save(add("photo.bmp", "24 bits, bottom-up"), "BMP")
    pixel = Image.new("RGB", (1, 1), (200, 120, 40))
    pixel.save(add("one-pixel.png", "1 x 1", size=(1, 1)), "PNG")
    save_jpeg(pixel, add("one-pixel.jpg", "1 x 1", size=(1, 1)))
    line = small.crop((0, 100, small.width, 101))
    line.save(add("one-line.png", "a single row of pixels", size=line.size), "PNG")
    small.save(add("photo.webp", "WebP", expected="unsupported-format"), "WEBP", quality=85, method=2)
    # One thread: the encoder's tiling, and so its bytes, would depend on the number of cores.
    small.save(add("photo.avif", "AVIF", expected="unsupported-format"), "AVIF", quality=75, speed=8, max_threads=1)
    return entries
