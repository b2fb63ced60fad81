"""The engine of the digests, on what people follow in participations."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home import digests
from home.models import Digest, DigestRun, Letter, Notice, Rhythm, User
from home.tasks import send_daily_digests, send_letters, tidy_up
from participation.models import Comment, Follow, Intake
from tests.factories.after import IntakeFactory
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    FollowFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture(autouse=True)
def _town(town):
    pass


def followed_comment(*people, rhythm="", hours=3, **fields):
    comment = CommentFactory(created_at=NOW - timedelta(hours=hours), **fields)
    for person in people:
        FollowFactory(person=person, contribution=comment.contribution, rhythm=rhythm)
    Follow.objects.update(created_at=LONG_AGO)
    return comment


def test_a19_a_digest_contains_the_text_and_how_to_end_it():
    nina = UserFactory(email="nina@example.org")
    comment = followed_comment(nina, text="Die Platane soll bleiben.")

    assert digests.send(Rhythm.DAILY, NOW) == 1

    letter = Letter.objects.get()
    assert letter.to == "nina@example.org"
    assert "Die Platane soll bleiben." in letter.body
    assert comment.contribution.activity.procedure.title in letter.body
    assert letter.unsubscribe_url in letter.body


def test_a19_a_second_run_sends_none():
    followed_comment(UserFactory())

    assert digests.send(Rhythm.DAILY, NOW) == 1
    assert digests.send(Rhythm.DAILY, NOW) == 0
    assert digests.send(Rhythm.DAILY, NOW + timedelta(days=1)) == 0
    assert Letter.objects.count() == 1


def test_a19_without_content_there_is_no_mail_and_no_mark():
    FollowFactory(contribution=ContributionFactory(created_at=LONG_AGO))

    assert digests.send(Rhythm.DAILY, NOW) == 0
    assert not Digest.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("rhythm", ["once", "daily", "weekly", "never"])
def test_a19_everyone_is_told_in_their_own_rhythm(rhythm):
    followed_comment(UserFactory(), rhythm=rhythm, hours=0.05)

    told = {r.value: digests.send(r, NOW) for r in Rhythm if r != Rhythm.NEVER}

    assert told == {r: int(r == rhythm) for r in told}


def test_a19_what_came_on_paper_is_news_when_it_is_recorded():
    nina = UserFactory()
    letter = IntakeFactory(contribution__created_at=LONG_AGO)
    Intake.objects.update(recorded_at=NOW - timedelta(minutes=3))
    FollowFactory(person=nina, procedure=letter.contribution.activity.procedure)
    Follow.objects.update(created_at=NOW - timedelta(days=1), rhythm="once")

    assert digests.send(Rhythm.AT_ONCE, NOW) == 1
    assert digests.send(Rhythm.AT_ONCE, NOW + timedelta(minutes=5)) == 0


def test_a19_much_news_is_one_mail():
    nina = UserFactory()
    followed_comment(nina, text="Eine Linde.")
    followed_comment(nina, text="Eine Ulme.")

    digests.send(Rhythm.DAILY, NOW)

    body = Letter.objects.get().body
    assert "Eine Linde." in body
    assert "Eine Ulme." in body


def test_a_late_round_covers_what_was_missed():
    followed_comment(UserFactory(), hours=60)
    DigestRun.objects.create(
        kind="follows",
        rhythm=Rhythm.DAILY,
        period="früher",
        since=LONG_AGO,
        until=NOW - timedelta(days=3),
        finished_at=NOW,
    )

    assert digests.send(Rhythm.DAILY, NOW) == 1


def test_an_interrupted_round_goes_on_where_it_stopped():
    told, waiting = UserFactory(), UserFactory(email="wartet@example.org")
    followed_comment(told, waiting)
    run = DigestRun.objects.create(
        kind="follows",
        rhythm=Rhythm.DAILY,
        period=digests.period_of(Rhythm.DAILY, NOW),
        since=LONG_AGO,
        until=NOW,
    )
    Digest.objects.create(run=run, person=told)

    digests.send(Rhythm.DAILY, NOW)

    assert [letter.to for letter in Letter.objects.all()] == ["wartet@example.org"]


def test_the_database_refuses_to_tell_somebody_twice():
    followed_comment(UserFactory())
    digests.send(Rhythm.DAILY, NOW)
    digest = Digest.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(run=digest.run, person=digest.person)


def test_who_is_told_at_once_finds_it_on_their_page_too():
    nina = UserFactory()
    followed_comment(nina, rhythm="once", hours=0.05, text="Endlich Schatten.")

    digests.send(Rhythm.AT_ONCE, NOW)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.text) == (nina, "Endlich Schatten.")


@pytest.mark.parametrize(
    ("rhythm", "period"),
    [
        (Rhythm.DAILY, "2026-11-23"),
        (Rhythm.WEEKLY, "2026-W48"),
        (Rhythm.AT_ONCE, "2026-11-23T07:15"),
    ],
)
def test_periods_are_days_weeks_and_minutes_in_town(rhythm, period):
    morning = timezone.datetime.fromisoformat("2026-11-23T07:18:00+01:00")

    assert digests.period_of(rhythm, morning) == period


@pytest.mark.django_db(transaction=True)
def test_the_mail_says_how_to_unsubscribe_by_one_press():
    followed_comment(UserFactory(email="nina@example.org"))

    send_daily_digests()
    send_letters()

    [message] = mail.outbox
    letter = Letter.objects.get()
    assert message.extra_headers["List-Unsubscribe"] == f"<{letter.unsubscribe_url}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )


def test_old_rounds_are_forgotten_but_for_the_last():
    followed_comment(UserFactory())
    digests.send(Rhythm.DAILY, NOW)
    Letter.objects.all().delete()
    old = DigestRun.objects.get()
    DigestRun.objects.create(
        kind="follows",
        rhythm=Rhythm.DAILY,
        period="längst",
        since=NOW - timedelta(days=99),
        until=NOW - timedelta(days=98),
        finished_at=NOW,
    )

    assert tidy_up() == 1
    assert list(DigestRun.objects.all()) == [old]


def test_a19_forty_thousand_followers_of_whom_400_have_news():
    """Resolved when, 4: at most 400 mails, none on a second run, and few queries."""
    quiet, lively = ContributionFactory(created_at=LONG_AGO), ContributionFactory()
    Comment.objects.bulk_create(
        Comment(
            contribution=lively,
            text="Ja, bitte.",
            status="visible",
            created_at=NOW - timedelta(hours=2),
        )
        for _number in range(5)
    )
    people = User.objects.bulk_create(
        (
            User(email=f"f{n}@example.org", participant_number=20_000_000 + n)
            for n in range(40_000)
        ),
        batch_size=5_000,
    )
    Follow.objects.bulk_create(
        (
            Follow(person=person, contribution=lively if n < 400 else quiet)
            for n, person in enumerate(people)
        ),
        batch_size=5_000,
    )
    Follow.objects.update(created_at=LONG_AGO)

    with CaptureQueriesContext(connection) as queries:
        assert digests.send(Rhythm.DAILY, NOW) == 400
    assert len(queries) <= 80
    assert Letter.objects.values("to").distinct().count() == 400

    assert digests.send(Rhythm.DAILY, NOW) == 0
    assert digests.send(Rhythm.DAILY, NOW + timedelta(days=1)) == 0
    assert Letter.objects.count() == 400
