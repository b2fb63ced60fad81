"""Saying where: by name, on the map, nearby, inside the area, from our own tiles."""

import io
import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from participation import gazetteer, tiles
from participation.checks import map_source_is_usable
from participation.gazetteer_import import TableError, import_places
from participation.models import Contribution, GazetteerEntry
from participation.models.gazetteer import normal
from participation.tile_source import MOST_BYTES
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    DistrictFactory,
    ProcedurePageFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
TABLE = """name;lat;lon
Marktplatz 1;49,4620;8,1680
Marktplatz 12;49.4622;8.1684
Weinstraße 3;49.4630;8.1700
Am alten Marktplatz;49.4700;8.1800
"""
AREA = {
    "type": "Polygon",
    "coordinates": [
        [[8.16, 49.45], [8.18, 49.45], [8.18, 49.465], [8.16, 49.465], [8.16, 49.45]]
    ],
}


@pytest.fixture(autouse=True)
def _town(town):
    import_places(io.StringIO(TABLE))


# Names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Weinstr. 3", "Weinstraße 3"),
        ("wein straße 3", "Weinstrasse 3"),
        ("Wein-Strasse 3", "Weinstraße 3"),
        ("Größe 1", "groesse 1"),
    ],
)
def test_spellings_of_one_address_are_alike(typed, meant):
    assert normal(typed) == normal(meant)


def test_suggestions_begin_with_what_was_typed(client):
    page = client.get(reverse("participation:places"), {"q": "marktpl"})

    assert [place["name"] for place in page.json()["orte"]] == [
        "Marktplatz 1",
        "Marktplatz 12",
        "Am alten Marktplatz",
    ]
    assert client.get(reverse("participation:places"), {"q": "m"}).json() == {
        "orte": []
    }


def test_the_nearest_place_is_near():
    assert gazetteer.nearest(49.46221, 8.16841).name == "Marktplatz 12"
    assert gazetteer.nearest(49.5, 8.3) is None


def test_importing_again_moves_a_place_and_adds_none():
    done = import_places(["lon,lat,Name\n", "8.2,49.5,Marktplatz 1\n"])

    assert (done.created, done.total) == (0, 1)
    assert GazetteerEntry.objects.get(name="Marktplatz 1").lat == 49.5


def test_a_table_with_mistakes_brings_nothing_and_names_its_lines():
    with pytest.raises(TableError) as error:
        import_places(["name;lat;lon\n", "Bach 1;49;8\n", "Bach 2;hier\n", ";49;8\n"])

    assert error.value.errors == [
        "Zeile 3: Name, Breite, Länge?",
        "Zeile 4: Name, Breite, Länge?",
    ]
    assert not GazetteerEntry.objects.filter(name__startswith="Bach").exists()


def test_command_imports_a_file(tmp_path, capsys):
    file = tmp_path / "orte.csv"
    file.write_text("\ufeffName;Breite;Länge\nKurpark;49,46;8,16\n", encoding="utf-8")

    call_command("import_gazetteer", str(file))

    assert "1 Orte gelesen, davon 1 neu." in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_gazetteer", str(tmp_path / "fehlt.csv"))


# The form -----------------------------------------------------------------------


@pytest.fixture
def activity():
    return activity_of(ProcedurePageFactory())


@pytest.fixture
def sends(client, activity):
    """Hand in an idea with these words about its place."""
    client.force_login(UserFactory())

    def send(activity=activity, **fields):
        words = {"title": "Bank", "text": "Bitte.", "idempotency_key": uuid.uuid4()}
        return client.post(f"{activity.get_absolute_url()}neu/", words | fields)

    return send


def placed():
    row = Contribution.objects.get()
    return row.address, row.lat, row.lon


def test_a1_an_address_we_know_puts_the_idea_on_the_map(sends):
    sends(address="marktplatz 12")

    assert placed() == ("Marktplatz 12", 49.4622, 8.1684)


def test_a1_words_we_do_not_know_stay_words(sends):
    sends(address="Hinter der Kelter")

    assert placed() == ("Hinter der Kelter", None, None)


def test_b16_without_a_script_the_form_asks_which_place_is_meant(sends):
    page = sends(address="marktplatz", ort_suchen="1")
    form = page.context["form"]
    choices = form.fields["place"].widget.choices

    assert Contribution.objects.count() == 0
    assert not form.errors
    assert [name for _pk, name in choices] == [
        "Marktplatz 1", "Marktplatz 12", "Am alten Marktplatz",
    ]  # fmt: skip
    assert 'value="Bank"' in page.content.decode()

    sends(address="marktplatz", place=choices[1][0])

    assert placed() == ("Marktplatz 12", 49.4622, 8.1684)


