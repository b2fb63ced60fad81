from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from home import roles
from participation.clock import BERLIN, Span
from participation.permissions import (
    YES,
    Actor,
    Answer,
    Reason,
    actor_of,
    can,
    can_support,
)
from participation.timetable import Timetable
from participation.verbs import Verb
from tests.factories.home import UserFactory

FIRST, LAST = date(2027, 5, 3), date(2027, 5, 16)
AGAIN = date(2027, 6, 1)
NOBODY = Actor()
CITIZEN = Actor(person_id=1)
MODERATOR = Actor(person_id=2, moderates=True, answers=True)
EDITOR = Actor(person_id=3, answers=True)
ACTORS = {
    "anonymous": NOBODY,
    "citizen": CITIZEN,
    "moderator": MODERATOR,
    "editor": EDITOR,
}
EVERYTHING = frozenset({Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT})


def activity(
    *, is_formal=False, live=True, archived_on=None, guests=False, circle="public"
):
    """An activity as ``can`` sees it: collect in May, only support again in June."""
    timetable = Timetable(
        spans=(
            Span("ideen", FIRST, LAST),
            Span("wahl", AGAIN, AGAIN + timedelta(days=9)),
        ),
        opened={
            ("ideen", "ideen"): EVERYTHING,
            ("ideen", "wahl"): frozenset({Verb.SUPPORT}),
        },
        offered={"ideen": EVERYTHING},
        is_formal=is_formal,
        archived_on=archived_on,
    )
    return SimpleNamespace(
        key="ideen",
        admits_guests=guests,
        procedure=SimpleNamespace(pk=7, timetable=timetable, live=live, circle=circle),
    )


def at(day, hour=12, minute=0, second=0):
    return datetime.combine(day, time(hour, minute, second), tzinfo=BERLIN)


MOMENTS = {
    "before": at(FIRST - timedelta(days=1), 23, 59, 59),
    "first second": at(FIRST, 0),
    "last second": at(LAST, 23, 59, 59),
    "between": at(LAST + timedelta(days=1), 0),
    "second phase": at(AGAIN),
    "over": at(AGAIN + timedelta(days=30)),
}
OPEN = {
    Verb.SUBMIT: {"first second", "last second"},
    Verb.COMMENT: {"first second", "last second"},
    Verb.SUPPORT: {"first second", "last second", "second phase"},
}


@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("verb", OPEN)
def test_a12_b8_the_phase_decides_for_every_role_alike(role, moment, verb):
    answer = can(ACTORS[role], verb, activity(), MOMENTS[moment])

    if moment not in OPEN[verb]:
        assert answer.reason in {Reason.NOT_YET, Reason.BETWEEN, Reason.OVER}
    elif role == "anonymous":
        assert answer.asks_for_sign_in
    else:
        assert answer == YES


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        pytest.param("before", Answer(Reason.NOT_YET, FIRST), id="not yet"),
        pytest.param("between", Answer(Reason.BETWEEN, AGAIN), id="between"),
        pytest.param("over", Answer(Reason.OVER, AGAIN + timedelta(days=9)), id="over"),
    ],
)
def test_refusal_names_the_day(moment, answer):
    assert can(CITIZEN, Verb.SUPPORT, activity(), MOMENTS[moment]) == answer


def test_refusal_reads_as_a_sentence():
    answer = can(CITIZEN, Verb.SUBMIT, activity(), MOMENTS["before"])

    assert answer.words == "Öffnet am 3. Mai 2027."


def test_formal_procedures_know_no_support():
    answer = can(CITIZEN, Verb.SUPPORT, activity(is_formal=True), at(FIRST))

    assert answer == Answer(Reason.NOT_OFFERED)


def test_nothing_is_open_in_an_unpublished_procedure():
    assert can(CITIZEN, Verb.SUBMIT, activity(live=False), at(FIRST)) == Answer(
        Reason.NOT_PUBLIC
    )


def test_once_archived_the_last_day_is_named_and_not_the_day_of_archiving():
    archived = activity(archived_on=AGAIN + timedelta(days=90))

    answer = can(CITIZEN, Verb.SUBMIT, archived, at(AGAIN + timedelta(days=200)))

    assert answer == Answer(Reason.OVER, LAST)


def test_nothing_is_open_once_archived():
    archived = activity(archived_on=FIRST)

    assert can(CITIZEN, Verb.SUBMIT, archived, at(FIRST)).reason == Reason.OVER


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("role", "verb", "allowed"),
    [
        ("anonymous", Verb.MODERATE, False),
        ("citizen", Verb.MODERATE, False),
        ("editor", Verb.MODERATE, False),
        ("moderator", Verb.MODERATE, True),
        ("anonymous", Verb.ANSWER, False),
        ("citizen", Verb.ANSWER, False),
        ("editor", Verb.ANSWER, True),
        ("moderator", Verb.ANSWER, True),
    ],
)
def test_staff_moderate_and_answer_at_any_time(role, verb, allowed, moment):
    assert bool(can(ACTORS[role], verb, activity(), MOMENTS[moment])) is allowed


@pytest.mark.parametrize(
    ("author", "public", "reason"),
    [
        pytest.param(9, True, None, id="what others wrote"),
        pytest.param(1, True, Reason.OWN, id="one's own"),
        pytest.param(9, False, Reason.HIDDEN, id="what nobody can read"),
    ],
)
def test_support_is_for_public_contributions_of_others(author, public, reason):
    contribution = SimpleNamespace(
        activity=activity(),
        author_id=author,
        is_public=public,
        is_official=False,
        merged_into_id=None,
    )

    assert can_support(CITIZEN, contribution, at(FIRST)).reason == reason


def test_can_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        can(CITIZEN, Verb.SUBMIT, activity(), at(FIRST))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "moderates", "answers"),
    [
        (None, False, False),
        (roles.INTRANET_READERS, False, False),
        (roles.PARTICIPATION_APPROVERS, False, False),
        (roles.PARTICIPATION_EDITORS, False, True),
        (roles.PARTICIPATION_PLANNERS, False, True),
        (roles.PARTICIPATION_MODERATORS, True, True),
    ],
)
def test_actor_of_looks_at_the_roles(role, moderates, answers):
    person = UserFactory(roles=[role] if role else [])

    is_staff = role == roles.INTRANET_READERS
    assert actor_of(person) == Actor(person.pk, moderates, answers, is_staff=is_staff)


def test_actor_of_nobody():
    assert actor_of(AnonymousUser()) == NOBODY


@pytest.mark.django_db
def test_actor_of_somebody_who_was_switched_off_is_nobody():
    assert actor_of(UserFactory(is_active=False)) == NOBODY
