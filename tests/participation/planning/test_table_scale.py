"""
3,000 statements × 5 points: every paper within 300 MB, the spreadsheet within a minute.

Each paper is made by a process of its own, as a worker would, so that its peak can be
measured; what Typst needs counts as a child of it.
"""

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from django.db import connection
from django.utils import timezone

from participation.planning.models import (
    Point,
    PreparedFile,
    Redaction,
    Resolution,
    ResultMessage,
    Statement,
    StatementVersion,
)
from participation.planning.results import message_to
from tests.factories.home import UserFactory
from tests.factories.planning import RoundFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.postgres,
]

STATEMENTS, POINTS = 3_000, 5
MOST_MEGABYTES, MOST_SECONDS = 300, 60
TEXT = "Die Straße ist zu schmal, und der Verkehr ist schon heute zu laut. " * 5
PROPOSAL = "Die Breite entspricht den Richtlinien; Tempo 30 wird angeordnet. " * 5
MAKE = r"""
import json, re, resource, sys, time
from pathlib import Path
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from participation.planning import prepared
began = time.perf_counter()
done = prepared.make(int(sys.argv[2]))
status = Path("/proc/self/status").read_text()  # getrusage counts who started us, too
own = int(re.search(r"VmHWM:\s+(\d+)", status)[1])
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
seconds = [time.perf_counter() - began, time.process_time()]
print(json.dumps([done, peak // 1024, *seconds]))
"""


@pytest.fixture
def plan(town):
    round = RoundFactory(over=True)
    plan = round.plan
    by = {"plan": plan, "round": round, "received_at": timezone.now()}
    statements = Statement.objects.bulk_create(
        Statement(
            number=n,
            origin="online",
            name=f"Vorname{n} Nachname{n}",
            address=f"Gasse {n}, {67000 + n % 999} Bad Rebenheim",
            **by,
        )
        for n in range(1, STATEMENTS + 1)
    )
    StatementVersion.objects.bulk_create(
        StatementVersion(
            statement=s, number=1, text=TEXT, sha256=sha256(TEXT.encode()).hexdigest()
        )
        for s in statements
    )
    decide(plan, statements)
    release(statements)
    return plan


def decide(plan, statements):
    resolution = Resolution.objects.create(
        plan=plan, body="Stadtrat", day=timezone.localdate(), item="2027/012"
    )
    answer = {"proposal": PROPOSAL, "proposed_result": "not_followed"}
    answer |= {"result": "not_followed", "resolution": resolution}
    Point.objects.bulk_create(
        (
            Point(statement=s, number=n, text=TEXT, topic="Verkehr", **answer)
            for s in statements
            for n in range(1, POINTS + 1)
        ),
        batch_size=1000,
    )
    ResultMessage.objects.bulk_create(
        ResultMessage(statement=s, channel="letter", text=message_to(s))
        for s in Statement.objects.select_related("plan").prefetch_related(
            "points__resolution", "result_messages"
        )
    )


def release(statements):
    made_by, other = UserFactory(), UserFactory()
    confirmed = {"confirmed_by": other, "confirmed_at": timezone.now()}
    Redaction.objects.bulk_create(
        Redaction(statement=s, text=TEXT, made_by=made_by, **confirmed)
        for s in statements
    )


def test_every_paper_of_3000_statements_stays_within_its_memory(plan, capsys):
    figures = {}
    for kind in PreparedFile.Kind.values:
        paper = PreparedFile.objects.create(plan=plan, kind=kind)
        figures[kind] = made_apart(paper)
        with capsys.disabled():
            _ready, peak, seconds, own = figures[kind]
            words = f"{kind}: {peak} MB, {seconds:.0f} s, {own:.0f} s CPU of its own"
            print(f"\n{words}", end="")  # noqa: T201
        paper.refresh_from_db()
        paper.file.delete(save=False)

    assert all(ready for ready, *_rest in figures.values())
    assert max(peak for _ready, peak, *_rest in figures.values()) <= MOST_MEGABYTES
    assert figures[PreparedFile.Kind.TABLE_XLSX][2] <= MOST_SECONDS


def made_apart(paper):
    """Whether a paper was made, its peak in MB, and seconds: of the clock, of work."""
    name = connection.settings_dict["NAME"]
    done = subprocess.run(
        [sys.executable, "-c", MAKE, name, str(paper.pk)],
        capture_output=True,
        check=False,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout.splitlines()[-1])