def test_b16_a_place_we_do_not_know_is_said_in_words(sends):
    page = sends(address="Mondkrater", ort_suchen="1")

    assert "Diesen Ort kennen wir nicht." in page.content.decode()


def test_a_place_that_was_not_offered_is_not_taken(sends):
    elsewhere = GazetteerEntry.objects.get(name="Weinstraße 3")

    sends(address="marktplatz", place=elsewhere.pk)

    assert placed() == ("marktplatz", None, None)


def test_b16_who_sets_a_point_says_it_in_words_too(sends):
    sends(lat="49.46221", lon="8.16841")

    assert placed() == ("bei Marktplatz 12", 49.46221, 8.16841)


def test_b16_the_list_says_a_point_without_a_name(client, sends, activity):
    sends(lat="49.5", lon="8.3")

    page = client.get(activity.get_absolute_url()).content.decode()

    assert "49,5000° Nord, 8,3000° Ost" in page


def test_b16_the_list_says_all_that_the_map_says(client, sends, activity, settings):
    settings.DEMO_TOWN = True
    DistrictFactory()
    sends(address="Marktplatz 12")

    context = client.get(f"{activity.get_absolute_url()}?ansicht=karte").context

    [marker], [row] = context["markers"], list(context["page_obj"])
    assert (marker["title"], marker["text"]) == (row.title, row.place_in_words)
    assert marker["url"] == row.get_absolute_url()


# Changing it later ----------------------------------------------------------------


@pytest.fixture
def changes(client, activity):
    """Change an idea that was set by a click on the map, beside Marktplatz 12."""
    idea = ContributionFactory(
        activity=activity, address="bei Marktplatz 12", lat=49.4622101, lon=8.16841
    )
    client.force_login(idea.author)
    url = reverse("participation:contribution_edit", args=[idea.pk])

    def change(**fields):
        before = {"title": idea.title, "text": idea.text, "address": idea.address}
        # The map writes the old point with six digits after the comma.
        point = {"lat": "49.462210", "lon": "8.168410"}
        key = {"idempotency_key": uuid.uuid4()}
        return client.post(url, before | point | key | fields)

    change.url = url
    return change


def test_new_words_for_a_place_give_up_the_old_point(changes):
    changes(address="Weinstr. 3")

    assert placed() == ("Weinstraße 3", 49.463, 8.17)


def test_new_words_that_we_do_not_know_leave_no_wrong_point(changes):
    changes(address="Hinter der Kelter")

    assert placed() == ("Hinter der Kelter", None, None)


def test_a_new_point_gives_up_the_old_words(changes):
    changes(lat="49.463000", lon="8.170000")

    assert placed() == ("bei Weinstraße 3", 49.463, 8.17)


def test_other_changes_leave_words_and_point(changes):
    changes(title="Zwei Bänke")

    address, lat, lon = placed()
    assert address == "bei Marktplatz 12"
    assert (lat, lon) == pytest.approx((49.46221, 8.16841))


def test_the_form_for_changes_has_the_map_and_looks_for_a_place(
    client, changes, settings
):
    settings.DEMO_TOWN = True
    DistrictFactory()

    page = client.get(changes.url).content.decode()
    found = changes(address="marktplatz", ort_suchen="1").context["form"]

    assert "data-map-picker" in page
    assert "participation/js/map.js" in page
    assert len(found.fields["place"].widget.choices) == 3


# The area -----------------------------------------------------------------------


def test_a1_a_place_outside_the_area_is_refused_in_words(sends):
    inside = activity_of(ProcedurePageFactory(area=AREA))

    page = sends(inside, address="Am alten Marktplatz", lat="49.47", lon="8.18")

    [error] = page.context["form"].errors["address"]
    assert error.startswith("Dieser Ort liegt außerhalb des Gebiets")
    assert 'value="Am alten Marktplatz"' in page.content.decode()
    assert Contribution.objects.count() == 0


def test_a1_a_place_inside_the_area_or_none_is_taken(sends):
    inside = activity_of(ProcedurePageFactory(area=AREA))

    sends(inside, lat="49.4622", lon="8.1684")
    sends(inside, title="Mehr Licht", text="Abends ist es dunkel.")

    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("is_demo", [True, False])
