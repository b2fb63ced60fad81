import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.models import MailRhythm, Rhythm
from home.privacy import erase, export_of
from participation.following import follow, followers_of, follows, unfollow
from participation.models import Follow
from participation.services import submit_contribution
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    DistrictFactory,
    FollowFactory,
    ProcedurePageFactory,
    TopicFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


each_kind = pytest.mark.parametrize(
    "make",
    [ProcedurePageFactory, ContributionFactory, TopicFactory, DistrictFactory],
    ids=["procedure", "contribution", "topic", "district"],
)


@each_kind
def test_a19_everything_can_be_followed_once_and_left_again(make):
    person, subject = UserFactory(), make()

    follow(subject, person=person)
    follow(subject, person=person)
    assert [row.subject for row in Follow.objects.by(person)] == [subject]

    unfollow(subject, person=person)
    assert not follows(subject, person)


@each_kind
def test_the_database_refuses_a_second_follow(make):
    first = FollowFactory(**{field(make): make()})

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowFactory(person=first.person, **{field(make): first.subject})


def field(make):
    return {
        ProcedurePageFactory: "procedure",
        ContributionFactory: "contribution",
        TopicFactory: "topic",
        DistrictFactory: "district",
    }[make]


@pytest.mark.parametrize("several", [True, False], ids=["two things", "nothing"])
def test_a_follow_is_about_one_thing(several):
    things = {"topic": TopicFactory(), "district": DistrictFactory()}

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowFactory(**(things if several else {}))


def test_whoever_hands_something_in_follows_it():
    author = UserFactory()

    receipt = submit_contribution(
        activity_of(ProcedurePageFactory()),
        author=author,
        key=uuid.uuid4(),
        at=timezone.now(),
        values={"title": "Ein Baum", "text": "Vor der Bücherei."},
    )

    assert follows(receipt.contribution, author)


@pytest.mark.parametrize(
    ("general", "own", "pace"),
    [
        (None, "", "daily"),
        ("once", "", "once"),
        ("once", "weekly", "weekly"),
        (None, "never", "never"),
        ("never", "once", "never"),
    ],
)
def test_how_often_depends_on_the_follow_and_then_on_the_person(general, own, pace):
    person, topic = UserFactory(), TopicFactory()
    FollowFactory(person=person, topic=topic, rhythm=own)
    if general:
        MailRhythm.objects.create(person=person, kind="follows", rhythm=general)

    told = {r.value: list(followers_of(topic, r)) for r in Rhythm}

    assert told == {r.value: [person] if r == pace else [] for r in Rhythm}


def test_closed_accounts_are_not_told():
    topic = TopicFactory()
    FollowFactory(topic=topic, person=UserFactory(is_active=False))

    assert list(followers_of(topic, Rhythm.DAILY)) == []


def test_an_erased_account_follows_nothing():
    person, topic = UserFactory(), TopicFactory(name="Wege und Verkehr")
    FollowFactory(person=person, topic=topic)
    assert "Wege und Verkehr" in str(export_of(person))

    erase(person)

    assert not Follow.objects.exists()
