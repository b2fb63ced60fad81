"""B14: a page in a preview is the page of that moment, buttons and refusals too."""

import re
from datetime import datetime, time, timedelta
from itertools import compress

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home import roles
from home.rights_sync import sync_roles
from participation.clock import BERLIN
from participation.cockpit.forms import MomentForm
from participation.models import Contribution, Support
from participation.permissions import actor_of, can
from participation.preview import Eyes, Preview
from participation.verbs import Verb
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    MemberFactory,
    ProcedurePageFactory,
    activity_of,
    days_from_now,
)

pytestmark = pytest.mark.django_db

IDEAS = [(3, 12), (20, 24)]
OPENINGS = [
    {"phase_key": "phase-1", "activity_key": "ideen-1", "verbs": ["submit", "comment"]},
    {"phase_key": "phase-2", "activity_key": "ideen-1", "verbs": ["support"]},
]
MOMENTS = {
    "the day before": (2, time(12)),
    "last second before": (2, time(23, 59, 59)),
    "first second": (3, time(0)),
    "in the middle": (8, time(9, 30)),
    "last day": (12, time(8)),
    "last second": (12, time(23, 59, 59)),
    "first second after": (13, time(0)),
    "between": (16, time(15)),
    "second phase": (20, time(0)),
    "last second of all": (24, time(23, 59, 59)),
    "over": (25, time(0)),
    "when it has vanished": (60, time(12)),
    "next year": (400, time(12)),
}


@pytest.fixture
def procedure():
    page = ProcedurePageFactory(
        title="Marktplatz", phases=IDEAS, openings=OPENINGS, moderation="pre"
    )
    page.expire_at = at(50, time(12))
    page.save()
    return page


@pytest.fixture
def idea(procedure):
    return ContributionFactory(activity=activity_of(procedure), title="Mehr Bäume")


@pytest.fixture
def editor(client):
    sync_roles()
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    client.force_login(editor)
    return editor


def at(days, hour):
    return datetime.combine(days_from_now(days), hour, tzinfo=BERLIN)


def addresses(procedure, idea):
    activity = procedure.activities.get().get_absolute_url()
    return [
        "/",
        reverse("participation:overview"),
        procedure.get_url(),
        activity,
        f"{activity}neu/",
        idea.get_absolute_url(),
        reverse("participation:comment_create", args=[idea.pk]),
        reverse("participation:contribution_report", args=[idea.pk]),
    ]


def look(client, procedure, moment, eyes):
    """Choose a moment in the cockpit, as an editor's browser does."""
    address = reverse("participation_preview_begin", args=[procedure.pk])
    data = {"day": moment.date(), "hour": moment.time(), "eyes": eyes}
    return client.post(address, data)


