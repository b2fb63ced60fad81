"""Figures that are kept until the end: no answer to anybody depends on them before."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from home import roles
from participation import exports
from participation.cockpit.figures import by_week
from participation.merging import merge
from participation.permissions import figures_shown
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)
from tests.leaks.reading import body_of, legible

pytestmark = pytest.mark.django_db
# What differs each time: keys of forms, tokens, when a file was packed.
CHANCE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:]+Z"
    r"|csrfmiddlewaretoken\" value=\"\w+"
)
BOTH = [("phase-1", "ideen-1"), ("phase-2", "ideen-1")]


@pytest.fixture(autouse=True)
def _town(town):
    pass


def keeping(**fields):
    """An activity that keeps its figures: seven support the tree, one the jetty."""
    page = ProcedurePageFactory(activities=[{"figures_after_end": True}], **fields)
    activity = activity_of(page)
    for title, supports in (("Baum", 7), ("Steg", 1)):
        row = ContributionFactory(activity=activity, title=title, lat=49.46, lon=8.17)
        SupportFactory.create_batch(supports, contribution=row)
    return activity


def addresses(activity):
    """Every address that tells of an activity."""
    start = activity.get_absolute_url()
    found = [start, activity.procedure.url, "/", reverse("participation:overview")]
    found += [f"{start}?sortierung=unterstuetzt", f"{start}?ansicht=karte"]
    found += [f"{start}daten.{kind}" for kind in ("csv", "xlsx", "geojson")]
    found.append(f"{start}kommentare.csv")
    found.append(activity.procedure.result_url)
    api = reverse("participation:api_contributions", args=[activity.procedure.slug])
    found.append(api)
    found += [row.get_absolute_url() for row in activity.contributions.all()]
    return [*found, f"{reverse('home:search')}?q=Baum"]


def everything(client, activity):
    """The raw answers, heads included, without what is left to chance."""
    cache.clear()
    found = {}
    for address in addresses(activity):
        response = client.get(address)
        assert response.status_code == 200
        heads = dict(response.headers)
        if address.endswith(".xlsx"):
            del heads["Content-Length"]  # packed smaller or larger by the time in it
        found[address] = heads, CHANCE.sub("", legible(body_of(response)))
    return found


@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "signed in"])
def test_a5_before_the_end_no_raw_answer_depends_on_the_figures(client, signed_in):
    activity = keeping()
    if signed_in:
        client.force_login(UserFactory())
    before = everything(client, activity)

    steg = activity.contributions.get(title="Steg")
    SupportFactory.create_batch(20, contribution=steg)

    assert everything(client, activity) == before


def test_without_keeping_the_same_answers_do_depend_on_them(client):
    activity = activity_of(ProcedurePageFactory())
    steg = ContributionFactory(activity=activity, title="Steg")
    before = everything(client, activity)

    SupportFactory.create_batch(20, contribution=steg)

    assert everything(client, activity) != before


def test_a5_the_answer_to_a_support_keeps_the_figure_too(client):
    activity = keeping()
    client.force_login(UserFactory())
    baum = activity.contributions.get(title="Baum")

    answer = client.post(
        reverse("participation:support_cast", args=[baum.pk]),
        headers={"HX-Request": "true"},
    )

    assert baum.supports.count() == 8
    assert "Sie unterstützen das" in answer.content.decode()
    assert "support__count" not in answer.content.decode()


def test_a5_after_the_end_the_figures_are_public(client):
    activity = keeping(over=True)
    now = timezone.now()

    assert figures_shown(activity, now)
    assert [row["supports"] for row in exports.rows(activity, now)] == [7, 1]
    baum = activity.contributions.get(title="Baum").get_absolute_url()
    assert "<strong>7</strong>" in client.get(baum).content.decode()


@pytest.mark.parametrize(
    ("phases", "openings", "shown"),
    [
        pytest.param([(-9, -1)], [], True, id="its only phase is over"),
        pytest.param([(-9, 0)], [], False, id="last day"),
        pytest.param([(1, 5)], [], False, id="not yet open"),
        pytest.param([(-9, -5), (2, 9)], BOTH, False, id="between two phases"),
        pytest.param([(-9, -5), (-2, 9)], [], True, id="a later phase is not its own"),
    ],
)
def test_figures_are_kept_until_nothing_is_open_any_more(phases, openings, shown):
    rows = [
        {"phase_key": phase, "activity_key": key, "verbs": ["support"]}
        for phase, key in openings
    ]
    activity = keeping(phases=phases, openings=rows)

    assert figures_shown(activity, timezone.now()) is shown


def test_a5_staff_learn_of_no_kept_figure_before_the_end(client):
    activity = keeping()
    baum = activity.contributions.get(title="Baum")
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))

    record = client.get(reverse("participation:support_record", args=[baum.pk])).text
    weeks = by_week(activity.procedure, timezone.now())

    assert "unterstützen es bisher" not in record
    assert sum(week["supports"] for week in weeks) == 0


def test_a5_after_the_end_the_cockpit_counts_the_support():
    activity = keeping(over=True)

    weeks = by_week(activity.procedure, timezone.now())

    assert sum(week["supports"] for week in weeks) == 8


def test_a5_merging_tells_no_kept_figure():
    page = ProcedurePageFactory(activities=[{"figures_after_end": True}, {}])
    keeps, shows = page.activities.order_by("key")
    kept = ContributionFactory(activity=keeps)
    SupportFactory.create_batch(9, contribution=kept)
    shown = ContributionFactory(activity=shows)
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])

    with pytest.raises(ValidationError, match="zusammensteht"):
        merge(kept, into=shown, reason="Dieselbe Idee.", by=moderator)
