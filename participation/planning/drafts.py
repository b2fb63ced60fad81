"""
Statements that are being written: kept on the server, opened by the form's own key.

The key stands in the form's address, so a draft needs neither cookie nor session and
outlives both. Its files lie where those of a statement lie; sending it moves nothing.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePath
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from participation.planning import attachments, statements
from participation.planning.attachments import Kept
from participation.planning.models import Round, StatementDraft
from participation.refusals import KeyTaken

KEPT_AFTER_THE_END = timedelta(days=30)
AT_ONCE = 500


class Changed(Exception):  # noqa: N818
    """What is to be sent is not what was read before."""


def draft_of(key: UUID, in_round: Round) -> StatementDraft | None:
    """What was written with this form so far; an authority's has its own way."""
    rows = StatementDraft.objects.filter(key=key, round=in_round, invitation=None)
    return rows.first()


def files_of(draft: StatementDraft | None) -> list[Kept]:
    return [Kept(**file) for file in (draft.content.get("files", []) if draft else [])]


def file_of(draft: StatementDraft | None, name: str) -> Kept | None:
    """The attachment that lies in the house under this name, if it is this draft's."""
    found = (file for file in files_of(draft) if PurePath(file.stored).name == name)
    return next(found, None)


def typed_in(draft: StatementDraft | None) -> dict:
    """The fields of a draft as somebody typed them."""
    content = draft.content if draft else {}
    return {name: value for name, value in content.items() if name != "files"}


def digest_of(draft: StatementDraft) -> str:
    """Tells whether a draft is still what somebody has read."""
    text = json.dumps(draft.content, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def save_draft(
    in_round: Round,
    *,
    key: UUID,
    content: dict,
    files: Iterable[File] = (),
    dropped: Iterable[str] = (),
) -> StatementDraft:
    """Keep what was typed and what was chosen; the same file twice is one."""
    return fill(_locked(in_round, key), content, files, dropped)


def fill(
    held: StatementDraft, content: dict, files: Iterable[File], dropped: Iterable[str]
) -> StatementDraft:
    """Put into a draft that nobody else changes what was typed and chosen."""
    before = files_of(held)
    gone = [file for file in before if file.stored in set(dropped)]
    stays = [file for file in before if file not in gone]
    for file in map(attachments.keep, files):
        if any(file.is_like(other) for other in stays):
            attachments.drop([file])
        else:
            stays.append(file)
    attachments.drop(gone)
    held.content = content | {"files": [file.as_json() for file in stays]}
    held.save()
    return held


@transaction.atomic
def send_draft(
    draft: StatementDraft, *, text: str, values: dict, at: datetime, seen: str
) -> statements.Receipt:
    """Make a statement of a draft, if it is still what its writer has read."""
    held = StatementDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held and digest_of(held) != seen:
        raise Changed
    # Without a draft it was sent a moment ago: the same form, the same receipt.
    if held is None and not statements.statement_of(draft.key, draft.round):
        raise Changed
    return statements.submit_statement(
        draft.round,
        key=draft.key,
        at=at,
        text=text,
        values=values,
        files=files_of(held),
    )


def drop_old_drafts(now: datetime) -> int:
    """Forget what was begun and never sent, a month after its round has ended."""
    before = now - KEPT_AFTER_THE_END
    old = StatementDraft.objects.filter(saved_at__lt=before)
    old = list(old.filter(round__last_day__lt=before.date())[:AT_ONCE])
    for draft in old:
        drop_draft(draft)
    return len(old)


@transaction.atomic
def drop_draft(draft: StatementDraft) -> None:
    """Delete a draft and the files that belong to nothing else."""
    attachments.drop(files_of(draft))
    draft.delete()


def _locked(in_round: Round, key: UUID) -> StatementDraft:
    """The draft of this form, made if it is new, held until this is done."""
    begun = StatementDraft(key=key, round=in_round)
    StatementDraft.objects.bulk_create([begun], ignore_conflicts=True)
    held = StatementDraft.objects.select_for_update()
    draft = held.filter(key=key, round=in_round, invitation=None).first()
    if draft is None:  # another round's, an authority's, or sent this very moment
        raise KeyTaken
    return draft
