"""Budgets of following and of what moderators see beside the queue."""

from django.urls import reverse
from django.utils import timezone

from home import roles
from participation import moderation
from participation.blocks import block
from participation.objections import object_to
from tests.budgets import Budget
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    DistrictFactory,
    FollowFactory,
    ProcedurePageFactory,
    ReportFactory,
    TopicFactory,
)
from tests.house import CITIZEN


def follows(house, count):
    for _number in range(count):
        for subject in (
            {"procedure": ProcedurePageFactory()},
            {"contribution": ContributionFactory()},
            {"topic": TopicFactory()},
            {"district": DistrictFactory()},
        ):
            FollowFactory(person=house.people[CITIZEN], **subject)
    return reverse("participation:follows")


def chosen_overview(house, count):
    topic, district = TopicFactory(), DistrictFactory()
    for _number in range(count):
        ProcedurePageFactory(topic=topic, district=district)
    address = reverse("participation:overview")
    return f"{address}?thema={topic.key}&ort={district.key}"


def my_page_with_follows(house, count):
    follows(house, count)
    return "/meine-seite/"


def acts(house, count):
    moderator = house.people[MODERATOR]
    for _number in range(count):
        found = ReportFactory().contribution
        moderation.hide(found, rule="spam", reason="Werbung.", by=moderator)
        block(
            found.author,
            rule="spam",
            reason="Werbung.",
            last_day=timezone.localdate(),
            by=moderator,
        )


def log(name):
    def make(house, count):
        acts(house, count)
        return f"{reverse(f'participation:{name}')}?n={count}"

    return make


def objection(make_writing, name):
    def make(house, count):
        writing = make_writing(author=house.people[CITIZEN])
        moderator = house.people[MODERATOR]
        moderation.hide(writing, rule="spam", reason="Werbung.", by=moderator)
        return reverse(f"participation:{name}", args=[writing.pk])

    return make


def narrowed_queue(house, count):
    contributions = ContributionFactory.create_batch(count)
    for found in contributions:
        CommentFactory(contribution=found)
    slug = contributions[0].activity.procedure.slug
    address = reverse("participation:moderation_queue")
    return f"{address}?zeige=alle&verfahren={slug}&format=ideas&q=B%C3%A4ume"


def objected_item(house, count):
    found, moderator = ContributionFactory(), house.people[MODERATOR]
    for _number in range(count):
        moderation.hide(found, rule="spam", reason="Werbung.", by=moderator)
        found.refresh_from_db()
        object_to(found, text="Keine Werbung.", by=found.author)
        moderation.restore(found, reason="Stimmt.", by=moderator)
    return reverse("participation:moderation_item", args=["beitrag", found.pk])


MODERATOR = roles.PARTICIPATION_MODERATORS
BUDGETS = [
    Budget("participation:moderation_log", 8, log("moderation_log")),
    Budget("participation:moderation_log_csv", 3, log("moderation_log_csv")),
    Budget("participation:blocks", 14, log("blocks"), MODERATOR),
    Budget("participation:moderation_queue", 22, narrowed_queue, MODERATOR),
    Budget("participation:moderation_item", 20, objected_item, MODERATOR),
    Budget(
        "participation:contribution_objection",
        12,
        objection(ContributionFactory, "contribution_objection"),
        CITIZEN,
    ),
    Budget(
        "participation:comment_objection",
        12,
        objection(CommentFactory, "comment_objection"),
        CITIZEN,
    ),
    Budget("participation:follows", 12, follows, CITIZEN),
    Budget("participation:overview", 10, chosen_overview),
    Budget("participation:overview", 15, chosen_overview, CITIZEN),
    Budget("home:my_page", 25, my_page_with_follows, CITIZEN),
]
POST = "answers a POST; its own test counts"
NO_BUDGET = [
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
]
