"""
What waits for one person in urban planning.

Every part names its matters. One query tells which of them there are at all, so a start
page on which nothing waits costs one query, however many matters the parts bring.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, QuerySet

from home.models import User
from home.registries import WaitingTask


@dataclass(frozen=True)
class Matter:
    """Something that can wait: whom it concerns, its rows, and the tasks they make."""

    concerns: Callable[[User], bool]  # answered without a query
    rows: Callable[[User], QuerySet]
    tasks: Callable[[QuerySet, User], Iterable[WaitingTask]]


matters: list[Matter] = []


def tasks_of(person: User) -> Iterator[WaitingTask]:
    asked = [matter for matter in matters if matter.concerns(person)]
    if not asked:
        return
    rows = [matter.rows(person) for matter in asked]
    looks = {f"matter_{number}": Exists(each) for number, each in enumerate(rows)}
    found = User.objects.filter(pk=person.pk).values(**looks).get()
    for matter, each, is_waiting in zip(asked, rows, found.values(), strict=True):
        if is_waiting:
            yield from matter.tasks(each, person)
