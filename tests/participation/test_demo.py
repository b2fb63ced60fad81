from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone

from home.demo import people
from home.demo.text import load
from home.founding import found_town
from home.registries import demo_chapters
from participation import gazetteer, moderation_log
from participation.demo.chapter import FILES, make
from participation.models import (
    Activity,
    Comment,
    Contribution,
    MergeAct,
    Outcome,
    ProcedurePage,
    Rating,
    SamePerson,
    Support,
    ThresholdReached,
)
from participation.moderation_queue import counts
from participation.planning.outages import outages
from participation.planning.probing import running_rounds

pytestmark = pytest.mark.django_db
SUMMER = "weinstrasse-sommer"
BETWEEN = "radwegenetz"  # its file says "running": between two phases


@pytest.fixture(scope="module")
def demo_town(django_db_setup, django_db_blocker):
    """The demo town as far as this room needs it, made once for all tests here."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block._from_testcase = True
        with block:
            found_town()
            for chapter in sorted(demo_chapters, key=lambda c: c.order):
                if chapter.order <= 10 or chapter.name == "Bebauungsplan":
                    chapter.make()
            yield
            transaction.set_rollback(True)
            people.forget()


def test_the_town_talks(demo_town):
    assert ProcedurePage.objects.count() >= 13
    assert Contribution.objects.count() >= 165
    assert Comment.objects.count() >= 602
    assert Support.objects.count() >= 2190
    assert Rating.objects.count() >= 220


def test_the_town_shows_debate_options_and_proposals(demo_town):
    activities = Activity.objects.filter(procedure__slug=SUMMER)
    by_key = {activity.key: activity for activity in activities}
    best = by_key["ausstattung"].recipe.tally(by_key["ausstattung"])["options"][0]
    [reached] = ThresholdReached.objects.all()

    assert best.title == "Bäume in großen Kübeln"
    assert by_key["debatte"].contributions.get(is_official=True)
    assert reached.contribution.title == "Trinkbrunnen am Obermarkt"
    assert gazetteer.exact("weinstr. 3")


def test_every_procedure_is_in_the_state_its_file_says(demo_town):
    said = {row["slug"]: row["state"] for row in map(load, FILES.glob("*.toml"))}
    said[BETWEEN] = "between"

    online = ProcedurePage.objects.live()
    assert {page.slug: page.state.value for page in online} == said


def test_a_second_making_adds_nothing(demo_town):
    before = figures()

    make()

    assert figures() == before


def test_moderators_find_something_to_do(demo_town):
    assert counts(("gemeldet",))["gemeldet"] > 0


def test_hidden_comments_have_a_reason(demo_town):
    for comment in Comment.objects.hidden():
        assert comment.moderation_acts.get().reason


def figures():
    models = (ProcedurePage, Contribution, Comment, Support)
    return Counter({model.__name__: model.objects.count() for model in models})


FINISHED = ("spielplatz-seebachtal", "gradierwerk-kurpark", "leitsaetze-digitale-stadt")


@pytest.mark.parametrize("slug", FINISHED)
def test_three_procedures_are_finished_and_everyone_is_answered(demo_town, slug):
    procedure = ProcedurePage.objects.get(slug=slug)
    everybody = Contribution.objects.filter(activity__procedure=procedure)

    assert procedure.result
    assert procedure.decisions.exists()
    assert procedure.reports.exists()
    assert not everybody.without_outcome().exists()
    assert not Outcome.objects.filter(
        contribution__in=everybody, decision=None
    ).exists()


def test_voices_of_every_channel_are_there(demo_town):
    origins = set(Contribution.objects.values_list("origin", flat=True))

    assert origins == {"online", "paper", "mail", "record", "event"}
    assert SamePerson.objects.open().count() == 1
    assert MergeAct.objects.count() == 2


def test_citizens_find_something_of_their_own(demo_town):
    mine = Contribution.objects.get(author=people.person("buergerin"))

    assert mine.answers.exists()
    assert people.person("buergerin").notices.exists()
    assert people.person("buerger").notices.exists()


@pytest.mark.parametrize("list_of", ["wartet", "gemeldet", "einspruch"])
def test_every_list_of_the_moderators_has_something(demo_town, list_of):
    assert counts((list_of,))[list_of] > 0


def test_support_came_over_the_weeks_and_the_log_knows_how_soon(demo_town):
    days = {at.date() for at in Support.objects.values_list("at", flat=True)}

    assert len(days) > 30
    assert moderation_log.median_time()


def test_the_plan_was_watched_all_the_time(demo_town):
    now = timezone.now()
    [round] = running_rounds(now)
    found = outages(round, now)

    assert (found.down, found.unseen) == (15, 0)
    assert not found.asks_for_decision
