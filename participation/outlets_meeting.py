"""How the questions of a meeting are shown beside the list that all formats have."""

from django.urls import reverse

from home.registries import Outlet, outlets
from participation.models import Activity


def meetings():
    return Activity.objects.filter(format="questions").select_related("procedure")


def screens(word):
    """The screen of every meeting, and the short way to it."""
    found = []
    for activity in meetings():
        where = [activity.procedure.slug, activity.key]
        screen = reverse("screen:questions", args=where)
        found += [screen, f"{screen}?anhalten=1"]
        found.append(reverse("screen:join", args=[activity.pk]))
    return found


def desks(word):
    return [
        reverse("participation:meeting", args=[activity.procedure.slug, activity.key])
        for activity in meetings()
    ]


outlets += [
    Outlet("screens of meetings", ["screen:questions", "screen:join"], screens),
    Outlet("moderators' desks in meetings", ["participation:meeting"], desks),
]
