"""
What a round still lacks before a second person may let it out, each with its norm.

``needed`` stops the approval; the rest is worth a look.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.planning import notice_checks, offers, redacted_copies, round_days
from participation.planning.models import Plan, PlanDocument, PublicNotice, Round
from participation.planning.notice_facts import facts_of

Role = PlanDocument.Role
PUBLISHES_A_DRAFT = frozenset(offers.ON_THE_DRAFT)
# Rounds by § 3 (2): with them go the environmental statements that are at hand.
WITH_STATEMENTS = frozenset({*offers.DRAFT, *offers.RENEWED})
SMALL_CHANGE = "§ 3 Abs. 1 Satz 3 Nr. 1 BauGB"


@dataclass(frozen=True)
class Missing:
    """One thing that is not there yet, with the norm that asks for it."""

    words: str
    norm: str = ""
    needed: bool = True


def missing(round: Round, *, day: date | None = None) -> list[Missing]:
    """All that a round lacks on a day, what is needed first."""
    if round.waiver:
        return list(of_waiver(round))
    found = [
        *of_days(round, day or timezone.localdate()),
        *of_documents(round),
        *of_writers(round),
        *of_access(round),
        *of_early_duties(round),
        *of_renewal(round),
        *of_notice(round),
    ]
    return sorted(found, key=lambda item: not item.needed)


def needed(round: Round, *, day: date | None = None) -> list[Missing]:
    """What stops a round."""
    return [item for item in missing(round, day=day) if item.needed]


def of_days(round: Round, day: date) -> Iterator[Missing]:
    norm = offers.rule_of(round).norm
    if not round.first_day:
        yield Missing(_("The first and the last day."), norm)
        return
    yield from of_period(round, norm)
    if offers.must_be_announced(round) and round.first_day <= day:
        words = _("The first day has to lie ahead: the notice comes before it.")
        yield Missing(words, "§ 3 Abs. 2 Satz 4 BauGB")
    if closing := round_days.closing_days(round):
        days = ", ".join(map(str, closing))
        words = _("The town hall is closed within the period: %s.") % days
        yield Missing(words, "§ 3 Abs. 2 Satz 2 BauGB", needed=False)
    for warning in round.deadline.get("warnings", []):
        yield Missing(warning, norm, needed=False)


def of_period(round: Round, norm: str) -> Iterator[Missing]:
    """The engine is asked again: nobody knows by which way the days came in."""
    try:
        period = round_days.proposal(round, round_days.start_of(round))
    except ValidationError as error:
        found = error.messages
    else:
        found = round_days.problems(round, period).values()
    for words in found:
        yield Missing(words, norm)


def of_documents(round: Round) -> Iterator[Missing]:
    """What is published has to be there (BP-01)."""
    rows = round.published_versions.select_related("version__document")
    documents = [row.version.document for row in rows]
    if round.rule in offers.EARLY and not documents:
        words = _("Documents, although people are told that they find them here.")
        yield Missing(words, offers.rule_of(round).norm, needed=False)
    if round.rule not in PUBLISHES_A_DRAFT:
        return
    roles = {document.role for document in documents}
    for role, words, norm in documents_wanted(round):
        if role not in roles:
            yield Missing(words, norm)
    renewed = round.rule in offers.RENEWED
    if renewed and not any("änderung" in d.title.casefold() for d in documents):
        words = _("A document that shows the changes, such as a plan with marks.")
        yield Missing(words, "§ 4a Abs. 3 BauGB", needed=False)


def of_writers(round: Round) -> Iterator[Missing]:
    """What private persons wrote gets out as a redacted copy alone (BP-30)."""
    rows = round.published_versions.select_related("version__document")
    versions = [row.version for row in rows]
    for title in redacted_copies.unconfirmed(versions):
        words = _("“%s”: a second person confirms that it is a redacted copy.")
        yield Missing(words % title, "Art. 6 Abs. 1 DSGVO")
    for document in (version.document for version in versions):
        if document.role == Role.ENVIRONMENT_STATEMENT and not document.written_by:
            words = _("“%s”: from whom does it come? A private person is not named.")
            yield Missing(words % document.title, "Art. 6 Abs. 1 DSGVO", needed=False)


def documents_wanted(round: Round) -> Iterator[tuple]:
    yield Role.DRAFT, _("The draft of the plan."), "§ 3 Abs. 2 Satz 1 BauGB"
    yield Role.REASONS, _("The reasons (Begründung)."), "§ 2a BauGB"
    report = offers.rule_of(round).needs_environment_report
    if report and round.plan.needs_environment_report:
        yield Role.ENVIRONMENT_REPORT, _("The environmental report."), "§ 2a BauGB"
    if round.rule in WITH_STATEMENTS and not round.no_environment_statements:
        words = _("The essential environmental statements, or a word that none exist.")
        yield Role.ENVIRONMENT_STATEMENT, words, "§ 3 Abs. 2 Satz 1 BauGB"


def of_access(round: Round) -> Iterator[Missing]:
    if offers.must_be_announced(round) and not round.other_accesses.all():
        words = _("Another easily reached access, with building, room and hours.")
        yield Missing(words, "§ 3 Abs. 2 Satz 2 BauGB")


def of_early_duties(round: Round) -> Iterator[Missing]:
    """People can discuss it, and the young belong to the public (BP-22)."""
    if round.rule != "3-1":
        return
    if not round.discussion.strip():
        yield Missing(_("Where people can discuss it."), "§ 3 Abs. 1 Satz 1 BauGB")
    if not round.youth.strip():
        words = _("How children and young people take part, or why there is nothing.")
        yield Missing(words, "§ 3 Abs. 1 Satz 2 BauGB")


def of_waiver(round: Round) -> Iterator[Missing]:
    if round.rule != "3-1":
        yield Missing(_("Only the early round can be waived."), "§ 3 Abs. 1 BauGB")
    if round.waiver == Round.Waiver.MINOR and round.plan.kind != Plan.Kind.ZONING:
        words = _("This ground is for zoning plans (Bebauungspläne) alone.")
        yield Missing(words, SMALL_CHANGE)
    if not round.waiver_because.strip():
        yield Missing(_("Why the ground for going without holds."), SMALL_CHANGE)


def of_renewal(round: Round) -> Iterator[Missing]:
    """What changed, and why only some are asked (BP-23)."""
    if round.is_restricted and not round.restricted_because.strip():
        words = _("Why only those concerned are asked: the basics of the plan stay.")
        yield Missing(words, "§ 4a Abs. 3 Satz 4 BauGB")
    if round.rule not in offers.RENEWED:
        return
    if not round.changes.strip():
        yield Missing(_("What has changed, in words."), "§ 4a Abs. 3 Satz 2 BauGB")
    if round.number == 1:
        words = _("There is no earlier round that this one renews.")
        yield Missing(words, "§ 4a Abs. 3 Satz 1 BauGB")


def of_notice(round: Round) -> Iterator[Missing]:
    """The notice with all its elements (BP-06 to BP-08, BP-18)."""
    kind = offers.notice_kind(round)
    if not kind or round.rule == "free":
        return
    notices = list(round.notices.filter(kind=kind))
    if not notices:
        words = _("The notice: %s.") % PublicNotice.Kind(kind).label
        yield Missing(words, offers.rule_of(round).norm)
    for notice in notices:
        for check in notice_checks.unmet(checks_of(notice)):
            details = f" ({'; '.join(check.details)})" if check.details else ""
            words = _("In the notice: %s") % f"{check.words}{details}"
            yield Missing(words, check.norm, needed=check.blocks)


def checks_of(notice: PublicNotice) -> list[notice_checks.Check]:
    """The checks of a notice against what is published now."""
    named = notice.fields.get("named", [])
    return notice_checks.checks(facts_of(notice), notice.text, named)
