"""
What the house knows about a person: told to them, and forgotten.

Every room registers its models in ``home.registries.personal_data``. An account is
never deleted but emptied: what must stay by law, or because others answered it, stays
without a name. Erasures are noted outside the database, so that a restored backup
forgets again.
"""

import hashlib
import json
from datetime import datetime
from functools import partial
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.audit import record
from home.models import User
from home.models.users import ERASED
from home.notices import post_letter
from home.registries import PersonalData, personal_data
from home.roles import can_read_intranet


def record_of_processing() -> list[PersonalData]:
    """Everything that is registered, by its name."""
    return sorted(personal_data, key=lambda entry: entry.model)


def what_is_known(person: User) -> list[tuple[PersonalData, list[dict]]]:
    """Each entry with the rows that concern a person; empty ones are left out."""
    found = ((entry, list(entry.export(person))) for entry in record_of_processing())
    return [(entry, rows) for entry, rows in found if rows]


def export_of(person: User) -> dict:
    """A copy of what the house knows about a person (Art. 15 and 20 GDPR)."""
    return {
        "erstellt": timezone.now(),
        "daten": [
            {
                "bereich": entry.model,
                "zweck": str(entry.purpose),
                "aufbewahrung": str(entry.kept),
                "eintraege": rows,
            }
            for entry, rows in what_is_known(person)
        ],
    }


def may_erase_themselves(person: User) -> bool:
    """Accounts of staff belong to their service: the administration ends them."""
    return not (can_read_intranet(person) or person.is_superuser)


@transaction.atomic
def erase(person: User, *, actor: User | None = None, reason: str = "") -> dict:
    """Empty an account (Art. 17 GDPR); return how many rows changed in each model."""
    address, number = person.email, person.pk
    if not person.is_erased:
        say_goodbye(address)
        transaction.on_commit(partial(remember_erasure, number, address))
    counts = {entry.model: entry.erase(person) for entry in rooms_first()}
    record(
        "person_erased",
        f"Konto {number}",
        actor=actor,
        reason=reason,
        data={model: count for model, count in counts.items() if count},
    )
    return counts


def rooms_first() -> list[PersonalData]:
    """The account itself comes last: rooms still need to know whose rows they are."""
    return sorted(
        personal_data, key=lambda entry: (entry.model == "home.User", entry.model)
    )


def say_goodbye(address: str) -> None:
    text = _(
        "Your account is erased. What you wrote stays without your name, where others "
        "answered it or the law asks for it. This mail is the last one."
    )
    post_letter(address, _("Your account is erased"), text)


def empty_account(person: User) -> int:
    """Leave nothing of an account but its number, and end all its sessions."""
    person.email = f"konto-{person.pk}{ERASED}"
    person.first_name = person.last_name = person.pseudonym = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    # The door keeps addresses in step with accounts; this one is none.
    EmailAddress.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    return 1


# --- Erasures that survive a restored backup ---------------------------------


def ledger() -> Path:
    return Path(settings.PRIVATE_MEDIA_ROOT) / "loeschungen.jsonl"


def fingerprint(number: int, address: str) -> str:
    """Tells whether an account is the erased one, without keeping its address."""
    return hashlib.sha256(f"{number}\n{address.lower()}".encode()).hexdigest()


def remember_erasure(number: int, address: str, at: datetime | None = None) -> None:
    line = {
        "konto": number,
        "kennung": fingerprint(number, address),
        "am": (at or timezone.now()).isoformat(),
    }
    path = ledger()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def remembered_erasures() -> dict[int, str]:
    path = ledger()
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return {line["konto"]: line["kennung"] for line in lines}


def erase_again() -> int:
    """Erase who came back with a backup; return how many."""
    erased = remembered_erasures()
    people = User.objects.filter(pk__in=erased)
    back = [p for p in people if fingerprint(p.pk, p.email) == erased[p.pk]]
    for person in back:
        erase(person, reason="Nach dem Einspielen einer Sicherung.")
    return len(back)
