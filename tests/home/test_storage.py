import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.fixture
def roots(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    return tmp_path


def test_private_file_lies_outside_the_public_root(roots):
    name = default_storage.save("intern/a/plan.txt", ContentFile(b"geheim"))

    assert name == "intern/a/plan.txt"
    assert (roots / "private/a/plan.txt").read_bytes() == b"geheim"
    assert not (roots / "media").exists()


def test_two_private_files_of_one_name_are_kept_apart(roots):
    first = default_storage.save("intern/plan.txt", ContentFile(b"1"))
    second = default_storage.save("intern/plan.txt", ContentFile(b"2"))

    assert first != second
    with default_storage.open(second) as file:
        assert file.read() == b"2"


def test_sizes_of_public_pictures_lie_in_public(roots):
    default_storage.save("images/markt.png", ContentFile(b"bild"))

    assert (roots / "media/images/markt.png").read_bytes() == b"bild"
    assert default_storage.url("images/markt.png") == "/medien/images/markt.png"


@pytest.mark.parametrize("name", ["wagtail_uploads/a.png", "neu/b.txt", "c.txt"])
def test_whatever_else_is_stored_lies_in_private(roots, name):
    saved = default_storage.save(name, ContentFile(b"roh"))

    assert saved == name
    assert (roots / "private" / name).read_bytes() == b"roh"
    assert not (roots / "media").exists()


@pytest.mark.parametrize("name", ["intern/../../fort.txt", "images/../../fort.txt"])
def test_no_name_leads_out_of_its_root(roots, name):
    with pytest.raises(SuspiciousFileOperation):
        default_storage.path(name)
