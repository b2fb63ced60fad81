"""A14: blocked authors; and threads that are closed for comments."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry, Notice
from participation import moderation
from participation.blocks import block, lift
from participation.models import Block, Comment, ModerationAct
from participation.permissions import Reason, actor_of, can, can_comment, can_support
from participation.refusals import Refused
from participation.services import add_comment
from participation.verbs import Verb
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


def blocked(person, by, days=7):
    return block(
        person,
        rule="respect",
        reason="Dreimal beleidigt.",
        last_day=TODAY + timedelta(days=days),
        by=by,
    )


def answer(person, verb, at=None):
    activity = activity_of(ProcedurePageFactory())
    return can(actor_of(person), verb, activity, at or timezone.now())


def test_a14_a_blocked_author_writes_nothing_and_reads_why(moderator):
    author = UserFactory()

    blocked(author, moderator)

    refusal = answer(author, Verb.SUBMIT)
    assert refusal.reason is Reason.BLOCKED
    assert "Sie können bis" in refusal.words
    assert answer(author, Verb.COMMENT).reason is Reason.BLOCKED
    notice = Notice.objects.get()
    assert notice.recipient == author
    assert "Dreimal beleidigt." in notice.text


def test_a_block_leaves_the_vote(moderator):
    author, contribution = UserFactory(), ContributionFactory()
    blocked(author, moderator)

    assert can_support(actor_of(author), contribution, timezone.now())


def test_a_block_ends_by_itself(moderator):
    author = UserFactory()
    blocked(author, moderator, days=2)

    later = timezone.now() + timedelta(days=3)

    assert answer(author, Verb.SUBMIT, later)


def test_a14_a_block_is_lifted_with_a_reason_and_told(moderator):
    author = UserFactory()
    found = blocked(author, moderator)

    lift(found, reason="Es tut ihm leid.", by=moderator)

    assert answer(UserFactory._meta.model.objects.get(pk=author.pk), Verb.SUBMIT)
    assert Notice.objects.first().text == "Es tut ihm leid."
    acts = AuditEntry.objects.values_list("action", flat=True)
    assert {"participation.block", "participation.unblock"} <= set(acts)


@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_MODERATORS, roles.PARTICIPATION_EDITORS]
)
def test_who_writes_for_the_town_is_not_blocked(moderator, role):
    with pytest.raises(Refused) as refusal:
        blocked(UserFactory(roles=[role]), moderator)

    assert refusal.value.answer.reason is Reason.STAFF


def test_citizens_block_nobody():
    with pytest.raises(Refused):
        blocked(UserFactory(), UserFactory())


def test_a14_a_moderator_blocks_and_lifts_on_the_pages(client, moderator):
    comment = CommentFactory()
    client.force_login(moderator)
    address = reverse("participation:block", args=["kommentar", comment.pk])
    day = TODAY + timedelta(days=14)

    client.post(
        address,
        {"rule": "respect", "reason": "Beleidigungen.", "last_day": day.isoformat()},
    )

    found = Block.objects.get()
    assert (found.person, found.last_day) == (comment.author, day)
    page = reverse("participation:blocks")
    assert comment.author.public_name in client.get(page).content.decode()
    lift_url = reverse("participation:block_lift", args=[found.pk])
    assert client.post(lift_url, {}).status_code == 400
    client.post(lift_url, {f"sperre-{found.pk}-reason": "Entschuldigt."})
    found.refresh_from_db()
    assert found.lifted_because == "Entschuldigt."


@pytest.mark.parametrize("days", [-1, 366, 4000])
def test_a_block_ends_within_a_year(client, moderator, days):
    comment = CommentFactory()
    client.force_login(moderator)
    values = {
        "rule": "respect",
        "reason": "Beleidigungen.",
        "last_day": (TODAY + timedelta(days=days)).isoformat(),
    }

    response = client.post(
        reverse("participation:block", args=["kommentar", comment.pk]), values
    )

    assert "Wählen Sie einen Tag" in response.content.decode()
    assert not Block.objects.exists()


def test_a_locked_contribution_takes_no_comments_and_says_why(client, moderator):
    contribution = ContributionFactory()

    moderation.lock(contribution, reason="Es ist alles gesagt.", by=moderator)

    contribution.refresh_from_db()
    refusal = can_comment(actor_of(moderator), contribution, timezone.now())
    assert refusal.reason is Reason.LOCKED
    body = client.get(contribution.get_absolute_url()).content.decode()
    assert "Es ist alles gesagt." in body
    assert "Anmelden und kommentieren" not in body
    with pytest.raises(Refused):
        comment_on(contribution)


def comment_on(contribution, parent=None):
    return add_comment(
        contribution,
        author=UserFactory(),
        text="Doch.",
        key=uuid.uuid4(),
        at=timezone.now(),
        parent=parent,
    )


def test_a_locked_thread_takes_no_replies_the_others_do(client, moderator):
    thread = CommentFactory(is_official=True)
    contribution = activity_and(thread.contribution)
    other = CommentFactory(contribution=thread.contribution)

    moderation.lock(thread, reason="Die Stadt hat geantwortet.", by=moderator)

    thread.refresh_from_db()
    with pytest.raises(Refused):
        comment_on(contribution, thread)
    assert comment_on(contribution, other).parent == other
    body = client.get(contribution.get_absolute_url()).content.decode()
    assert "Die Stadt hat geantwortet." in body
    assert reverse("participation:reply_create", args=[thread.pk]) not in body


def activity_and(contribution):
    contribution.activity = activity_of(contribution.activity.procedure)
    return contribution


def test_locks_are_on_record_and_end(moderator):
    contribution = ContributionFactory()
    moderation.lock(contribution, reason="Es ist alles gesagt.", by=moderator)
    moderation.unlock(contribution, reason="Neue Pläne.", by=moderator)

    contribution.refresh_from_db()
    assert not contribution.is_locked
    acts = ModerationAct.objects.order_by("pk").values_list("act", "reason")
    assert list(acts) == [("lock", "Es ist alles gesagt."), ("unlock", "Neue Pläne.")]


def test_replies_are_not_locked(moderator):
    thread = CommentFactory()
    reply = CommentFactory(contribution=thread.contribution, parent=thread)

    with pytest.raises(Refused):
        moderation.lock(reply, reason="Nein.", by=moderator)


def test_a_moderator_locks_on_the_page(client, moderator):
    comment = CommentFactory()
    client.force_login(moderator)

    for name, reason in (("lock", "Genug."), ("unlock", "Doch nicht.")):
        address = reverse(f"participation:{name}", args=["kommentar", comment.pk])
        client.post(address, {"reason": reason})

    acts = ModerationAct.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["lock", "unlock"]
    assert Comment.objects.get().locked_because == ""
