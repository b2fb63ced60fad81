import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from home import roles
from home.privacy import erase
from participation.models import Ballot, BallotPaper, Option, VoterRoll
from participation.permissions import Reason, actor_of, can, can_support
from participation.refusals import KeyTaken, Refused
from participation.verbs import Verb
from participation.voting import results
from participation.voting.casting import cast_ballot, voter_of
from participation.voting.refusals import AlreadyVoted, BadBallot, PaperChanged
from tests.factories.home import UserFactory
from tests.factories.participation import ContributionFactory, activity_of
from tests.participation.voting import cast, make_vote, paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


def test_ballot_goes_into_the_box_and_the_voter_on_the_roll():
    vote, person = make_vote(), UserFactory()

    number = cast(vote, [1, 0, 0, 0], person)

    assert Ballot.objects.get().pk == number
    assert Ballot.objects.get().choices == [1, 0, 0, 0]
    assert VoterRoll.objects.get().voter_key == f"person:{person.pk}"


def test_secret_ballot_and_roll_share_neither_key_nor_time():
    vote, person = make_vote(), UserFactory()

    cast(vote, [1, 0, 0, 0], person)

    ballot = Ballot.objects.values().get()
    assert ballot.keys() == {"number", "activity_id", "choices", "voter_key"}
    assert ballot["voter_key"] == ""
    assert {field.name for field in VoterRoll._meta.fields} == {
        "id",
        "activity",
        "voter_key",
        "address_key",
        "code",
        "day",
    }
    assert ballot["number"] != VoterRoll.objects.get().pk


def test_order_of_voting_is_not_kept():
    vote = make_vote()
    numbers = [cast(vote, [1, 0, 0, 0]) for _ in range(12)]
    lines = list(VoterRoll.objects.order_by("pk").values_list("voter_key", flat=True))

    assert numbers != sorted(numbers)
    assert lines != sorted(lines, key=lambda key: int(key.split(":")[1]))


def test_secret_ballot_is_cast_once():
    vote, person = make_vote(), UserFactory()
    cast(vote, [1, 0, 0, 0], person)

    with pytest.raises(AlreadyVoted):
        cast(vote, [0, 1, 0, 0], person)

    assert Ballot.objects.get().choices == [1, 0, 0, 0]


def test_open_ballot_is_changed_and_only_the_last_is_kept():
    vote, person = make_vote(secrecy="open"), UserFactory()
    first = cast(vote, [1, 0, 0, 0], person)

    second = cast(vote, [0, 1, 0, 0], person)

    assert second == first
    assert Ballot.objects.get().choices == [0, 1, 0, 0]
    assert VoterRoll.objects.count() == 1


def test_same_form_twice_gives_the_same_receipt():
    vote, person, key = make_vote(), UserFactory(), uuid.uuid4()

    first = cast(vote, [1, 0, 0, 0], person, key)
    second = cast(vote, [1, 0, 0, 0], person, key)

    assert first == second
    assert Ballot.objects.count() == 1


def test_form_of_somebody_else_is_refused_and_nothing_is_cast():
    vote, key = make_vote(), uuid.uuid4()
    cast(vote, [1, 0, 0, 0], key=key)

    with pytest.raises(KeyTaken):
        cast(vote, [0, 1, 0, 0], key=key)

    assert VoterRoll.objects.count() == Ballot.objects.count() == 1


@pytest.mark.parametrize("model", [VoterRoll, Ballot])
def test_b6_second_row_by_the_orm_fails(model):
    vote = make_vote(secrecy="open")
    cast(vote, [1, 0, 0, 0])
    row = model.objects.get()
    row.pk = 4711

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)

    assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("marks", "words"),
    [([1, 1, 1, 0], "höchstens 2"), ([1, 1, 0, 0], "10.000")],
)
def test_a6_service_refuses_what_the_form_let_through(marks, words):
    vote = make_vote(most=2, budget=10_000)

    with pytest.raises(BadBallot) as refusal:
        cast(vote, marks)

    assert words in refusal.value.words
    assert Ballot.objects.count() == VoterRoll.objects.count() == 0