def seen(response):
    """Status, where it leads, and the page without what differs from call to call."""
    text = response.content.decode()
    text = re.sub(r'<aside class="preview-banner".*?</aside>', "", text, flags=re.S)
    text = re.sub(r'<p class="print-only">.*?</p>', "", text, flags=re.S)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    text = re.sub(r'value="[0-9a-f-]{36}"', "", text)  # the key of a form
    text = re.sub(r"© \d{4}", "", text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return response.status_code, response.headers.get("Location"), lines


@pytest.mark.parametrize("eyes", Eyes)
@pytest.mark.parametrize("moment", MOMENTS)
def test_b14_pages_and_refusals_are_those_of_the_moment(
    client, other_browser, procedure, idea, editor, moment, eyes
):
    then = at(*MOMENTS[moment])
    citizen = UserFactory(pseudonym="A citizen")
    if eyes == Eyes.MEMBER:
        MemberFactory(procedure=procedure, person=citizen)
    places = addresses(procedure, idea)

    look(client, procedure, then, eyes)
    previewed = [seen(client.get(place)) for place in places]
    with time_machine.travel(then, tick=False):
        if eyes != Eyes.ANONYMOUS:
            other_browser.force_login(citizen)
        real = [seen(other_browser.get(place)) for place in places]

    door = reverse("account_login")
    at_door = [(where or "").startswith(door) for _status, where, _page in real]
    assert [
        (status, where) for status, where, _page in compress(previewed, at_door)
    ] == [(403, None)] * sum(at_door)
    pages = [not is_door for is_door in at_door]
    assert list(compress(previewed, pages)) == list(compress(real, pages))


@pytest.fixture
def other_browser():
    return Client()


def test_b14_moments_differ_among_each_other(client, procedure, idea, editor):
    pages = set()
    for days, hour in MOMENTS.values():
        look(client, procedure, at(days, hour), Eyes.CITIZEN)
        pages.add(str(seen(client.get(procedure.get_url()))))

    assert len(pages) >= 8  # else the comparison above would compare nothing


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("eyes", Eyes)
def test_b14_the_visitor_may_do_what_a_citizen_may_do_then(procedure, moment, eyes):
    then, activity = at(*MOMENTS[moment]), activity_of(procedure)
    visitor = Preview(then, eyes, procedure.pk).visitor(UserFactory())
    citizen = UserFactory() if eyes == Eyes.CITIZEN else visitor

    answers = [can(actor_of(visitor), verb, activity, then) for verb in Verb]

    assert answers == [can(actor_of(citizen), verb, activity, then) for verb in Verb]


def test_b14_a_preview_says_what_it_is(client, procedure, editor):
    look(client, procedure, at(12, time(23, 59, 59)), Eyes.ANONYMOUS)

    response = client.get(procedure.get_url())

    assert "23:59:59" in response.content.decode()
    assert "preview-banner" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("eyes", Eyes)
def test_b14_a_preview_writes_nothing(client, procedure, idea, editor, eyes):
    look(client, procedure, at(20, time(12)), eyes)
    support = reverse("participation:support_cast", args=[idea.pk])
    form = f"{procedure.activities.get().get_absolute_url()}neu/"
    client.get("/")  # a town without settings gets its first ones

    with CaptureQueriesContext(connection) as queries:
        answers = [
            client.post(support),
            client.post(form, {"title": "Ein Brunnen", "text": "Am Markt."}),
            *(client.get(place) for place in addresses(procedure, idea)),
        ]

    assert [answer.status_code for answer in answers[:2]] == [403, 403]
    assert "Es wurde nichts gespeichert." in answers[0].content.decode()
    writing = ("INSERT", "UPDATE", "DELETE")
    assert [q["sql"] for q in queries if q["sql"].startswith(writing)] == []
    assert (Contribution.objects.count(), Support.objects.count()) == (1, 0)


@pytest.mark.parametrize("which", ["contribution", "comment"])
def test_b14_where_one_would_sign_in_a_preview_says_so(
    client, procedure, idea, editor, which
):
    look(client, procedure, at(8, time(12)), Eyes.ANONYMOUS)
    here = {
        "contribution": f"{procedure.activities.get().get_absolute_url()}neu/",
        "comment": reverse("participation:comment_create", args=[idea.pk]),
    }[which]
    came_from = f"http://testserver{idea.get_absolute_url()}"

    page = client.get(here, headers={"referer": came_from})

    assert page.status_code == 403
    assert page.context["asks_for_sign_in"]
    assert page.context["back"] == idea.get_absolute_url()
    assert client.get(here, headers={"referer": here}).context["back"] == ""


def test_b14_only_editors_of_procedures_look_ahead(client, procedure):
    sync_roles()
    trainer = UserFactory(roles=[roles.TRAINERS])
    client.force_login(trainer)

    response = look(client, procedure, at(4, time(12)), Eyes.CITIZEN)

    assert response.url == reverse("wagtailadmin_home")
    assert "preview-banner" not in client.get(procedure.get_url()).content.decode()


def test_b14_who_is_no_longer_an_editor_sees_today(client, procedure, editor):
    look(client, procedure, at(4, time(12)), Eyes.CITIZEN)
    editor.groups.clear()

    response = client.get(procedure.get_url())

    assert "preview-banner" not in response.content.decode()


def test_b14_the_preview_of_one_editor_is_nobody_elses(
    client, other_browser, procedure, editor
):
    look(client, procedure, at(4, time(12)), Eyes.ANONYMOUS)
    client.get(procedure.get_url())

    response = other_browser.get(procedure.get_url())

    assert "preview-banner" not in response.content.decode()


def test_b14_the_preview_ends_when_the_editor_says_so(client, procedure, editor):
    look(client, procedure, at(4, time(12)), Eyes.ANONYMOUS)

    response = client.post(reverse("participation_preview_end"))

    cockpit = reverse("participation_cockpit", args=[procedure.pk])
    assert response.url == cockpit
    assert "preview-banner" not in client.get(procedure.get_url()).content.decode()


def test_b14_a_draft_can_be_looked_at_too(client, editor):
    draft = ProcedurePageFactory(live=False, phases=[(3, 12)], title="Neues Freibad")
    draft.save_revision()

    response = look(client, draft, at(5, time(12)), Eyes.ANONYMOUS)
    page = client.get(response.url).content.decode()

    assert "preview-banner" in page
    assert "noch 8 Tage" in page
    assert "Idee einreichen" in page


def test_b14_a_moment_that_is_none_is_refused_in_words(client, procedure, editor):
    address = reverse("participation_preview_begin", args=[procedure.pk])

    response = client.post(address, {"day": "31.02.2027", "hour": "25:00", "eyes": "x"})

    assert response.status_code == 400
    assert "gültiges Datum" in response.content.decode()


def test_b14_nothing_before_now_is_lost_by_looking(client, procedure, editor):
    yesterday = at(0, time(0)) - timedelta(days=1)

    look(client, procedure, yesterday, Eyes.ANONYMOUS)

    assert client.get(procedure.get_url()).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_b14_nobody_looks_to_the_end_of_the_calendar(day):
    form = MomentForm({"day": day, "hour": "12:00", "eyes": Eyes.ANONYMOUS})

    assert "day" in form.errors
