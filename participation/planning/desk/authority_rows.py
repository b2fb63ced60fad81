"""How authorities and their invitations stand, in the words of the desk."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from participation.planning.models import AuthorityInvitation, Round

SHOWN = [
    ("all", pgettext_lazy("invitation", "all")),
    ("open", pgettext_lazy("invitation", "without an answer")),
    ("late", pgettext_lazy("invitation", "late")),
    ("asking", pgettext_lazy("invitation", "asking for more time")),
    ("bounced", pgettext_lazy("invitation", "mail came back")),
    ("to_print", pgettext_lazy("invitation", "letter to be printed")),
    ("answered", pgettext_lazy("invitation", "answered")),
]


@dataclass(frozen=True)
class Standing:
    """One word for an invitation, and the filters under which it is found."""

    key: str
    label: str
    is_urgent: bool = False


def standing(invitation: AuthorityInvitation, day: date) -> Standing:
    """What is most important about it now."""
    if invitation.answered_at:
        return Standing("answered", pgettext("invitation", "answered"))
    if not invitation.due_on:
        words = pgettext("invitation", "letter to be printed")
        return Standing("to_print", words, is_urgent=True)
    if invitation.bounced_at:
        words = pgettext("invitation", "mail came back")
        return Standing("bounced", words, is_urgent=True)
    if invitation.is_asking:
        words = pgettext("invitation", "asks for more time")
        return Standing("asking", words, is_urgent=True)
    if invitation.is_late_on(day):
        return Standing("late", pgettext("invitation", "late"), is_urgent=True)
    if invitation.opened_at:
        return Standing("opened", pgettext("invitation", "opened"))
    return Standing("sent", pgettext("invitation", "sent"))


def rows_of(round: Round, day: date, shown: str = "all") -> list[dict]:
    """Every invitation of a round with its standing, or those that are asked for."""
    invitations = round.invitations.select_related("authority")
    invitations = invitations.annotate(number=Count("statements"))
    rows = [
        {"invitation": each, "standing": standing(each, day)} for each in invitations
    ]
    return [row for row in rows if is_shown(row, shown)]


def is_shown(row: dict, shown: str) -> bool:
    if shown == "open":
        return row["standing"].key != "answered"
    return shown in {"all", row["standing"].key} or shown not in dict(SHOWN)


def figures(rows: list[dict]) -> dict[str, int]:
    """How many were asked, opened the link, answered, are late."""
    keys = [row["standing"].key for row in rows]
    return {
        "asked": len(rows),
        "opened": sum(bool(row["invitation"].opened_at) for row in rows),
        "answered": keys.count("answered"),
        "late": keys.count("late"),
        "to_print": keys.count("to_print"),
    }


def with_figures(rounds):
    """Rounds with the number of those asked, of opened links and of answers."""
    opened = Q(invitations__opened_at__isnull=False)
    answered = Q(invitations__answered_at__isnull=False)
    return rounds.annotate(
        asked=Count("invitations"),
        opened=Count("invitations", filter=opened),
        answered=Count("invitations", filter=answered),
    )


def hint(plan) -> str:
    """How many were asked, and how many of them have answered."""
    rows = AuthorityInvitation.objects.filter(round__plan=plan)
    asked, answered = rows.count(), rows.exclude(answered_at=None).count()
    if not asked:
        return _("nobody was asked yet")
    words = ngettext(
        "%(answered)d of %(n)d has answered",
        "%(answered)d of %(n)d have answered",
        asked,
    )
    return words % {"answered": answered, "n": asked}
