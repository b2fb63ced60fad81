import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin

from home.images import clean_image

SECRET = b"Geheimnis"
# What the formats themselves need to say.
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive"} | {
    "progression",
    "loop",
    "background",
    "timestamp",
    "duration",
}


def upload(name="bild.jpg", **save):
    return ContentFile(encoded(picture(), **save), name=name)


def picture(size=(40, 20), mode="RGB"):
    image = Image.new(mode, size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


def encoded(image, **save):
    content = io.BytesIO()
    image.save(content, **save)
    return content.getvalue()


def exif(orientation=1):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET.decode()
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (49.0, 48.0, 12.0)
    return data


def bomb(width, height):
    """A well-formed PNG of one colour: large to decode, small to send."""
    row = b"\x00" + b"\x00" * ((width + 7) // 8)
    packed = zlib.compressobj(9)
    body = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in [(b"IHDR", header), (b"IDAT", body), (b"IEND", b"")]
    )


def png_text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    return info


def profile():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return made.tobytes() + SECRET


@pytest.mark.parametrize(
    "save",
    [
        pytest.param({"format": "JPEG", "exif": exif()}, id="GPS and maker in JPEG"),
        pytest.param({"format": "JPEG", "comment": SECRET}, id="comment in JPEG"),
        pytest.param({"format": "JPEG", "xmp": SECRET}, id="XMP in JPEG"),
        pytest.param({"format": "JPEG", "icc_profile": profile()}, id="ICC in JPEG"),
        pytest.param({"format": "PNG", "exif": exif()}, id="EXIF in PNG"),
        pytest.param({"format": "PNG", "pnginfo": png_text()}, id="text in PNG"),
        pytest.param({"format": "WEBP", "exif": exif()}, id="EXIF in WebP"),
        pytest.param({"format": "WEBP", "xmp": SECRET}, id="XMP in WebP"),
    ],
)
def test_nothing_is_left_but_the_pixels(save):
    file = upload(**save)
    assert b"Geheimnis" in file.read() or save["format"] == "PNG"

    clean = clean_image(file)

    with Image.open(clean) as image:
        assert image.format == save["format"]
        assert image.size == (40, 20)
        assert dict(image.getexif()) == {}
        assert set(image.info) <= HARMLESS
    assert SECRET not in clean.open().read()


def test_orientation_is_done_before_it_is_forgotten():
    clean = clean_image(upload(format="JPEG", exif=exif(orientation=6)))

    with Image.open(clean) as image:
        assert image.size == (20, 40)
        top, bottom = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert top[1] < 60  # red was on the left, which the camera held up
    assert bottom[1] > 200


def test_what_shines_through_stays_so():
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))

    clean = clean_image(ContentFile(encoded(image, format="PNG"), name="wappen.png"))

    with Image.open(clean) as painted:
        assert painted.mode == "RGBA"
        assert painted.getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "RGB"])
def test_every_colour_mode_is_read(mode):
    name = "JPEG" if mode == "CMYK" else "PNG"

    clean = clean_image(
        ContentFile(
            encoded(
                picture(mode=mode) if mode != "P" else picture().convert("P"),
                format=name,
            )
        )
    )

    with Image.open(clean) as painted:
        assert painted.size == (40, 20)


def test_of_what_moves_the_first_frame_is_kept():
    frames = [picture(), Image.new("RGB", (40, 20), "blue")]
    moving = encoded(frames[0], format="WEBP", save_all=True, append_images=frames[1:])

    clean = clean_image(ContentFile(moving, name="film.webp"))

    with Image.open(clean) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((2, 2))[0] > 200


def test_suffix_follows_the_content():
    clean = clean_image(upload(name="../Foto vom Markt.png", format="JPEG"))

    assert clean.name == "Foto vom Markt.jpg"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', id="SVG"),
        pytest.param(b"<html><script>alert(1)</script>", id="HTML"),
        pytest.param(encoded(picture(), format="GIF"), id="GIF"),
        pytest.param(encoded(picture(), format="TIFF"), id="TIFF"),
        pytest.param(encoded(picture((400, 400)), format="JPEG")[:900], id="cut JPEG"),
        pytest.param(encoded(picture((400, 400)), format="PNG")[:-60], id="cut PNG"),
        pytest.param(encoded(picture(), format="WEBP")[:40], id="cut WebP"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="head alone"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(content):
    with pytest.raises(ValidationError) as refusal:
        clean_image(ContentFile(content, name="bild.png"))

    assert refusal.value.code == "unreadable_picture"


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_too_many_pixels_are_refused_before_they_are_decoded(side, monkeypatch):
    content = bomb(side, 9_000)
    assert len(content) < 200_000
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", must_not_happen)

    with pytest.raises(ValidationError) as refusal:
        clean_image(ContentFile(content, name="bild.png"))

    assert refusal.value.code == "many_pixels"


def test_large_webp_is_refused_by_its_head():
    head = b"RIFF\x00\x01\x00\x00WEBPVP8X\x0a\x00\x00\x00" + bytes(4)
    sides = (16_382).to_bytes(3, "little") * 2

    with pytest.raises(ValidationError) as refusal:
        clean_image(ContentFile(head + sides + bytes(100), name="bild.webp"))

    assert refusal.value.code == "many_pixels"


def test_large_file_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10

    with pytest.raises(ValidationError) as refusal:
        clean_image(upload(format="PNG"))

    assert refusal.value.code == "large_file"


def must_not_happen(*args, **kwargs):
    raise AssertionError("decoded")
