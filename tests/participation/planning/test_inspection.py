import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from participation.planning import council_notices, grouping, results, telling
from participation.planning.models import (
    PublicNotice,
    ResultMessage,
    Signatory,
    Statement,
)
from tests.factories.planning import RoundFactory
from tests.participation.planning.council import approver, decide, planner, weighed

pytestmark = pytest.mark.django_db

PLACE = {"place": "Rathaus, Zimmer 12", "hours": "Mo bis Fr 8 bis 12 Uhr"}


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


@pytest.fixture
def by(town):
    return planner()


def signed_by(round, by, number):
    """One statement with a list on which so many people signed in all."""
    statement = weighed(round, email="kern@example.org")
    Signatory.objects.bulk_create(
        Signatory(statement=statement, name=f"Person {n}", identity=f"person-{n}")
        for n in range(number - 1)
    )
    rows = Statement.objects.filter(pk=statement.pk)
    return grouping.make(round.plan, rows, title="Verkehr", by=by)


def announce(plan, by):
    kind = PublicNotice.Kind.INSPECTION
    notice = council_notices.draft(plan, kind, fields={}, by=by)
    council_notices.approve(notice, seen=notice.text, by=approver())
    council_notices.appear(
        notice,
        medium="gazette",
        name="Amtsblatt",
        issue="4",
        appeared_on=timezone.localdate(),
        by=by,
    )
    return notice


def test_bp06_judging_title_of_a_group_is_pointed_out(round, by):
    group = signed_by(round, by, 51)
    group.title = "Lärm, keine Beeinträchtigungen"
    group.save()
    grouping.go_collective(group, **PLACE, by=by)
    kind = PublicNotice.Kind.INSPECTION
    notice = council_notices.draft(round.plan, kind, fields={}, by=by)

    [check] = council_notices.checks(notice)

    assert not check.blocks
    assert "keine Beeinträchtigungen" in check.words


def test_bp20_51_persons_inspect_the_result(round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)
    decide(round.plan, by)

    announce(round.plan, by)

    [message] = ResultMessage.objects.all()
    assert message.channel == ResultMessage.Channel.INSPECTION
    assert message.sent_on == timezone.localdate()
    assert results.untold(round.plan) == []


def test_bp20_place_of_inspection_is_found_from_the_procedure(client, round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)
    decide(round.plan, by)
    plan = round.plan
    here = reverse("participation:procedure", args=[plan.procedure.slug])
    stays = reverse("participation:plan_archive", args=[plan.procedure.slug])
    assert stays not in client.get(here).content.decode()

    announce(plan, by)

    assert stays in client.get(here).content.decode()
    assert "Rathaus, Zimmer 12" in client.get(stays).content.decode()


def test_bp20_notice_names_place_hours_and_norm(round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)
    decide(round.plan, by)

    text = announce(round.plan, by).text

    for words in (*PLACE.values(), "§ 3 Absatz 2 Satz 7 BauGB", "mehr als 50 Personen"):
        assert words in text


def test_bp20_50_persons_are_told_one_by_one(round, by):
    group = signed_by(round, by, 50)
    type(group).objects.filter(pk=group.pk).update(
        collective=True, inspection_place="Rathaus", inspection_hours="8 bis 12 Uhr"
    )
    decide(round.plan, by)

    with pytest.raises(ValidationError):
        announce(round.plan, by)

    assert not ResultMessage.objects.exists()


def test_bp20_nothing_is_announced_before_the_council_decided(round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)

    with pytest.raises(ValidationError):
        announce(round.plan, by)


def test_bp20_whoever_inspects_gets_no_message_of_their_own(round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)
    decide(round.plan, by)

    told = [telling.tell(round.plan, by=by)]
    announce(round.plan, by)
    announce(round.plan, by)
    told.append(telling.tell(round.plan, by=by))

    assert not any(told)
    assert ResultMessage.objects.count() == 1


def test_bp20_without_the_notice_the_statement_counts_as_untold(round, by):
    group = signed_by(round, by, 51)
    grouping.go_collective(group, **PLACE, by=by)
    decide(round.plan, by)

    [untold] = results.untold(round.plan)

    assert untold.lacks == results.INSPECTION
