"""How what people follow, and what moderators did, leaves the house."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from home.models import DigestRun, Rhythm
from home.registries import Outlet, outlets
from participation.models import Comment, Contribution
from participation.models.following import MAIL_KIND
from participation.news import news


def digests(person):
    """What a digest over many years would tell."""
    if not person.is_authenticated:
        return []
    now = timezone.now()
    run = DigestRun(
        kind=MAIL_KIND,
        rhythm=Rhythm.DAILY,
        since=now - timedelta(days=9999),
        until=now + timedelta(days=1),
    )
    told = news(run)([person]).get(person.pk, [])
    return [f"{item.heading} {item.title} {item.text} {item.url}" for item in told]


def objections(word):
    return [
        reverse(f"participation:{model._meta.model_name}_objection", args=[pk])
        for model in (Contribution, Comment)
        for pk in model.objects.values_list("pk", flat=True)
    ]


outlets += [
    Outlet("digests", letters=digests),
    Outlet(
        "what people follow",
        ["participation:follows"],
        lambda word: [reverse("participation:follows")],
    ),
    Outlet(
        "what authors object to",
        ["participation:contribution_objection", "participation:comment_objection"],
        objections,
    ),
]
