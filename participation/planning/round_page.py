"""What the public page of a round says: until when, what, and every way to answer."""

from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from participation import clock, words
from participation.overview import procedure_url
from participation.planning import offers, plan_page, rules
from participation.planning.models import (
    Plan,
    PlanDocument,
    PublishedVersion,
    Round,
)
from participation.planning.publication import Paper, papers

# What the law asks every notice to say, so the page says it too (§ 3 (2) S. 4 BauGB).
BY_LAW_ELECTRONIC = (
    "Stellungnahmen sollen elektronisch übermittelt werden, können bei Bedarf aber"
    " auch auf anderem Weg abgegeben werden (§ 3 Abs. 2 Satz 4 BauGB)."
)
BY_LAW_LATE = (
    "Nicht fristgerecht abgegebene Stellungnahmen können bei der Beschlussfassung über"
    " den Bauleitplan unberücksichtigt bleiben, wenn die Gemeinde deren Inhalt nicht"
    " kannte und nicht hätte kennen müssen und deren Inhalt für die Rechtmäßigkeit des"
    " Bauleitplans nicht von Bedeutung ist (§ 3 Abs. 2 Satz 4, § 4a Abs. 5 BauGB)."
)


def context_of(round: Round, now: datetime, town) -> dict:
    """Everything by name, in a fixed number of queries."""
    day = clock.day_of(now)
    approved = round.notices.filter(approved_at__isnull=False)
    notices = list(approved.prefetch_related("appearances"))
    documents = papers(round, now)
    rule = rule_of(round)
    is_over = round.last_day < day
    return {
        "round": round,
        "new_papers": new_papers(round, documents),
        "running": running_now(round, day) if is_over else None,
        "plan": round.plan,
        "trail": trail(round),
        "notices": [notice for notice in notices if notice.text],
        "documents": documents,
        "topics": topics(documents),
        "accesses": list(round.other_accesses.all()),
        "norm": rule.norm if rule else "",
        "ways": ways(round, town, notices),
        "statement_url": statement_url(round),
        "by_law": BY_LAW_ELECTRONIC if rule and rule.shows_late_hint else "",
        "late_hint": BY_LAW_LATE if warns(notices, rule) else "",
        "has_begun": round.first_day <= day,
        "is_over": is_over,
        "contact": round.procedure.contact,
        "plan_url": plan_url(round.plan),
    } | standing(round, day, round.plan)


def new_papers(round: Round, documents: list[Paper]) -> list[Paper]:
    """What a renewed round shows that was not published in the rounds before it."""
    if round.rule not in offers.RENEWED:
        return []
    before = PublishedVersion.objects.filter(
        round__in=round.plan.rounds.published().filter(
            audience=round.audience, rule__in=offers.ON_THE_DRAFT
        ),
        round__number__lt=round.number,
    )
    known = set(before.values_list("version", flat=True))
    return [
        paper
        for paper in documents
        if paper.version.pk not in known and paper.replaced_at is None
    ]


def running_now(round: Round, day: date) -> Round | None:
    """The round of the same plan in which everybody can be heard now."""
    rows = round.plan.rounds.for_public().running_on(day).select_related("procedure")
    return rows.last()


def standing(round: Round, day: date, plan: Plan) -> dict:
    """Where a round stands on a day: by word, by tone, and until when."""
    span = clock.Span(round.key, round.first_day, round.last_day)
    state = clock.state_of([span], day, has_result=bool(plan.statute_on))
    return {
        "state": state,
        "tone": words.TONES[state],
        "when": words.when(state, [span], day),
    }


def plan_url(plan: Plan) -> str:
    """Where the plan is to be read for good, once its end is announced."""
    is_over = plan.in_force_on or plan.closed_on
    if not (is_over or plan_page.appeared(plan).exists()):
        return ""
    return reverse("participation:plan_archive", args=[plan.procedure.slug])


def cards(rounds: list[Round], day: date, plan: Plan) -> list[dict]:
    """The rounds of a procedure for its page: what is running first."""
    listed = [
        {"round": round, "label": label_of(round, day)} | standing(round, day, plan)
        for round in rounds
    ]
    return sorted(listed, key=lambda card: (card["round"].last_day < day, card["when"]))


def label_of(round: Round, day: date) -> str:
    """What one goes to a round's page for on a day."""
    if day < round.first_day:
        return _("Notice, days and place")
    if day > round.last_day:
        return _("Read the documents")
    return _("Read the documents and state your view")


def rule_of(round: Round):
    """The rule that the plan has pinned; none, if nobody wrote it down."""
    try:
        return rules.rule_set(round.plan.rule_set).rules.get(round.rule)
    except rules.UnknownRuleError:
        return None


def warns(notices, rule) -> bool:
    """Whether late statements may be disregarded: the notice itself decides."""
    if notices:
        return any(notice.warns_of_lateness for notice in notices)
    return bool(rule and rule.shows_late_hint)


def trail(round: Round) -> list[tuple[str, str]]:
    """The way here; no step leads to a page that is not online."""
    page = round.procedure
    steps = [(_("Participation"), reverse("participation:overview"))]
    if page.live:
        steps.append((page.title, procedure_url(page.slug)))
    return [*steps, (round.title, "")]


def topics(documents: list[Paper]) -> list[dict]:
    """Which kinds of environmental information there are, and where (BP-07)."""
    counting = [paper for paper in documents if paper.replaced_at is None]
    rows = (
        {
            "label": topic.label,
            "papers": [p for p in counting if topic in p.document.topics],
        }
        for topic in PlanDocument.Topic
    )
    return [row for row in rows if row["papers"]]


def statement_url(round: Round) -> str:
    try:
        where = [round.procedure.slug, round.key]
        return reverse("participation:statement_create", args=where)
    except NoReverseMatch:
        return ""


def hand_in_url(contribution, at: datetime) -> str:
    """Where a contribution is made a statement, as long as a round runs (BP-33)."""
    day = clock.day_of(at)
    running = [
        round
        for round in contribution.activity.procedure.public_rounds
        if round.first_day <= day <= round.last_day and not round.waiver
    ]
    if not running or contribution.withdrawn_at or contribution.is_official:
        return ""
    last = max(running, key=lambda round: round.last_day)
    if last.plan.closed_on:
        return ""
    return f"{statement_url(last)}?beitrag={contribution.pk}"


def ways(round: Round, town, notices) -> dict[str, str]:
    """
    Every way to hand in a statement beside the form; none is left out.

    What the notice names comes first: the page says the same as the gazette.
    """
    announced = notices[-1].fields if notices else {}
    post = round.procedure.contact
    unit = post.unit if post else None
    return {
        "email": announced.get("email") or (unit.email if unit else "") or town.email,
        "post": announced.get("post", ""),
        "record": announced.get("record", ""),
        "phone": (unit.phone if unit else "") or town.phone,
        "office": unit.name if unit else "",
        "town": town.name,
        "address": town.address,
        "hours": (unit.opening_hours if unit else "") or town.opening_hours,
    }