def test_paper_is_fixed_with_the_first_ballot():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    Option.objects.filter(key="brunnen").update(title="Parkplatz")
    vote.settings = {"vote": {"secrecy": "open"}}
    vote.save()
    changed = activity_of(vote.procedure)

    paper = paper_of(changed)

    assert paper.is_secret
    assert paper.options[0].title == "Brunnen"


def test_paper_that_was_changed_while_somebody_voted_is_refused():
    vote = make_vote()
    Option.objects.filter(key="brunnen").update(title="Parkplatz")

    seen, now = paper_of(vote), activity_of(vote.procedure)
    Option.objects.filter(key="brunnen").update(title="Brunnen mit Licht")

    assert paper_of(now) != seen
    with pytest.raises(PaperChanged):
        cast_seen(now, seen)
    assert Ballot.objects.count() == 0


def cast_seen(vote, seen):
    return cast_ballot(
        activity_of(vote.procedure),
        voter=voter_of(UserFactory()),
        paper=seen,
        marks=[1, 0, 0, 0],
        key=uuid.uuid4(),
        at=timezone.now(),
    )


def test_fixed_paper_can_not_be_saved_otherwise():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    sheet = BallotPaper.objects.get()
    sheet.content["secrecy"] = "open"

    with pytest.raises(PermissionDenied):
        sheet.save()
    with pytest.raises(PermissionDenied):
        sheet.save(update_fields=["content"])


def test_casting_needs_eight_queries_at_most(django_assert_max_num_queries):
    vote, person = make_vote(), UserFactory()
    cast(vote, [1, 0, 0, 0])
    paper = paper_of(vote)
    with django_assert_max_num_queries(8):
        cast_ballot(
            vote,
            voter=voter_of(person),
            paper=paper,
            marks=[0, 1, 0, 0],
            key=uuid.uuid4(),
            at=timezone.now(),
        )


STAFF = {
    "superuser": {"is_superuser": True, "is_staff": True},
    "moderator": {"roles": [roles.PARTICIPATION_MODERATORS]},
    "editor": {"roles": [roles.PARTICIPATION_EDITORS]},
    "administrator": {"roles": [roles.ADMINISTRATION]},
}


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize(
    ("days", "reason"),
    [(timedelta(days=-30), Reason.NOT_YET), (timedelta(days=30), Reason.OVER)],
    ids=["before", "after"],
)
def test_b8_staff_can_not_vote_outside_the_phase(who, days, reason):
    vote, person = make_vote(), UserFactory(**STAFF[who])

    with pytest.raises(Refused) as refusal:
        cast(vote, [1, 0, 0, 0], person, at=timezone.now() + days)

    assert refusal.value.answer.reason is reason
    assert Ballot.objects.count() == VoterRoll.objects.count() == 0


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize("verb", [Verb.SUPPORT, Verb.RATE, Verb.VOTE])
def test_b8_no_verb_of_voting_opens_for_staff_outside_the_phase(who, verb):
    person = UserFactory(**STAFF[who])
    contribution = ContributionFactory()
    over = timezone.now() + timedelta(days=30)

    assert not can(actor_of(person), verb, contribution.activity, over)
    assert not can_support(actor_of(person), contribution, over)


def test_after_the_count_nobody_votes_even_if_the_phase_is_prolonged():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    results.close(vote, timezone.now())

    with pytest.raises(Refused):
        cast(vote, [0, 1, 0, 0])

    assert Ballot.objects.count() == 1


def test_the_count_is_made_once():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    sheet = results.close(vote, timezone.now())
    first = sheet.counted_at

    assert results.close(vote, timezone.now()).counted_at == first
    with pytest.raises(PermissionDenied):
        sheet.save(update_fields=["result"])


def test_erased_account_leaves_its_ballot_in_the_count():
    vote, person = make_vote(secrecy="open"), UserFactory()
    cast(vote, [1, 0, 0, 0], person)

    erase(person, reason="Antrag vom 3. Mai")

    assert Ballot.objects.get().voter_key == ""
    assert VoterRoll.objects.get().voter_key.startswith("gone:")
