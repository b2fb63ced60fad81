"""Pictures and documents: where they lie, who may open them, how they are sent."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from home import roles
from home.media import put_renditions_in_place
from home.models import TownDocument, TownImage, TownRendition
from home.pictures import SIZES
from home.rights import INTERNAL_COLLECTION, PUBLIC_COLLECTION
from home.storage import is_public
from home.tasks import make_picture_sizes
from tests.factories.home import (
    TownDocumentFactory,
    TownImageFactory,
    UserFactory,
    collection_named,
)

pytestmark = pytest.mark.django_db


def photo(camera="Kamera 3000"):
    exif = Image.Exif()
    exif[0x010F] = camera
    content = BytesIO()
    Image.new("RGB", (60, 40), "green").save(content, "JPEG", exif=exif)
    return content.getvalue()


def stored(image):
    with image.file.open() as file:
        return file.read()


def internal():
    return collection_named(INTERNAL_COLLECTION)


def public():
    return collection_named(PUBLIC_COLLECTION)


def test_original_is_never_public(town):
    image = TownImageFactory()

    assert image.file.name.startswith("intern/original_images/")


@pytest.mark.parametrize(
    ("collection", "folder"),
    [(PUBLIC_COLLECTION, "images/"), (INTERNAL_COLLECTION, "intern/images/")],
)
def test_sizes_lie_where_the_collection_says(town, collection, folder):
    image = TownImageFactory(collection=collection_named(collection))

    assert image.get_rendition("width-20").file.name.startswith(folder)


def test_queue_cuts_a_new_picture_to_its_sizes(
    town, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = TownImageFactory()

    made = image.renditions.values_list("filter_spec", flat=True)
    assert set(made) == set(SIZES.values())


def test_picture_that_is_gone_needs_no_sizes(town):
    image = TownImageFactory()
    number = image.pk
    image.delete()

    make_picture_sizes(number)

    assert not TownRendition.objects.filter(image_id=number).exists()


def test_picture_made_in_code_is_painted_anew(town):
    image = TownImage.objects.create(
        title="Foto", file=ContentFile(photo(), name="foto.jpg"), collection=public()
    )

    assert (image.width, image.height) == (60, 40)
    assert b"Kamera 3000" not in stored(image)


def test_picture_of_a_form_is_painted_anew(town):
    form = picture_form(collection=public().pk)
    assert form.is_valid()

    image = form.save()

    assert b"Kamera 3000" not in stored(image)
    assert image.file_size == image.file.size


def picture_form(**data):
    file = SimpleUploadedFile("foto.jpg", photo(), "image/jpeg")
    return get_image_form(TownImage)(
        {"title": "Foto"} | data, {"file": file}, user=administrator()
    )


def administrator():
    return UserFactory(is_superuser=True)


def test_picture_is_not_uploaded_without_a_collection(town):
    form = picture_form()

    assert form.errors["collection"] == [
        "Bitte wählen Sie eine Sammlung: Sie bestimmt, wer die Datei sehen darf."
    ]


def test_root_collection_is_none_to_choose(town):
    form = picture_form(collection=Collection.get_first_root_node().pk)

    assert "collection" in form.errors


def test_document_is_not_uploaded_without_a_collection(town):
    file = SimpleUploadedFile("satzung.pdf", b"%PDF-1.7", "application/pdf")
    form = get_document_form(TownDocument)(
        {"title": "Satzung"}, {"file": file}, user=administrator()
    )

    assert set(form.errors) == {"collection"}


def test_second_step_of_a_multiple_upload_paints_anew_too(town, client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    upload = UploadedFile.objects.create(
        for_content_type_id=content_type_of(TownImage),
        file=ContentFile(photo(), name="foto.jpg"),
        uploaded_by_user_id=client.session["_auth_user_id"],
    )
    raw, prefix = upload.file.name, f"uploaded-image-{upload.pk}"

    client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]),
        {f"{prefix}-title": "Foto", f"{prefix}-collection": public().pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert not is_public(raw)
    assert b"Kamera 3000" not in stored(TownImage.objects.get(title="Foto"))


def content_type_of(model):
    return ContentType.objects.get_for_model(model).pk


def test_sizes_move_when_a_picture_becomes_internal(
    town, django_capture_on_commit_callbacks
):
    image = TownImageFactory()
    path = Path(image.get_rendition("width-20").file.path)

    image.collection = internal()
    with django_capture_on_commit_callbacks(execute=True):
        image.save()

    after = TownImage.objects.get(pk=image.pk).get_rendition("width-20")
    assert after.file.name.startswith("intern/images/")
    assert path.exists() is False


def test_sizes_move_when_a_picture_becomes_public(town):
    image = TownImageFactory(collection=internal())
    image.get_rendition("width-20")

    image.collection = public()
    image.save()

    after = TownImage.objects.get(pk=image.pk).get_rendition("width-20")
    assert after.file.name.startswith("images/")


def test_sizes_move_when_a_collection_is_closed(town):
    image = TownImageFactory()
    image.get_rendition("width-20")

    CollectionViewRestriction.objects.create(
        collection=public(), restriction_type=CollectionViewRestriction.GROUPS
    )

    assert list(image.renditions.all()) == []


def test_sizes_move_when_a_collection_is_moved_below_a_closed_one(town):
    collection = Collection.get_first_root_node().add_child(name="Vorlagen")
    image = TownImageFactory(collection=collection)
    image.get_rendition("width-20")
    collection.move(internal(), "sorted-child")

    assert put_renditions_in_place() == 1
    assert put_renditions_in_place() == 0


def test_pictures_moved_in_bulk_take_their_sizes_along(town, client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    image = TownImageFactory()
    image.get_rendition("width-20")

    client.post(
        reverse("wagtail_bulk_action", args=["home", "townimage", "add_to_collection"])
        + f"?id={image.pk}",
        {"collection": internal().pk},
    )

    image.refresh_from_db()
    assert image.collection == internal()
    assert list(image.renditions.all()) == []


def test_private_picture_is_sent_so_that_nobody_keeps_it(town, client):
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))
    size = TownImageFactory(collection=internal()).get_rendition("width-20")

    response = client.get(size.url)

    assert b"".join(response.streaming_content).startswith(b"RIFF")
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"].startswith("inline;")
    assert_sent_safely(response)
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize(
    ("name", "disposition"), [("plan.docx", "attachment"), ("plan.pdf", "inline")]
)
def test_document_is_sent_safely(town, client, name, disposition):
    document = TownDocumentFactory(file__filename=name)

    response = client.get(document.url)

    assert b"".join(response.streaming_content) == b"Satzung"
    assert response["Content-Disposition"].startswith(disposition)
    assert_sent_safely(response)


def assert_sent_safely(response):
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_hidden_and_missing_file_answer_alike(town, client):
    hidden = TownImageFactory(collection=internal()).get_rendition("width-20")

    answers = [client.get(hidden.url), client.get("/dateien/images/nichts.png")]

    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_hidden_and_missing_document_answer_alike(town, client):
    hidden = TownDocumentFactory(collection=internal())

    answers = [client.get(hidden.url), client.get("/dokumente/99999/nichts.txt")]

    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_documents_have_no_second_way_out(town, client):
    client.force_login(UserFactory(is_superuser=True))
    document = TownDocumentFactory()

    assert client.get(document.file.url).status_code == 404
    assert client.get(f"/medien/{document.file.name}").status_code == 404


def test_file_that_is_gone_answers_like_a_missing_one(town, client):
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))
    size = TownImageFactory(collection=internal()).get_rendition("width-20")
    Path(size.file.path).unlink()

    assert client.get(size.url).status_code == 404


@pytest.mark.parametrize("name", ["../db.sqlite3", "images/../../x", "..%2f..%2fx"])
def test_way_out_of_the_root_is_not_there(town, client, name):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(f"/dateien/{name}").status_code in {400, 404}
