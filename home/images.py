"""
Pictures on their way in: looked at before they are decoded, then painted anew.

A picture that people upload carries more than one sees: where it was taken, with
what, sometimes what was cut away. Only its pixels are kept, on a fresh canvas.
"""

import contextlib
import io
import warnings
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

FORMATS = {
    "JPEG": (".jpg", {"quality": 90, "progressive": True}),
    "PNG": (".png", {}),
    "WEBP": (".webp", {"quality": 90}),
}
LARGEST_PROFILE = 1024 * 1024
# An unreadable file fails in as many ways as there are ways to write one.
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, EOFError, KeyError)


class CleanImage(ContentFile):
    """A picture of which nothing is left but its pixels."""

    def named_like(self, name: str) -> str:
        """A name with the suffix that tells what this really is."""
        return str(PurePath(name).with_suffix(PurePath(self.name).suffix))


def clean_image(file: File) -> CleanImage:
    """Return the picture on a fresh canvas, or say what is wrong with the file."""
    if isinstance(file, CleanImage):
        return file
    refuse_large_file(file)
    try:
        with opened(file) as image:
            format_name, canvas = image.format, painted_anew(image)
    except UNREADABLE as error:
        raise ValidationError(
            _("This file can't be read as a picture. Please send JPEG, PNG or WebP."),
            code="unreadable_picture",
        ) from error
    suffix, options = FORMATS[format_name]
    content = io.BytesIO()
    canvas.save(content, format=format_name, **options)
    name = PurePath(file.name or "bild").with_suffix(suffix).name
    return CleanImage(content.getvalue(), name=name)


def refuse_large_file(file: File) -> None:
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise ValidationError(
            _("The picture has %(size)s. At most %(limit)s are possible.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
            code="large_file",
        )


@contextlib.contextmanager
def opened(file: File):
    """The picture with its head read and nothing decoded, if it is not too large."""
    file.seek(0)
    head = file.read(30)
    refuse_many_pixels(*size_of_webp(head))  # Pillow makes room before it tells a size
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(file, formats=list(FORMATS))
        except Image.DecompressionBombError:
            refuse_many_pixels(Image.MAX_IMAGE_PIXELS, 2)
    refuse_many_pixels(*image.size)
    yield image


def refuse_many_pixels(width: int, height: int) -> None:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if width * height > limit:
        raise ValidationError(
            _("The picture has more than %(limit)s million pixels. Please reduce it.")
            % {"limit": limit // 1_000_000},
            code="many_pixels",
        )


def size_of_webp(head: bytes) -> tuple[int, int]:
    """Width and height from the first bytes of a WebP file; zero for other files."""
    kind, body = head[12:16], head[20:30]
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP" or len(head) < 30:
        return 0, 0
    if kind == b"VP8X":
        width, height = body[4:7], body[7:10]
        return tuple(int.from_bytes(side, "little") + 1 for side in (width, height))
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    sides = (int.from_bytes(body[i : i + 2], "little") & 0x3FFF for i in (6, 8))
    return tuple(sides)


def painted_anew(image: Image.Image) -> Image.Image:
    """The first frame, turned upright, in ordinary colours, without anything else."""
    image.seek(0)
    image.load()
    upright = ImageOps.exif_transpose(image)
    plain = in_ordinary_colours(upright)
    canvas = Image.new(plain.mode, plain.size)
    canvas.paste(plain)
    return canvas


def in_ordinary_colours(image: Image.Image) -> Image.Image:
    """As sRGB: the profile goes, so what it said is done first."""
    profile = image.info.get("icc_profile") or b""
    see_through = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if see_through else "RGB"
    if image.mode in {"RGB", "RGBA", "CMYK"} and 0 < len(profile) < LARGEST_PROFILE:
        with contextlib.suppress(ImageCms.PyCMSError, *UNREADABLE):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
    if image.mode in {"1", "L"} and not see_through:
        return image.convert("L")
    return image if image.mode == mode else image.convert(mode)
