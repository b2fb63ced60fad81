"""What was said in statements, who said it, and what is proposed to the council."""

from django.urls import reverse

from home import roles
from home.models import Post
from participation.planning.models import Point, Redaction
from tests.factories.planning import PointFactory, StatementFactory
from tests.house import AGENCY, STAFF, SUPERUSER
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import another_round

# The second pair of eyes reads a statement to confirm that nothing personal is left.
READERS = frozenset(
    {AGENCY, SUPERUSER, roles.PARTICIPATION_PLANNERS, roles.PARTICIPATION_APPROVERS}
)


def round_of(house):
    return house.once("weighed_round", lambda: another_round(house))


def point(house, secret):
    return PointFactory(
        statement=StatementFactory(round=round_of(house), text=secret),
        text=secret,
        topic=secret,
        proposal=secret,
    )


def giver(house, secret):
    text = f"Ich heiße {secret} und sage nein."
    statement = StatementFactory(round=round_of(house), name=secret, text=text)
    planner = house.people[roles.PARTICIPATION_PLANNERS]
    Redaction.objects.create(statement=statement, text="Nein.", made_by=planner)
    return PointFactory(statement=statement, text=text)


def post_of_staff(house):
    return Post.objects.filter(holder=house.people[STAFF]).first()


def point_for_a_post(house, secret):
    made = point(house, secret)
    Point.objects.filter(pk=made.pk).update(post=post_of_staff(house))
    return made


def giver_of_a_point_for_a_post(house, secret):
    """Whoever is asked learns what was said, and not by whom."""
    made = giver(house, secret)
    Point.objects.filter(pk=made.pk).update(post=post_of_staff(house))
    return made


def my_point_address(point):
    return [reverse("participation:my_point", args=[point.pk]), *point_address(point)]


def point_address(point):
    return [
        reverse("planning:weighing_point", args=[point.statement.plan_id, point.pk])
    ]


def redaction_address(point):
    where = [point.statement.plan_id, point.statement.number]
    return [reverse("planning:weighing_redaction", args=where)]


HIDDEN = [
    HiddenThing("point of the weighing", point, READERS, point_address),
    HiddenThing("giver of a statement", giver, READERS, redaction_address),
    HiddenThing(
        "point for a post", point_for_a_post, READERS | {STAFF}, my_point_address
    ),
    HiddenThing(
        "giver of a point for a post",
        giver_of_a_point_for_a_post,
        READERS,
        redaction_address,
    ),
]
