import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home import roles
from participation.planning import redaction, weighing
from participation.planning.models import Signatory, StatementVersion
from tests.factories.home import UserFactory
from tests.factories.planning import StatementFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "Ich, Hedwig Kern, wohne neben dem Gradierwerk. Mein Flurstück 12/3 wird nass."
    " Schreiben Sie an h.kern@example.org. Die Häuser sind zu hoch."
)
CLEAN = (
    "Ich, [geschwärzt], wohne neben dem Gradierwerk. Mein [geschwärzt] wird nass."
    " Schreiben Sie an [geschwärzt]. Die Häuser sind zu hoch."
)


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


@pytest.fixture
def second():
    return UserFactory(roles=[roles.PARTICIPATION_APPROVERS])


def redact(statement, by, text=CLEAN, **reasons):
    seen = redaction.state_of(statement)
    return redaction.redact(statement, text=text, reasons=reasons, by=by, seen=seen)


def confirm(made, by):
    redaction.confirm(made, seen=redaction.state_of(made.statement), by=by)
    made.statement.refresh_from_db()
    return made.statement


def correct(statement, text):
    StatementVersion.objects.create(
        statement=statement, number=2, kind="correction", text=text, sha256="0"
    )


def test_bp30_machine_suggests_a_text_without_personal_data():
    assert redaction.suggested(StatementFactory(text=TEXT)) == CLEAN


def test_bp30_only_what_a_second_person_confirmed_leaves_the_house(planner, second):
    statement = StatementFactory(text=TEXT)
    before = redaction.public_text(statement)
    made = redact(statement, planner)
    statement.refresh_from_db()
    unconfirmed = redaction.public_text(statement)

    statement = confirm(made, second)

    assert (before, unconfirmed) == (None, None)
    assert redaction.public_text(statement) == CLEAN
    assert statement.original.text == TEXT


def test_bp30_whoever_made_it_does_not_confirm_it(planner):
    made = redact(StatementFactory(text=TEXT), planner)

    with pytest.raises(PermissionDenied):
        confirm(made, planner)


@pytest.mark.parametrize("role", [roles.PLANNING_OFFICE, roles.PARTICIPATION_EDITORS])
def test_bp30_neither_office_nor_others_redact_or_confirm(planner, role):
    statement, other = StatementFactory(text=TEXT), UserFactory(roles=[role])
    with pytest.raises(PermissionDenied):
        redact(statement, other)
    made = redact(statement, planner)
    with pytest.raises(PermissionDenied):
        confirm(made, other)


def test_bp30_what_is_left_standing_needs_a_reason(planner):
    statement = StatementFactory(text=TEXT)
    text = CLEAN.replace("Mein [geschwärzt]", "Mein Flurstück 12/3")

    with pytest.raises(ValidationError):
        redact(statement, planner, text=text)
    made = redact(
        statement, planner, text=text, **{"Flurstück 12/3": "Gehört der Stadt."}
    )

    assert made.left_standing == [
        {"kind": "parcel", "text": "Flurstück 12/3", "reason": "Gehört der Stadt."}
    ]


def test_bp30_changed_copy_has_to_be_confirmed_again(planner, second):
    statement = StatementFactory(text=TEXT)
    statement = confirm(redact(statement, planner), second)

    redact(statement, planner, text="Kurz.")
    statement.refresh_from_db()

    assert redaction.public_text(statement) is None


def test_bp30_correction_of_the_statement_ends_a_redaction(planner, second):
    statement = confirm(redact(StatementFactory(text=TEXT), planner), second)

    correct(statement, "Hedwig Kern findet es zu laut.")

    assert redaction.public_text(statement) is None


def test_bp30_nobody_confirms_or_overwrites_what_they_have_not_read(planner, second):
    statement = StatementFactory(text=TEXT)
    made = redact(statement, planner)
    seen = redaction.state_of(statement)
    redact(statement, planner, text="Anders.")

    with pytest.raises(ValidationError):
        redaction.confirm(made, seen=seen, by=second)
    with pytest.raises(ValidationError):
        redaction.redact(statement, text=CLEAN, reasons={}, by=planner, seen=seen)


def test_bp30_points_leave_as_the_passage_of_the_confirmed_text(planner, second):
    statement = StatementFactory(text=TEXT)
    parts = [
        "Ich, Hedwig Kern, wohne neben dem Gradierwerk.",
        "Die Häuser sind zu hoch.",
    ]
    points = [
        weighing.mark(
            statement, start=TEXT.index(p), end=TEXT.index(p) + len(p), by=planner
        )
        for p in parts
    ]
    whole = weighing.take_whole(statement, by=planner)
    weighing.change(points[1], by=planner, text="Hedwig Kern: zu hoch")
    statement = confirm(redact(statement, planner), second)

    assert redaction.public_passages(statement) == {
        points[0].pk: "Ich, [geschwärzt], wohne neben dem Gradierwerk.",
        points[1].pk: "Die Häuser sind zu hoch.",
        whole.pk: CLEAN,
    }


def test_points_of_an_earlier_wording_do_not_leave(planner, second):
    statement = StatementFactory(text=TEXT)
    weighing.mark(statement, start=0, end=20, by=planner)
    correct(statement, "Es ist zu laut.")

    statement = confirm(redact(statement, planner, text="Es ist zu laut."), second)

    assert redaction.public_passages(statement) == {}


def test_bp32_office_reads_the_text_without_names(planner):
    statement = StatementFactory(text=TEXT)
    Signatory.objects.create(statement=statement, name="Rosa Berg")
    office = UserFactory(roles=[roles.PLANNING_OFFICE])
    text = f"{TEXT} Rosa Berg"

    seen = redaction.seen_text(text, statement, office)

    assert "Kern" not in seen
    assert "Berg" not in seen
    assert "example.org" not in seen
    assert "Flurstück 12/3" in seen
    assert redaction.seen_text(text, statement, planner) == text


def test_long_text_finds_its_places_quickly(planner, second):
    text = "Wort und Wort. " * 5_000
    statement = StatementFactory(text=text)
    weighing.mark(statement, start=0, end=15, by=planner)
    began = timezone.now()

    statement = confirm(redact(statement, planner, text=text), second)
    [passage] = redaction.public_passages(statement).values()

    assert passage.startswith("Wort und Wort.")
    assert (timezone.now() - began).total_seconds() < 5
