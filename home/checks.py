"""System checks that insist on what must not be forgotten."""

from collections.abc import Iterator

from django.core.checks import Error, Tags, register
from django.db import DatabaseError
from wagtail.models import BaseViewRestriction, PageViewRestriction

from home.visibility import Restriction, locks_of
from home.widening import intranet_paths


@register(Tags.database)
def intranet_is_closed(app_configs, databases, **kwargs):
    """The intranet is for groups alone: any citizen can have an account."""
    if not databases:
        return []
    try:
        return list(open_doors(intranet_paths(), locks_of(PageViewRestriction)))
    except DatabaseError:  # before the first migration there is no intranet
        return []


def open_doors(paths: list[str], locks: list[Restriction]) -> Iterator[Error]:
    for path in paths:
        if not any(lock.path == path and names_groups(lock) for lock in locks):
            yield Error(
                "Das Intranet ist nicht auf Gruppen beschränkt.",
                hint="Rufen Sie „manage.py found_town“ auf.",
                id="home.E001",
            )
        for lock in locks:
            if lock.path.startswith(path) and lock.type != BaseViewRestriction.GROUPS:
                yield Error(
                    "Im Intranet ist eine Seite durch Anmeldung oder Kennwort "
                    "beschränkt statt auf Gruppen.",
                    hint=f"Es ist die Seite mit dem Pfad {lock.path}.",
                    id="home.E002",
                )


def names_groups(lock: Restriction) -> bool:
    return lock.type == BaseViewRestriction.GROUPS and bool(lock.groups)
