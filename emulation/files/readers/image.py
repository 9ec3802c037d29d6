"""Photos and scans: opened as what they claim to be, written anew without hidden data."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # noqa: F401 -- before the walls

from emulation.files.readers.refusing import Refusal

LARGEST_MEGAPIXELS = 40
JPEG_QUALITY = 90
# The limit is ours, checked before a dot is decoded; Pillow's own would only warn.
Image.MAX_IMAGE_PIXELS = None


def clean_jpeg(source: BinaryIO) -> dict[str, Any]:
    """Return width, height and the photo without EXIF, place and colour profile."""
    picture = _upright(source, "JPEG")
    if picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    return _written(picture, "JPEG", quality=JPEG_QUALITY, optimize=True)


def clean_png(source: BinaryIO) -> dict[str, Any]:
    """Return width, height and the picture without text blocks and further frames."""
    return _written(_upright(source, "PNG"), "PNG")


def _upright(source: BinaryIO, kind: str) -> Image.Image:
    picture: Image.Image = Image.open(source, formats=[kind])
    if picture.width * picture.height > LARGEST_MEGAPIXELS * 1_000_000:
        raise Refusal("pixels", limit=LARGEST_MEGAPIXELS)
    picture.load()
    return ImageOps.exif_transpose(picture)


def _written(picture: Image.Image, kind: str, **options: Any) -> dict[str, Any]:
    # Without its transparent colour a PNG would look different; all else is hidden data.
    kept = {"transparency"} if kind == "PNG" else set()
    picture.info = {key: value for key, value in picture.info.items() if key in kept}
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return {"width": picture.width, "height": picture.height, "content": target.getvalue()}
