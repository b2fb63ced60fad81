"""What is known about people by the moderation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from participation.models import Block, Objection
from participation.personal import KEPT_WITH_FILE


def blocks(person) -> list[dict]:
    return [
        {
            "rule": str(row.get_rule_display()),
            "reason": row.reason,
            "last day": row.last_day.isoformat(),
        }
        for row in Block.objects.filter(person=person)
    ]


def own_objections(person):
    return Objection.objects.filter(
        Q(act__contribution__author=person) | Q(act__comment__author=person)
    )


def objections(person) -> list[dict]:
    rows = own_objections(person).values("text", "created_at", "answer", "is_granted")
    return list(rows)


def leave_decisions(person) -> int:
    """Who wrote an objection is known by the text alone, and that loses its name."""
    return Objection.objects.filter(decided_by=person).update(decided_by=None)


personal_data += [
    PersonalData(
        model="participation.Block",
        fields=["rule", "reason", "last_day"],
        purpose=_("keeping the talk fair"),
        kept=_("until the person erases the account"),
        export=blocks,
        erase=lambda person: Block.objects.filter(person=person).delete()[0],
    ),
    PersonalData(
        model="participation.Objection",
        fields=["text", "answer"],
        purpose=_("looking again at what was hidden"),
        kept=KEPT_WITH_FILE,
        export=objections,
        erase=leave_decisions,
    ),
]
