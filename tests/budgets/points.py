"""Budgets of the points that wait for a post: the same for one and for three."""

from django.urls import reverse

from home.models import Post
from participation.planning import weighing
from tests.budgets import Budget
from tests.factories.planning import PointFactory, RoundFactory
from tests.house import STAFF


def given(house, count):
    post = Post.objects.filter(holder=house.people[STAFF]).first()
    here = {"statement__round": RoundFactory(), "post": post}
    return [PointFactory(topic=f"Lärm {n}", **here) for n in range(count)]


def my_points(house, count):
    given(house, count)
    return reverse("participation:my_points")


def my_point(house, count):
    [point, *_others] = given(house, count)
    for number in range(count):
        text, by = f"Vorschlag {number}", house.people[STAFF]
        weighing.propose(point, text=text, result="", by=by)
    return reverse("participation:my_point", args=[point.pk])


BUDGETS = [
    Budget("participation:my_points", 16, my_points, STAFF),
    Budget("participation:my_point", 16, my_point, STAFF),
]
