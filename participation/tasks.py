"""What this room does in the background."""

from datetime import timedelta

from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

from participation import answering, retention
from participation.planning import (
    authority_answers,
    authority_follow_up,
    drafts,
    orphans,
    prepared,
    probing,
)

DRAFTS_KEPT = timedelta(days=30)
SCHEDULES = {
    "drop_old_drafts": {"schedule_type": Schedule.CRON, "cron": "20 3 * * *"},
    "drop_old_papers": {"schedule_type": Schedule.CRON, "cron": "30 3 * * *"},
    "probe_rounds": {"schedule_type": Schedule.MINUTES, "minutes": 15},
    "drop_old_statement_drafts": {"schedule_type": Schedule.CRON, "cron": "25 3 * * *"},
    "drop_orphans": {"schedule_type": Schedule.CRON, "cron": "35 3 * * *"},
    "note_deliveries": {"schedule_type": Schedule.MINUTES, "minutes": 5},
    "remind_authorities": {"schedule_type": Schedule.CRON, "cron": "0 6 * * *"},
    "remove_personal_data": {"schedule_type": Schedule.CRON, "cron": "10 3 * * *"},
}


def probe_rounds() -> int:
    """
    Have each running round looked at, in a task of its own: files may be large.

    Nothing that citizens fetch waits for it; it writes down what is already so.
    """
    now = timezone.now()
    probing.settle(now)
    keys = list(probing.running_rounds(now).values_list("pk", flat=True))
    for pk in keys:
        async_task("participation.tasks.probe_round", pk)
    return len(keys)


def probe_round(pk: int) -> int:
    """Look at one round; return how many answers were bad."""
    now = timezone.now()
    found = [
        probing.probe_round(round, now)
        for round in probing.running_rounds(now).filter(pk=pk)
    ]
    return sum(not probe.is_good for probes in found for probe in probes)


def drop_old_drafts() -> int:
    """Forget surveys that were begun a month ago and never handed in."""
    return answering.drop_old_drafts(timezone.now() - DRAFTS_KEPT)


def drop_old_statement_drafts() -> int:
    """Forget statements that were begun and never sent, a month after the round."""
    return drafts.drop_old_drafts(timezone.now())


def drop_orphans() -> int:
    """Delete attachments that a crash left behind and that belong to nothing."""
    return orphans.drop_orphans(timezone.now())


def remove_personal_data() -> int:
    """Remove what identifies people where its time is over; return in how many."""
    day = timezone.localdate()
    found = retention.due(day)
    for procedure in found:
        retention.remove_personal_data(procedure, day=day)
    return len(found)


def make_paper(pk: int) -> bool:
    """Make a table, letters or the file of a plan that somebody asked for."""
    return prepared.make(pk)


def drop_old_papers() -> int:
    """Forget papers about plans that name people, a week after they were made."""
    return prepared.drop_old(timezone.now())


def note_deliveries() -> int:
    """Write down which mails to authorities went out and which came to a halt."""
    return authority_follow_up.note_deliveries(timezone.now())


def remind_authorities() -> int:
    """Remind those whose period ends; forget drafts whose period is over."""
    authority_answers.drop_drafts(timezone.localdate())
    return authority_follow_up.remind(timezone.now())
