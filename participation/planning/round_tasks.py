"""What waits for planners and approvers about rounds and their notices."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.registries import WaitingTask
from participation.planning.models import PublicNotice, Round
from participation.planning.round_steps import DAY, lacks_appearance, portals_missing
from participation.planning.rounds import may_approve_among


def submitted(person) -> QuerySet:
    return open_rounds().filter(submitted_at__isnull=False, approved_at=None)


def to_approve(rounds: QuerySet, person) -> Iterator[WaitingTask]:
    for round in rounds:
        workers = [notice.prepared_by_id for notice in round.notices.all()]
        if may_approve_among(person, round, workers):
            yield task(round, _("waits for approval"), round.first_day)


def notices_alone(person) -> QuerySet:
    """Notices that belong to no round, by somebody else, that nobody approved."""
    return PublicNotice.objects.filter(
        kind=PublicNotice.Kind.DRAWING_UP, approved_at=None, plan__closed_on=None
    ).exclude(prepared_by=person)


def notices_to_approve(notices: QuerySet, person) -> Iterator[WaitingTask]:
    for notice in notices.select_related("plan"):
        yield WaitingTask(
            title=_("%s: notice waits for approval") % notice,
            url=reverse("planning:notice", args=[notice.plan_id, notice.pk]),
            kind=_("Urban planning"),
        )


def lately_published(person) -> QuerySet:
    today = timezone.localdate()
    return open_rounds().published().filter(last_day__gte=today - 30 * DAY)


def to_follow_up(rounds: QuerySet, person) -> Iterator[WaitingTask]:
    """What has to be recorded for rounds that are approved."""
    for round in rounds:
        before = round.first_day - DAY
        if lacks_appearance(round):
            yield task(round, _("record where the notice appeared"), before)
        for portal in portals_missing(round):
            words = _("entry in %s is missing") % portal.label
            yield task(round, words, round.first_day)
        for notice in round.notices.all():
            yield from of_notice(round, notice)


def of_notice(round: Round, notice: PublicNotice) -> Iterator[WaitingTask]:
    if lacks_standards(notice):
        norms = ", ".join(notice.fields["standards_cited"][:3])
        words = _("say where cited norms can be read (%s)") % norms
        yield task(round, words, round.first_day)
    if round.plan.is_cross_border and not notice.fields.get("abroad_told_on"):
        yield task(round, _("tell the neighbour state"), round.first_day)


def lacks_standards(notice: PublicNotice) -> bool:
    """Whether the documents cite norms and nobody says where to read them (BP-31)."""
    cited = notice.fields.get("standards_cited")
    return bool(cited and not notice.fields.get("standards"))


def open_rounds() -> QuerySet:
    """Rounds of plans that are not closed, with all that the tasks read."""
    rows = Round.objects.filter(plan__closed_on=None).select_related("plan")
    return rows.prefetch_related("notices__appearances", "portal_entries")


def task(round: Round, words: str, due) -> WaitingTask:
    return WaitingTask(
        title=f"{round.plan.number}, {round.title}: {words}",
        url=reverse("planning:round", args=[round.plan_id, round.pk]),
        kind=_("Urban planning"),
        due=due,
    )
