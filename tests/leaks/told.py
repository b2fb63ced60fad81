"""What everybody follows: what of it is hidden is told to nobody."""

from datetime import timedelta

from django.utils import timezone

from participation.models import (
    Comment,
    Contribution,
    Follow,
    ModerationAct,
    Writing,
)
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)
from tests.house import CITIZEN, EVERYBODY
from tests.leaks import HiddenThing
from tests.leaks.participation import STAFF_OF_THE_ROOM, bench, square

A_WHILE_AGO = timezone.now() - timedelta(days=20)


def all_follow(house, **subject):
    known = [person for person in house.people.values() if person.is_authenticated]
    follows = [Follow(person=person, **subject) for person in known]
    Follow.objects.bulk_create(follows, ignore_conflicts=True)
    Follow.objects.update(created_at=A_WHILE_AGO)


def followed_contribution(status=Writing.Status.VISIBLE):
    def make(house, secret):
        found = ContributionFactory(
            activity=square(house), title=secret, text=secret, status=status
        )
        all_follow(house, contribution=found)
        return found

    return make


def comment_on_followed(status=Writing.Status.VISIBLE):
    def make(house, secret):
        comment = CommentFactory(contribution=bench(house), text=secret, status=status)
        all_follow(house, contribution=bench(house))
        return comment

    return make


def contribution_to_followed_draft(house, secret):
    procedure = ProcedurePageFactory(title=secret, live=False)
    all_follow(house, procedure=procedure)
    return ContributionFactory(
        activity=activity_of(procedure), title=secret, text=secret
    )


def objected(house, secret):
    """The author reads it again on the way to the objection, nobody else."""
    found = ContributionFactory(
        activity=square(house),
        title=secret,
        text=secret,
        author=house.people[CITIZEN],
        status=Contribution.Status.HIDDEN,
    )
    ModerationAct.objects.create(
        contribution=found, act="hide", rule="spam", reason="Werbung."
    )
    comment = CommentFactory(
        contribution=bench(house),
        text=secret,
        author=house.people[CITIZEN],
        status=Comment.Status.HIDDEN,
    )
    ModerationAct.objects.create(
        comment=comment, act="hide", rule="spam", reason="Werbung."
    )
    return found


HIDDEN = [
    HiddenThing("hidden text to object to", objected, STAFF_OF_THE_ROOM | {CITIZEN}),
    HiddenThing("followed contribution", followed_contribution(), EVERYBODY),
    HiddenThing(
        "followed hidden contribution",
        followed_contribution(Contribution.Status.HIDDEN),
        STAFF_OF_THE_ROOM,
    ),
    HiddenThing("comment on what is followed", comment_on_followed(), EVERYBODY),
    HiddenThing(
        "waiting comment on what is followed",
        comment_on_followed(Comment.Status.WAITING),
        STAFF_OF_THE_ROOM,
    ),
    HiddenThing(
        "contribution to a followed draft",
        contribution_to_followed_draft,
        STAFF_OF_THE_ROOM,
    ),
]
POST = "answers a POST with a redirect"
NO_CONTENT = [
    ("participation:follow", POST),
    ("participation:unfollow", POST),
    ("participation:follow_rhythm", POST),
    ("participation:follow_end", POST),
    ("participation:lock", POST),
    ("participation:unlock", POST),
    ("participation:block", POST),
    ("participation:block_lift", POST),
    ("participation:moderate_many", POST),
    ("participation:objection_decide", POST),
    ("participation:moderation_log", "acts, rules and times, without texts or names"),
    ("participation:moderation_log_csv", "the same as a table"),
    ("participation:blocks", "names of accounts and reasons, for moderators alone"),
]
