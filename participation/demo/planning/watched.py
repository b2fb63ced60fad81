"""What the watch of the demo plan saw: all in reach, but for a quarter of an hour."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from participation.planning.models import Probe, Round
from participation.planning.outages import RHYTHM
from participation.planning.publication import end_of, start_of

OUT_OF_REACH = timedelta(days=2, hours=3)  # since the round began, for one look


def make_probes(stage: Round) -> None:
    """A look every quarter of an hour, at the page and at each document."""
    if stage.audience == Round.Audience.AUTHORITIES:
        return
    versions = [None, *(row.version for row in stage.published_versions.all())]
    Probe.objects.bulk_create(
        look(stage, version, at) for at in looks(stage) for version in versions
    )


def looks(stage: Round) -> list[datetime]:
    begin = start_of(stage.first_day).astimezone(UTC)
    end = min(timezone.now(), end_of(stage.last_day))
    return [begin + number * RHYTHM for number in range((end - begin) // RHYTHM + 1)]


def look(stage: Round, version, at: datetime) -> Probe:
    is_good = at - start_of(stage.first_day) != OUT_OF_REACH
    return Probe(
        round=stage,
        version=version,
        at=at,
        status=200 if is_good else 502,
        sha256=version.sha256 if version and is_good else "",
        is_good=is_good,
        error="" if is_good else "Der Server wurde neu gestartet.",
    )
