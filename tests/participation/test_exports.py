import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from home import roles
from participation import exports, moderation
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(town):
    """A tree with a place, a comment and two supports, and something hidden."""
    activity = activity_of(ProcedurePageFactory())
    baum = ContributionFactory(
        activity=activity, title="Baum", text="=1+1", lat=49.46, lon=8.17
    )
    ContributionFactory(activity=activity, title="Steg", text="Über den Bach.")
    ContributionFactory(activity=activity, title="Unfug", status="hidden")
    SupportFactory.create_batch(2, contribution=baum)
    CommentFactory(contribution=baum, text="+1 von mir")
    return activity


def fetch(client, activity, file):
    response = client.get(f"{activity.get_absolute_url()}{file}")
    assert response.status_code == 200
    return body_of(response)


def lines(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def test_a20_csv_has_every_public_contribution_and_no_formula(client, ideas):
    head, baum, steg = lines(fetch(client, ideas, "daten.csv"))

    row = dict(zip(head, baum, strict=True))
    assert (row["Titel"], row["Text"], row["Unterstützungen"]) == ("Baum", "'=1+1", "2")
    assert (row["geografische Breite"], row["geografische Länge"]) == ("49.46", "8.17")
    assert steg[head.index("Text")] == "Über den Bach."


def test_a20_tables_say_codes_in_words_and_geojson_keeps_them(client, ideas):
    steg = ideas.contributions.get(title="Steg")
    steg.lat, steg.lon, steg.origin = 49.46, 8.17, "paper"
    steg.save()
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])
    moderation.set_outcome(steg, status="in_review", reason="Bald.", by=moderator)

    head, _baum, row = lines(fetch(client, ideas, "daten.csv"))
    sheet = load_workbook(io.BytesIO(fetch(client, ideas, "daten.xlsx"))).worksheets[0]
    _head, _baum, cells = sheet.values
    features = json.loads(fetch(client, ideas, "daten.geojson"))["features"]

    for line in (row, cells):
        said = dict(zip(head, line, strict=True))
        assert (said["Herkunft"], said["Ergebnis"]) == ("auf Papier", "wird geprüft")
    coded = features[1]["properties"]
    assert (coded["origin"], coded["outcome"]) == ("paper", "in_review")


def test_a20_xlsx_has_contributions_and_comments_as_text(client, ideas):
    book = load_workbook(io.BytesIO(fetch(client, ideas, "daten.xlsx")))

    contributions, comments = book.worksheets
    head, baum, _steg = contributions.values
    row = dict(zip(head, baum, strict=True))
    assert (row["Text"], row["Unterstützungen"], row["geografische Breite"]) == (
        "'=1+1",
        2,
        49.46,
    )
    *_numbers, text = comments[2]
    assert (text.value, text.data_type) == ("'+1 von mir", "s")


def test_a1_geojson_has_what_has_a_place(client, ideas):
    [feature] = json.loads(fetch(client, ideas, "daten.geojson"))["features"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [8.17, 49.46]}
    assert feature["properties"]["title"] == "Baum"
    assert feature["properties"]["day"] == timezone.localdate().isoformat()


def test_comments_have_a_file_of_their_own(client, ideas):
    head, comment = lines(fetch(client, ideas, "kommentare.csv"))

    assert comment[head.index("Text")] == "'+1 von mir"


@pytest.mark.parametrize("file", ["daten.exe", "daten.geojson"])
def test_files_that_do_not_exist_are_missing(client, town, file):
    activity = activity_of(ProcedurePageFactory(activities=[{"place": "none"}]))

    assert client.get(activity.get_absolute_url() + file).status_code == 404


def test_files_of_a_procedure_not_yet_online_are_missing(client, town):
    procedure = ProcedurePageFactory(live=False)
    where = [procedure.slug, procedure.activities.get().key, "csv"]
    address = reverse("participation:activity_data", args=where)

    assert client.get(address).status_code == 404


@given(st.text())
def test_texts_made_harmless_come_back_as_they_were(text):
    assert exports.original(exports.harmless(text)) == text
    assert exports.harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
