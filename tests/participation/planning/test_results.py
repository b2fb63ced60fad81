import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home.models import Letter
from participation.planning import closing, letters, results, telling
from participation.planning.binding import numbered
from participation.planning.models import (
    LateCheck,
    ResultMessage,
)
from tests.factories.home import UserFactory
from tests.factories.planning import (
    PlanFactory,
    PointFactory,
    RoundFactory,
    StatementFactory,
)
from tests.participation.planning.council import decide, planner, weighed
from tests.participation.planning.reading import (
    number_of_pages,
    pages_of,
    structure_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


@pytest.fixture
def by(town):
    return planner()


def lacks(plan):
    return {row.statement.number: row.lacks for row in results.untold(plan)}


def test_bp19_unexamined_statement_keeps_the_plan_open(round, by):
    statement = StatementFactory(round=round)

    assert lacks(round.plan) == {statement.number: results.EXAMINATION}
    with pytest.raises(ValidationError) as refused:
        closing.close(round.plan, by=by)
    assert statement.reference in refused.value.messages[0]


def test_bp19_examined_and_undecided_statement_keeps_the_plan_open(round):
    statement = weighed(round)

    assert lacks(round.plan) == {statement.number: results.DECISION}


def test_bp19_decided_and_untold_statement_keeps_the_plan_open(round, by):
    statement = weighed(round)
    decide(round.plan, by)

    assert lacks(round.plan) == {statement.number: results.MESSAGE}


def test_bp19_told_statement_lets_the_plan_be_closed(round, by):
    weighed(round, email="kern@example.org")
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    closing.close(round.plan, by=by)

    round.plan.refresh_from_db()
    assert round.plan.closed_on == timezone.localdate()
    assert round.plan.closed_by == by


def test_bp19_letter_counts_from_the_day_it_was_posted(round, by):
    statement = weighed(round)
    decide(round.plan, by)
    telling.tell(round.plan, by=by)
    assert lacks(round.plan) == {statement.number: results.MESSAGE}

    telling.confirm_posted(round.plan, on=timezone.localdate(), by=by)

    assert lacks(round.plan) == {}


def test_bp19_mail_that_came_back_counts_as_untold(round, by):
    statement = weighed(round, email="kern@example.org", address="")
    decide(round.plan, by)
    telling.tell(round.plan, by=by)
    Letter.objects.update(state=Letter.State.PARKED)

    assert lacks(round.plan) == {statement.number: results.CAME_BACK}

    telling.note_told(statement, how="Im Rathaus", on=timezone.localdate(), by=by)
    assert lacks(round.plan) == {}


def test_bp19_late_statement_needs_a_decision_or_an_examination(round):
    statement = StatementFactory(round=round, is_late=True)

    assert lacks(round.plan) == {statement.number: results.LATE}


@pytest.mark.parametrize("fields", [{"withdrawn": True}, {"no_concerns": True}])
def test_bp19_nothing_is_owed_for_what_was_withdrawn_or_raises_no_concerns(
    round, fields
):
    given = {"withdrawn_at": timezone.now()} if "withdrawn" in fields else fields
    StatementFactory(round=round, **given)

    assert lacks(round.plan) == {}


def test_bp19_late_and_disregarded_statement_is_settled(round, by):
    statement = StatementFactory(round=round, is_late=True)
    LateCheck.objects.create(
        statement=statement,
        was_unknown=True,
        is_irrelevant=True,
        was_warned=True,
        is_disregarded=True,
        reason="Inhalt ohne Bezug zum Plan",
        by=by,
    )

    assert lacks(round.plan) == {}


def test_bp19_early_participation_owes_no_message():
    round = RoundFactory(over=True, rule="3-1")
    StatementFactory(round=round)

    assert lacks(round.plan) == {}


def test_running_round_keeps_the_plan_open(by):
    round = RoundFactory()

    with pytest.raises(ValidationError) as refused:
        closing.close(round.plan, by=by)

    assert round.title in refused.value.messages[0]


def test_only_planners_close():
    with pytest.raises(PermissionDenied):
        closing.close(PlanFactory(), by=UserFactory())


def test_message_has_result_reasons_and_resolution(round, by):
    statement = weighed(round, email="kern@example.org")
    resolution = decide(round.plan, by)

    telling.tell(round.plan, by=by)

    [letter] = Letter.objects.all()
    point = statement.points.get()
    assert letter.to == "kern@example.org"
    for words in (
        statement.reference,
        "wird nicht gefolgt",
        point.proposal,
        point.text,
        resolution.item,
        "§ 3 Absatz 2 Satz 6 BauGB",
    ):
        assert words in letter.body


@pytest.mark.parametrize(
    ("fields", "channel"),
    [
        ({"email": "kern@example.org"}, "mail"),
        ({}, "letter"),
        ({"address": "", "receipt_digest": "salz$hash"}, "portal"),
    ],
)
def test_giver_is_told_by_the_way_that_is_there(round, by, fields, channel):
    weighed(round, **fields)
    decide(round.plan, by)

    told = telling.tell(round.plan, by=by)

    assert dict(told) == {channel: 1}
    assert ResultMessage.objects.get().channel == channel


def test_whoever_can_not_be_reached_is_named(round, by):
    statement = weighed(round, address="")
    decide(round.plan, by)

    assert dict(telling.tell(round.plan, by=by)) == {"": 1}
    assert lacks(round.plan) == {statement.number: results.MESSAGE}


def test_nobody_is_told_twice(round, by):
    weighed(round, email="kern@example.org")
    decide(round.plan, by)

    for _ in range(2):
        telling.tell(round.plan, by=by)

    assert (Letter.objects.count(), ResultMessage.objects.count()) == (1, 1)


def test_half_a_result_is_told_to_nobody(round, by):
    statement = weighed(round, email="kern@example.org")
    decide(round.plan, by)
    PointFactory(statement=statement, number=2)

    assert not telling.tell(round.plan, by=by)
    assert results.result_of(statement)["points"] == []


def test_mail_that_came_back_is_followed_by_a_letter_once(round, by):
    weighed(round, email="kern@example.org")
    decide(round.plan, by)
    telling.tell(round.plan, by=by)
    Letter.objects.update(state=Letter.State.PARKED)

    told = [dict(telling.tell(round.plan, by=by)) for _ in range(2)]

    assert told == [{"letter": 1}, {}]


def test_receipt_page_gets_the_result(round, by):
    statement = weighed(round, email="kern@example.org")
    resolution = decide(round.plan, by)
    telling.tell(round.plan, by=by)

    found = results.result_of(statement)

    [point] = found["points"]
    assert found["is_decided"]
    assert point["result"] == "wird nicht gefolgt"
    assert (point["day"], point["item"]) == (resolution.day, resolution.item)
    assert [message["day"] for message in found["messages"]] == [timezone.localdate()]


def letter_file(plan):
    target = io.BytesIO()
    letters.write(plan, target)
    return target.getvalue()


def test_letters_are_one_pdf_sorted_for_the_post(round, by, tmp_path):
    for name, address in (
        ("Zita Amsel", "Weg 12345, 76829 Landau"),
        ("Anton Berg", "Marktplatz 1, 67098 Bad Rebenheim"),
        ("Anna Berg", "Marktplatz 1, 67098 Bad Rebenheim"),
    ):
        weighed(round, name=name, address=address)
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    content = letter_file(round.plan)

    assert structure_of(content).count("H1") == 3
    pages = pages_of(content, tmp_path)
    names = [re.search(r"Anna Berg|Anton Berg|Zita Amsel", page) for page in pages]
    found = [name.group() for name in names]
    assert found == ["Anna Berg", "Anton Berg", "Zita Amsel"]
    assert all("Seite 1" in page for page in pages)


def test_letters_of_many_pieces_are_one_tagged_pdf(round, by, monkeypatch):
    monkeypatch.setattr(letters, "IN_ONE_PIECE", 2)
    for _ in range(5):
        weighed(round)
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    content = letter_file(round.plan)

    assert number_of_pages(content) == 5
    assert structure_of(content).count("H1") == 5
    assert set(places_of_pages(content)) == set(range(5))


def places_of_pages(content):
    """Where in the tree of structure each page says that it belongs."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        known = {
            number for number, _place in numbered(pdf.Root.StructTreeRoot.ParentTree)
        }
        return [
            index
            for index, page in enumerate(pdf.pages)
            if int(page.StructParents) in known
        ]


def test_letter_stands_in_the_window(round, by, tmp_path):
    """DIN 5008, form B: 20 to 105 mm from the left, 45 to 90 mm from the top."""
    weighed(round)
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    found = "".join(pages_of(letter_file(round.plan), tmp_path, "-bbox"))

    places = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    [word] = re.findall(f"{places}>Salinenstraße<", found)
    left, top, right, bottom = (float(value) * 25.4 / 72 for value in word)
    assert 20 <= left < right <= 105
    assert 62.7 <= top < bottom <= 90


def test_letters_can_not_be_posted_tomorrow(round, by):
    with pytest.raises(ValidationError):
        telling.confirm_posted(
            round.plan, on=timezone.localdate() + timedelta(days=1), by=by
        )


def test_untold_asks_no_more_for_more_rows(round, by, django_assert_num_queries):
    for _ in range(3):
        weighed(round)

    with django_assert_num_queries(1):
        assert len(results.untold(round.plan)) == 3
