"""Where a round stands and what lawfully comes next, from rows that are loaded."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from participation.planning import notices, offers
from participation.planning.models import Plan, PortalEntry, Round

DAY = timedelta(days=1)


class Standing(TextChoices):
    """How far a round has come."""

    WAIVED = "waived", pgettext_lazy("round", "waived")
    DRAFT = "draft", pgettext_lazy("round", "draft")
    SUBMITTED = "submitted", pgettext_lazy("round", "waits for approval")
    AHEAD = "ahead", pgettext_lazy("round", "approved")
    RUNNING = "running", pgettext_lazy("round", "running")
    OVER = "over", pgettext_lazy("round", "over")


@dataclass(frozen=True)
class NextStep:
    """What is to be done, until when, and which norm says so."""

    words: str
    due: date | None = None
    norm: str = ""


def rounds_of(plan: Plan) -> QuerySet:
    """The rounds of a plan with what ``next_step`` reads."""
    rows = plan.rounds.select_related("plan", "procedure")
    return rows.prefetch_related("notices__appearances", "portal_entries")


def standing(round: Round, day: date) -> Standing:
    if round.waiver:
        return Standing.WAIVED
    if not round.is_published:
        return Standing.SUBMITTED if round.submitted_at else Standing.DRAFT
    if day < round.first_day:
        return Standing.AHEAD
    return Standing.RUNNING if day <= round.last_day else Standing.OVER


def next_step(round: Round, day: date) -> NextStep | None:
    """What comes next; nothing, where the law asks nothing more of the round."""
    state = standing(round, day)
    if state == Standing.WAIVED:
        return None
    if state == Standing.DRAFT:
        return NextStep(_("Complete it and submit it for approval."), round.first_day)
    if state == Standing.SUBMITTED:
        return NextStep(_("A second person approves it."), round.first_day)
    return of_announcing(round) or of_portal(round) or of_running(round, state)


def of_announcing(round: Round) -> NextStep | None:
    if not lacks_appearance(round):
        return None
    words = _("Have the notice printed and record where it appeared.")
    return NextStep(words, round.first_day - DAY, "§ 3 Abs. 2 Satz 4 BauGB")


def of_portal(round: Round) -> NextStep | None:
    if not (missing := portals_missing(round)):
        return None
    names = ", ".join(str(portal.label) for portal in missing)
    words = _("Enter it in the portal of the state: %s.") % names
    return NextStep(words, round.first_day, "§ 3 Abs. 2 Satz 5 BauGB")


def of_running(round: Round, state: Standing) -> NextStep | None:
    if state == Standing.AHEAD:
        return NextStep(_("Begins on %s.") % date_format(round.first_day, "j. F Y"))
    if state == Standing.RUNNING:
        return NextStep(_("It runs until midnight of its last day."), round.last_day)
    if round.rule in offers.EARLY:  # no result is told, it goes into the draft
        return NextStep(_("Let what was stated go into the draft."))
    return NextStep(_("Weigh what was stated."), None, "§ 3 Abs. 2 Satz 6 BauGB")


def lacks_appearance(round: Round) -> bool:
    """Whether a notice has to appear that nobody has seen (BP-04)."""
    if not offers.must_be_announced(round):
        return False
    kind = offers.notice_kind(round)
    rows = [row for row in round.notices.all() if row.kind == kind]
    return not any(notices.effected_on(row.appearances.all()) for row in rows)


def portals_missing(round: Round) -> list[PortalEntry.Portal]:
    """Portals of the state that a public round still has to be entered in (BP-10)."""
    if not offers.must_be_announced(round):
        return []
    wanted = [PortalEntry.Portal.GEOPORTAL]
    if round.rule.startswith("uvpg"):  # § 20 UVPG
        wanted = [PortalEntry.Portal.UVP]
    entered = {entry.portal for entry in round.portal_entries.all()}
    return [portal for portal in wanted if portal not in entered]
