"""What machines may read: public, without names, without hours, well described."""

import json
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from wagtail.models import Site

from home.models import TownSettings
from participation.models import ProcedureDate, Writing
from participation.opendata.description import schemas
from participation.opendata.pseudonyms import pseudonym
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
    days_from_now,
)

pytestmark = pytest.mark.django_db


def get(client, name, *args):
    return client.get(reverse(f"participation:{name}", args=args))


def fits(record, name):
    """Fail unless a record is exactly what the description says."""
    description = {
        "$ref": f"#/components/schemas/{name}",
        "components": {"schemas": schemas()},
    }
    OAS31Validator(description).validate(record)


@pytest.fixture
def square():
    return ProcedurePageFactory(title="Marktplatz", introduction="Wie soll er werden?")


def test_procedures_are_listed_as_described(client, square):
    ProcedurePageFactory(title="Entwurf", live=False)

    answer = get(client, "api_procedures").json()

    assert answer["count"] == 1
    assert answer["next"] is None
    [found] = answer["results"]
    fits(found, "Procedure")
    assert found["title"] == "Marktplatz"
    assert found["state"] == "running"


@pytest.mark.parametrize(
    "address",
    [
        reverse("participation:api_procedure", args=["gibt-es-nicht"]),
        reverse("participation:api_result", args=["gibt-es-nicht"]),
        reverse("participation:api_procedures") + "?page=7",
        "/beteiligung/api/v1/quatsch",
    ],
)
def test_what_the_api_does_not_know_is_said_as_data(client, square, address):
    answer = client.get(address)

    assert (answer.status_code, answer.json()) == (404, {"error": "not_found"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    fits(answer.json(), "Error")


def test_the_feed_says_who_writes_it(client, square):
    site = Site.objects.get(is_default_site=True)
    TownSettings.objects.update_or_create(site=site, defaults={"name": "Seestadt"})
    cache.clear()

    feed = ElementTree.fromstring(get(client, "feed").content)  # noqa: S314

    names = {"atom": "http://www.w3.org/2005/Atom"}
    found = feed.findall("atom:author/atom:name", names)
    assert [name.text for name in found] == ["Seestadt"]


def test_contributions_have_days_and_pseudonyms(client, square):
    author = UserFactory(pseudonym="Amsel im Park")
    idea = ContributionFactory(
        activity=activity_of(square), author=author, lat=49.46, lon=8.17
    )
    ContributionFactory(activity=idea.activity, status=Writing.Status.HIDDEN)

    answer = get(client, "api_contributions", square.slug)

    [found] = answer.json()["results"]
    fits(found, "Contribution")
    assert found["day"] == timezone.localdate(idea.created_at).isoformat()
    assert found["location"] == {"lat": 49.46, "lon": 8.17}
    assert found["author"] == pseudonym(author.pk, square.pk)
    assert "Amsel" not in answer.content.decode()
    assert str(idea.created_at.hour) + ":" not in answer.content.decode()


def test_nothing_links_a_person_over_two_procedures(square):
    other = ProcedurePageFactory()

    assert pseudonym(7, square.pk) == pseudonym(7, square.pk)
    assert pseudonym(7, square.pk) != pseudonym(7, other.pk)
    assert pseudonym(7, square.pk) != pseudonym(8, square.pk)


def test_comments_are_as_described(client, square):
    idea = ContributionFactory(activity=activity_of(square))
    thread = CommentFactory(contribution=idea)
    CommentFactory(contribution=idea, parent=thread, is_official=True)
    CommentFactory(contribution=idea, status=Writing.Status.WAITING)

    first, reply = get(client, "api_comments", square.slug).json()["results"]

    fits(first, "Comment")
    assert reply["reply_to"] == thread.pk
    assert reply["official"]
    assert reply["author"] is None


def test_comments_to_a_hidden_contribution_are_hidden_with_it(client, square):
    idea = ContributionFactory(
        activity=activity_of(square), status=Writing.Status.HIDDEN
    )
    CommentFactory(contribution=idea)

    assert get(client, "api_comments", square.slug).json()["results"] == []


def test_result_counts_what_became_of_it(client, square):
    ContributionFactory(activity=activity_of(square))

    answer = get(client, "api_result", square.slug).json()

    fits(answer, "Result")
    assert answer["without_outcome"] == 1
    assert answer["contributions"] == 1


def test_a5_figures_are_kept_until_the_end(client):
    page = ProcedurePageFactory(activities=[{"figures_after_end": True}])
    ContributionFactory(activity=activity_of(page))

    [found] = get(client, "api_contributions", page.slug).json()["results"]

    assert found["supports"] is None


@pytest.mark.parametrize("number", ["0", "-1", "2", "eins", "9" * 40, "²"])
def test_page_that_is_not_there_is_not_found(client, square, number):
    url = reverse("participation:api_procedures")

    assert client.get(f"{url}?page={number}").status_code == 404


def test_pages_lead_to_each_other(client, square, monkeypatch):
    monkeypatch.setattr("participation.views.opendata.PAGE_SIZE", 1)
    ProcedurePageFactory()

    first = get(client, "api_procedures").json()
    second = client.get(first["next"]).json()

    assert second["count"] == 2
    assert second["next"] is None
    assert first["results"][0]["id"] != second["results"][0]["id"]


def test_description_is_complete(client, square):
    answer = get(client, "api_description")
    described = answer.json()

    validate(described)
    for path in described["paths"]:
        url = f"/beteiligung/api/v1{path.replace('{id}', square.slug)}"
        assert client.get(url).status_code == 200
    assert set(schemas()) == set(described["components"]["schemas"])


def test_other_sites_may_read_it_and_nobody_gets_a_cookie(client, square):
    answer = get(client, "api_procedures")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_calendar_has_phases_as_whole_days_and_meetings_with_hours(client, square):
    ProcedureDate.objects.create(
        procedure=square, title="Rundgang", day=days_from_now(3), start="17:00"
    )

    calendar = Calendar.from_ical(get(client, "dates").content)
    phase, meeting = calendar.walk("VEVENT")

    assert phase["dtstart"].dt == days_from_now(-7)
    assert phase["dtend"].dt == days_from_now(15)
    assert meeting["summary"] == "Marktplatz: Rundgang"
    assert meeting["dtstart"].dt.hour == 17


def test_feed_tells_of_procedures(client, square):
    answer = get(client, "feed")

    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "Marktplatz" in answer.content.decode()


def test_list_for_other_sites_stands_in_their_frame_alone(client, square, settings):
    settings.EMBEDDING_SITES = ["https://www.rebenheim.example"]

    answer = get(client, "embedded")

    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.rebenheim.example" in policy
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    assert "<script" not in answer.content.decode()
    assert 'target="_top"' in answer.content.decode()


def test_everything_is_read_with_the_eyes_of_a_stranger(client, square):
    author = UserFactory()
    ContributionFactory(
        activity=activity_of(square), author=author, status=Writing.Status.HIDDEN
    )
    client.force_login(author)

    answer = get(client, "api_contributions", square.slug)

    assert json.loads(answer.content)["results"] == []


def test_official_words_lead_to_no_person(client):
    clerk = UserFactory()
    activity = activity_of(ProcedurePageFactory())
    for is_official in (True, False):
        ContributionFactory(activity=activity, author=clerk, is_official=is_official)

    rows = get(client, "api_contributions", activity.procedure.slug).json()["results"]

    assert sorted(row["author"] is None for row in rows) == [False, True]


def test_a_line_break_of_a_word_processor_breaks_no_feed(client, square):
    square.introduction = "Bäume\x0bund Bänke"
    square.save()

    answer = get(client, "feed")

    assert answer.status_code == 200
    assert "Bäumeund Bänke" in answer.text
