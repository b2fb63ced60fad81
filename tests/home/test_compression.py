import gzip

from django.http import FileResponse, HttpResponse

from home.compression import TextCompressionMiddleware

TEXT = "Unser Marktplatz: bleiben statt durchlaufen. " * 50


def answer_to(rf, response, accept="gzip, br"):
    request = rf.get("/", headers={"Accept-Encoding": accept})
    return TextCompressionMiddleware(lambda request: response)(request)


def test_text_is_compressed(rf):
    answer = answer_to(rf, HttpResponse(TEXT))

    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == TEXT
    assert len(answer.content) < len(TEXT) / 3


def test_who_cannot_unpack_gets_it_plain(rf):
    assert not answer_to(rf, HttpResponse(TEXT), accept="").has_header(
        "Content-Encoding"
    )


def test_documents_and_pictures_stay_as_they_are(db, rf, tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text(TEXT)

    picture = answer_to(rf, HttpResponse(TEXT, content_type="image/webp"))
    document = answer_to(rf, FileResponse(file.open("rb")))

    assert not picture.has_header("Content-Encoding")
    assert not document.has_header("Content-Encoding")
    document.close()


def test_kept_pages_fit_to_who_asks(client, town):
    client.get("/")  # the first visit of all lays the settings of the town
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/")
    packed_again = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert not plain.has_header("Content-Encoding")
    assert b"<!DOCTYPE html>" in plain.content
    assert packed_again.content == packed.content
