import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home import roles
from participation import receipts
from participation.models import Comment, Contribution, Report, Support
from participation.permissions import Reason
from participation.refusals import KeyTaken, Refused, TooOften
from participation.services import (
    add_comment,
    cast_support,
    report,
    submit_contribution,
    withdraw,
    withdraw_support,
)
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
BAUM = {"title": "Ein Baum", "text": "Vor der Bücherei fehlt ein Baum."}


@pytest.fixture(autouse=True)
def _town(town):
    pass


def submit(activity, author=None, key=None, at=None, **values):
    return submit_contribution(
        activity,
        author=author or UserFactory(),
        key=key or uuid.uuid4(),
        at=at or timezone.now(),
        values=BAUM | values,
    )


def comment(contribution, author=None, parent=None, key=None, at=None):
    return add_comment(
        contribution,
        author=author or UserFactory(),
        text="Ja, bitte.",
        key=key or uuid.uuid4(),
        at=at or timezone.now(),
        parent=parent,
    )


def test_submit_puts_it_on_file_with_its_phase():
    activity = activity_of(ProcedurePageFactory())

    contribution = submit(activity).contribution

    assert list(Contribution.objects.published()) == [contribution]
    assert contribution.phase.key == "phase-1"
    assert contribution.origin == Contribution.Origin.ONLINE


@pytest.mark.parametrize(
    ("procedure", "activity", "public"),
    [
        pytest.param("post", "", True, id="shown at once"),
        pytest.param("pre", "", False, id="checked first"),
        pytest.param("pre", "post", True, id="activity says otherwise"),
        pytest.param("post", "pre", False, id="activity is stricter"),
    ],
)
def test_a15_moderation_decides_when_it_is_shown(procedure, activity, public):
    page = ProcedurePageFactory(
        moderation=procedure, activities=[{"moderation": activity}]
    )

    contribution = submit(activity_of(page)).contribution

    assert contribution.is_public is public
    assert contribution.is_waiting is not public


def test_b3_receipt_opens_the_contribution_and_only_a_hash_is_kept():
    receipt = submit(activity_of(ProcedurePageFactory()))
    row = Contribution.objects.get()

    assert receipts.find(receipt.code) == row
    assert receipts.find(receipt.code.lower().replace("-", " ")) == row
    assert receipt.code.replace("-", "") not in row.receipt_digest
    assert receipts.find("0000-0000-0000-0000") is None
    assert receipts.find("") is None


def test_the_same_form_twice_gives_one_row_and_the_same_receipt():
    activity, author, key = (
        activity_of(ProcedurePageFactory()),
        UserFactory(),
        uuid.uuid4(),
    )

    first = submit(activity, author, key)
    second = submit(activity, author, key)

    assert first == second
    assert Contribution.objects.count() == 1


def test_the_same_form_after_the_end_still_gives_the_receipt():
    activity, author, key = (
        activity_of(ProcedurePageFactory()),
        UserFactory(),
        uuid.uuid4(),
    )
    first = submit(activity, author, key)

    late = submit(activity, author, key, at=timezone.now() + timedelta(days=60))

    assert late == first


def test_the_key_of_somebody_else_is_refused():
    activity, key = activity_of(ProcedurePageFactory()), uuid.uuid4()
    submit(activity, key=key)

    with pytest.raises(KeyTaken):
        submit(activity, key=key)


@pytest.mark.parametrize(
    ("trait", "reason"),
    [
        pytest.param({"over": True}, Reason.OVER, id="over"),
        pytest.param({"upcoming": True}, Reason.NOT_YET, id="not yet"),
        pytest.param({"live": False}, Reason.NOT_PUBLIC, id="not online"),
    ],
)
def test_submit_outside_the_phase_is_refused(trait, reason):
    activity = activity_of(ProcedurePageFactory(**trait))

    with pytest.raises(Refused) as refusal:
        submit(activity)

    assert refusal.value.answer.reason == reason
    assert not Contribution.objects.exists()


