"""Writing the audit trail and proving that nobody changed it."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from home.models import AuditEntry, AuditHead, User

FIRST = "0" * 64


@transaction.atomic
def record(
    action: str,
    subject: object,
    *,
    actor: User | None = None,
    reason: str = "",
    data: dict | None = None,
) -> AuditEntry:
    """Add an act to the trail, in the transaction of what it records."""
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor,
        action=action,
        subject=str(subject)[:200],
        reason=reason,
        data=data or {},
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.number, head.digest = entry.number, entry.digest
    head.save()
    return entry


def digest_of(entry: AuditEntry) -> str:
    """The SHA-256 of an entry's content chained to the entry before it."""
    content = [
        entry.number,
        entry.at.isoformat(),
        entry.actor_id,
        entry.action,
        entry.subject,
        entry.reason,
        entry.data,
        entry.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links() -> list[str]:
    """What is wrong with the trail, in words; empty if nothing is."""
    found, number, digest = [], 0, FIRST
    for entry in AuditEntry.objects.order_by("number").iterator():
        if entry.number != number + 1:
            found.append(f"Nach Nr. {number} folgt Nr. {entry.number}.")
        if entry.previous != digest or entry.digest != digest_of(entry):
            found.append(f"Nr. {entry.number} wurde verändert.")
        number, digest = entry.number, entry.digest
    head = AuditHead.objects.filter(pk=1).first()
    if number and head is None:
        found.append("Das Ende des Protokolls fehlt.")
    elif head and (head.number, head.digest) != (number, digest):
        found.append(f"Am Ende fehlen Einträge: erwartet Nr. {head.number}.")
    return found