def test_without_an_area_a_place_far_from_the_town_is_refused(
    client, sends, activity, settings, is_demo
):
    settings.DEMO_TOWN = is_demo
    DistrictFactory(lat=49.4622, lon=8.1684)

    page = sends(lat="52.52", lon="13.4", address="Brandenburger Tor")

    [error] = page.context["form"].errors["address"]
    assert error.startswith("Dieser Ort liegt außerhalb des Gebiets")
    assert '<script id="place-area" type="application/json">' in page.content.decode()
    sends(lat="49.4622", lon="8.1684")
    assert placed()[1:] == (49.4622, 8.1684)


def test_the_area_is_on_the_map(client, settings):
    settings.DEMO_TOWN = True
    DistrictFactory()
    inside = activity_of(ProcedurePageFactory(area=AREA))

    page = client.get(f"{inside.get_absolute_url()}?ansicht=karte").content.decode()

    assert '<script id="map-area" type="application/json">' in page


# Tiles --------------------------------------------------------------------------

PNG = io.BytesIO()
Image.new("RGB", (256, 256), "#ffffff").save(PNG, "PNG")


class Source(BaseHTTPRequestHandler):
    """A server of tiles: what it answers is set by each test."""

    body, status, location, asked = PNG.getvalue(), 200, "", []

    def do_GET(self):
        type(self).asked.append(self.path)
        self.send_response(self.status)
        if self.location:
            self.send_header("Location", self.location)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *args):
        pass


@pytest.fixture
def source(settings):
    """A map source of the operator, on this machine."""
    answering = type("Answering", (Source,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MAP_TILES_URL = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}"
    settings.MAP_ATTRIBUTION = "© Vermessungsamt"
    DistrictFactory(lat=49.4622, lon=8.1684)
    yield answering
    server.shutdown()
    server.server_close()


HERE = (14, 8563, 5607)


def tile(client, z, x, y):
    return client.get(reverse("participation:tile", args=[z, x, y]))


def test_a_tile_comes_from_the_source_by_our_own_address_and_is_kept(client, source):
    answers = [tile(client, *HERE) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].content == PNG.getvalue()
    assert answers[0].headers["Content-Type"] == "image/png"
    assert source.asked == ["/14/8563/5607"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"body": b"<script>alert(1)</script>"}, id="not a picture"),
        pytest.param({"body": PNG.getvalue() + b"0" * MOST_BYTES}, id="too large"),
        pytest.param({"status": 500}, id="broken"),
        pytest.param(
            {"status": 302, "location": "http://127.0.0.1:1/"}, id="leads away"
        ),
    ],
)
def test_what_is_no_small_picture_is_not_passed_on(client, source, answer):
    for name, value in answer.items():
        setattr(source, name, value)

    assert tile(client, *HERE).status_code == 404
    assert tile(client, *HERE).status_code == 404
    assert len(source.asked) == 1  # nor asked for again and again


@pytest.mark.parametrize("where", [(14, 0, 0), (3, 4, 2), (25, 1, 1), (14, 99999, 1)])
def test_other_places_of_the_world_are_not_fetched(client, source, where):
    assert tile(client, *where).status_code == 404
    assert source.asked == []


def test_a_source_that_is_away_breaks_nothing(client, settings):
    settings.MAP_TILES_URL = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    DistrictFactory(lat=49.4622, lon=8.1684)
    cache.clear()

    assert tile(client, *HERE).status_code == 404


def test_the_map_says_whose_it_is(client, source):
    activity = activity_of(ProcedurePageFactory())

    page = client.get(f"{activity.get_absolute_url()}?ansicht=karte").content.decode()

    assert 'data-attribution="© Vermessungsamt"' in page
    assert "127.0.0.1" not in page


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("", True),
        ("https://karte.example/{z}/{x}/{y}.png", True),
        ("https://karte.example/{z}/{x}.png", False),
        ("file:///{z}/{x}/{y}", False),
        ("https://karte.example/{z}/{x}/{y}/{key}", False),
        ("{z}{x}{y}", False),
    ],
)
def test_only_a_usable_source_is_started_with(settings, address, usable):
    settings.MAP_TILES_URL = address

    assert (map_source_is_usable(None) == []) is usable


def test_without_a_source_there_is_no_map(settings):
    settings.MAP_TILES_URL, settings.DEMO_TOWN = "", False
    DistrictFactory()

    assert tiles.base_map() is None
    assert tiles.tile(*HERE) is None