def test_submit_too_often_is_refused_in_words():
    activity, author = activity_of(ProcedurePageFactory()), UserFactory()
    for _ in range(10):
        submit(activity, author)

    with pytest.raises(TooOften) as refusal:
        submit(activity, author)

    assert refusal.value.words == (
        "Sie haben gerade viel geschrieben."
        " Bitte versuchen Sie es in 60 Minuten wieder."
    )
    submit(activity, UserFactory())
    submit(activity, author, at=timezone.now() + timedelta(minutes=61))


def test_comment_and_reply():
    contribution = ContributionFactory()

    first = comment(contribution)
    reply = comment(contribution, parent=first)

    assert list(first.replies.all()) == [reply]
    assert not first.is_official


@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_MODERATORS, roles.PARTICIPATION_EDITORS]
)
def test_comment_of_staff_speaks_for_the_town(role):
    said = comment(ContributionFactory(), author=UserFactory(roles=[role]))

    assert said.is_official


def test_comment_below_something_hidden_is_refused():
    contribution = ContributionFactory()
    gone = CommentFactory(contribution=contribution, status=Comment.Status.HIDDEN)

    with pytest.raises(Refused):
        comment(contribution, parent=gone)
    with pytest.raises(Refused):
        comment(ContributionFactory(status=Contribution.Status.HIDDEN))


def test_the_same_comment_form_twice_makes_one_comment():
    contribution, author, key = ContributionFactory(), UserFactory(), uuid.uuid4()

    first = comment(contribution, author, key=key)

    assert comment(contribution, author, key=key) == first
    assert Comment.objects.count() == 1


def test_support_twice_counts_once():
    contribution, person = ContributionFactory(), UserFactory()

    cast_support(contribution, person=person, at=timezone.now())
    cast_support(contribution, person=person, at=timezone.now())

    assert contribution.supports.count() == 1


def test_withdrawing_support_leaves_that_of_others():
    mine, other = SupportFactory(), None
    other = SupportFactory(contribution=mine.contribution)

    withdraw_support(mine.contribution, person=mine.person, at=timezone.now())

    assert list(mine.contribution.supports.all()) == [other]


@pytest.mark.parametrize(
    "role",
    [None, roles.PARTICIPATION_MODERATORS, roles.PARTICIPATION_EDITORS, "superuser"],
)
def test_b8_nobody_supports_after_the_end(role):
    contribution = ContributionFactory(
        activity=activity_of(ProcedurePageFactory(over=True))
    )
    person = (
        UserFactory(is_superuser=True)
        if role == "superuser"
        else UserFactory(roles=[role] if role else [])
    )

    with pytest.raises(Refused) as refusal:
        cast_support(contribution, person=person, at=timezone.now())

    assert refusal.value.answer.reason == Reason.OVER
    assert not Support.objects.exists()


def test_nobody_supports_their_own():
    contribution = ContributionFactory()

    with pytest.raises(Refused) as refusal:
        cast_support(contribution, person=contribution.author, at=timezone.now())

    assert refusal.value.answer.reason == Reason.OWN


def test_withdrawn_contribution_is_gone_and_its_text_is_kept():
    contribution = ContributionFactory(text="Mehr Bäume.")

    withdraw(contribution, by=contribution.author, at=timezone.now())

    assert list(Contribution.objects.published()) == []
    assert Contribution.objects.get().text == "Mehr Bäume."


def test_only_the_author_withdraws():
    contribution = ContributionFactory()

    with pytest.raises(PermissionDenied):
        withdraw(contribution, by=UserFactory(), at=timezone.now())


def test_report_twice_by_one_person_counts_once():
    contribution, reader = ContributionFactory(), UserFactory()

    for _ in range(2):
        report(
            contribution,
            reporter=reader,
            ground="spam",
            text="",
            at=timezone.now(),
        )

    assert Report.objects.count() == 1


def test_casting_a_vote_needs_few_queries():
    contribution = Contribution.objects.for_detail().get(pk=ContributionFactory().pk)
    person = UserFactory()

    with CaptureQueriesContext(connection) as queries:
        cast_support(contribution, person=person, at=timezone.now())

    assert len(queries) <= 5  # groups, blocks, and one row within a savepoint
