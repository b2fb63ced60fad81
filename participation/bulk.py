"""Doing the same with many texts at once; each act stands on record by itself."""

from collections.abc import Iterable

from django.db import transaction

from home.models import User
from home.numbers import number_in
from participation import moderation
from participation.circles import known_to
from participation.models import Comment, Contribution, Writing
from participation.moderation_queue import KINDS

Key = tuple[str, int]


def read_keys(values: Iterable[str]) -> list[Key]:
    """“beitrag-12” as kind and number; whatever else was sent is left out."""
    pairs = (value.partition("-") for value in values)
    return [(kind, number_in(n)) for kind, _dash, n in pairs if kind in KINDS]


@transaction.atomic
def moderate(keys: Iterable[Key], *, act: str, rule: str, reason: str, by: User) -> int:
    """Do this with all of them or, if one is refused, with none; return how many."""
    writings = [writing for kind in KINDS for writing in of_kind(kind, keys, by)]
    for writing in writings:
        do(writing, act=act, rule=rule, reason=reason, by=by)
    return len(writings)


def of_kind(kind: str, keys: Iterable[Key], by: User) -> list[Contribution | Comment]:
    """Those of them in procedures of which this moderator may know."""
    numbers = [number for found, number in keys if found == kind]
    step = "" if kind == "beitrag" else "contribution__"
    rows = known_to(by, KINDS[kind].objects.all(), step)
    return list(rows.filter(pk__in=numbers).order_by("pk"))


def do(writing: Writing, *, act: str, rule: str, reason: str, by: User) -> None:
    match act:
        case "approve":
            moderation.approve(writing, by=by)
        case "hide":
            moderation.hide(writing, rule=rule, reason=reason, by=by)
        case "keep":
            moderation.keep(writing, reason=reason, by=by)
        case "restore":
            moderation.restore(writing, reason=reason, by=by)
