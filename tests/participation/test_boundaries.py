"""A12: what is open follows from the clock, to the second; no job switches anything."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from participation import formats
from participation.answers import YES, Answer, Reason
from participation.clock import BERLIN, State
from participation.models import Option
from participation.permissions import Actor, can
from participation.verbs import OPENED_BY_PHASES, Verb
from tests.factories.home import UserFactory
from tests.factories.participation import ProcedurePageFactory, activity_of

pytestmark = pytest.mark.django_db

# Both phases end on the day on which the clocks are changed.
FIRST = date(2027, 3, 20), date(2027, 3, 28)
SECOND = date(2027, 10, 25), date(2027, 10, 31)
SECONDS = timedelta(seconds=1)
# In which of the phases an act is open.
TABLE = {
    Verb.SUBMIT: {1},
    Verb.COMMENT: {1, 2},
    Verb.SUPPORT: {2},
    Verb.RATE: {2},
    Verb.VOTE: {2},
}
CITIZEN = Actor(person_id=1)
every_format = pytest.mark.parametrize("key", [key for key, _ in formats.registered()])


def begin_of(day):
    return datetime.combine(day, time(0), tzinfo=BERLIN)


def end_of(day):
    return datetime.combine(day, time(23, 59, 59), tzinfo=BERLIN)


MOMENTS = {  # which phase it is in, if any
    "last second before the first phase": (begin_of(FIRST[0]) - SECONDS, 0),
    "first second of the first phase": (begin_of(FIRST[0]), 1),
    "last second of the first phase": (end_of(FIRST[1]), 1),
    "first second between": (end_of(FIRST[1]) + SECONDS, 0),
    "last second between": (begin_of(SECOND[0]) - SECONDS, 0),
    "first second of the second phase": (begin_of(SECOND[0]), 2),
    "last second of the second phase": (end_of(SECOND[1]), 2),
    "first second after": (end_of(SECOND[1]) + SECONDS, 0),
}


def procedure_with(key):
    """Two activities of this format; the second is open as it is without a word."""
    today = timezone.localdate()
    page = ProcedurePageFactory(
        phases=[tuple((day - today).days for day in span) for span in (FIRST, SECOND)],
        activities=[
            {"key": "eins", "format": key},
            {"key": "zwei", "format": key},
        ],
        openings=[
            {
                "activity_key": "eins",
                "phase_key": f"phase-{number}",
                "verbs": [verb for verb, phases in TABLE.items() if number in phases],
            }
            for number in (1, 2)
        ],
        questions=[{"activity_key": "eins", "key": "a", "title": "Wie?"}],
    )
    for number in (1, 2):
        Option.objects.create(
            procedure=page,
            activity_key="eins",
            key=f"o{number}",
            title=f"Bank {number}",
        )
    return page


def expected(verb, phases, moment, phase):
    """The answer, by the table and the days alone."""
    if verb not in TABLE or not phases:
        return Answer(Reason.NOT_OFFERED)
    if phase in phases:
        return YES
    spans = [FIRST if number == 1 else SECOND for number in sorted(phases)]
    day = moment.astimezone(BERLIN).date()
    ahead = [first for first, _last in spans if first > day]
    behind = [last for _first, last in spans if last < day]
    if not ahead:
        return Answer(Reason.OVER, behind[-1])
    return Answer(Reason.BETWEEN if behind else Reason.NOT_YET, ahead[0])


@every_format
@pytest.mark.parametrize(
    ("number", "table"),
    [
        pytest.param(0, TABLE, id="with openings"),
        pytest.param(1, {verb: {1} for verb in TABLE}, id="open in the first phase"),
    ],
)
def test_a12_capability_table_holds_at_every_boundary(key, number, table):
    page = activity_of(procedure_with(key)).procedure
    activity = page.activities.all()[number]
    activity.procedure = page
    offered = formats.get(key).verbs

    answers, wanted = {}, {}
    for name, (moment, phase) in MOMENTS.items():
        with time_machine.travel(moment, tick=False):
            for verb in OPENED_BY_PHASES:
                phases = table[verb] if verb in offered else set()
                wanted[name, verb] = expected(verb, phases, moment, phase)
                answers[name, verb] = can(CITIZEN, verb, activity, timezone.now())

    assert answers == wanted


@every_format
@pytest.mark.parametrize("moment", MOMENTS)
def test_a12_pages_switch_by_the_clock_alone(client, key, moment):
    page = procedure_with(key)
    activity, recipe = activity_of(page), formats.get(key)
    then, phase = MOMENTS[moment]

    with time_machine.travel(then, tick=False):
        client.force_login(UserFactory())
        offers = client.get(page.get_url()).context["activities"]
        status = client.get(recipe.act_url(activity)).status_code

    is_open = phase in TABLE[recipe.main_verb]
    stays = recipe.act_url(activity) == activity.get_absolute_url()  # always readable
    assert offers[0]["may"] is is_open
    assert status == (200 if is_open or stays else 403)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("last second before the first phase", State.UPCOMING),
        ("first second of the first phase", State.RUNNING),
        ("last second of the first phase", State.RUNNING),
        ("first second between", State.BETWEEN),
        ("last second between", State.BETWEEN),
        ("first second of the second phase", State.ENDING),
        ("last second of the second phase", State.ENDING),
        ("first second after", State.EVALUATION),
    ],
)
def test_a12_state_follows_from_the_days(moment, state):
    page = procedure_with("ideas")

    with time_machine.travel(MOMENTS[moment][0], tick=False):
        assert page.state == state
