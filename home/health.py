"""Whether the house stands: database, migrations, background work, mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_q.models import Failure, OrmQ, Success

from home.models import Letter

# The worker has something to do every minute; five without a sign are a bad sign.
LONGEST_SILENCE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Queue:
    """Background work at one moment."""

    waiting: int
    oldest: timedelta
    silence: timedelta | None
    failed: int
    letters_waiting: int
    letters_parked: int

    @property
    def is_moving(self) -> bool:
        return self.oldest <= LONGEST_WAIT

    @property
    def is_served(self) -> bool:
        return self.silence is not None and self.silence <= LONGEST_SILENCE


def queue() -> Queue:
    """Look at the queue, the worker's last sign of life and the outbox."""
    now = timezone.now()
    last = (
        Success.objects.order_by("-stopped").values_list("stopped", flat=True).first()
    )
    yesterday = now - timedelta(days=1)
    return Queue(
        waiting=OrmQ.objects.count(),
        oldest=oldest_wait(now),
        silence=now - last if last else None,
        failed=Failure.objects.filter(stopped__gte=yesterday).count(),
        letters_waiting=Letter.objects.filter(state=Letter.State.WAITING).count(),
        letters_parked=Letter.objects.filter(state=Letter.State.PARKED).count(),
    )


def oldest_wait(now) -> timedelta:
    """
    How long the oldest task waits for a worker.

    A waiting task is locked at the moment it was put in; one that is worked on, until
    some time from now.
    """
    locks = OrmQ.objects.filter(lock__lte=now).order_by("lock")
    first = locks.values_list("lock", flat=True).first()
    return now - first if first else timedelta()


def checks() -> dict[str, bool]:
    """What has to hold so that the house can work, each by its name."""
    try:
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not migrated:
            return {"database": True, "migrations": False}
        now = queue()
    except DatabaseError:
        return {"database": False}
    return {
        "database": True,
        "migrations": True,
        "queue": now.is_moving,
        "worker": now.is_served,
    }
