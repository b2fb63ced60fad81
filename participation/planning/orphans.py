"""
Files that were kept just before something broke, and that nothing leads to.

An attachment lies in the house before its draft or statement is committed, never the
other way round: a confirmed statement has its files. What a crash leaves behind is a
file without a row.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from participation.planning import attachments, drafts
from participation.planning.models import StatementDraft, StatementFile
from participation.planning.models.statements import STATEMENTS

# Long enough for a database that is brought back from a backup, and for its repair.
SAFE_TIME = timedelta(days=14)


def drop_orphans(now: datetime) -> int:
    """Delete attachments that nothing has led to for two weeks; tell how many."""
    old = set(names_before(now - SAFE_TIME))
    orphans = old - names_in_use() if old else old
    for name in sorted(orphans):
        attachments.delete_unused(name)
    return len(orphans)


def names_before(moment: datetime) -> Iterator[str]:
    try:
        _folders, names = default_storage.listdir(STATEMENTS)
    except FileNotFoundError:  # nobody has attached anything yet
        return
    for name in (f"{STATEMENTS}/{name}" for name in names):
        if default_storage.get_modified_time(name) < moment:
            yield name


def names_in_use() -> set[str]:
    """
    What drafts and statements lead to, whatever their wording.

    Drafts come first: one that is sent meanwhile is found as a statement then.
    """
    begun = {
        file.stored
        for draft in StatementDraft.objects.only("content").iterator()
        for file in drafts.files_of(draft)
    }
    return begun | set(StatementFile.objects.values_list("file", flat=True))
