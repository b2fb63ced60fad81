"""Real requests over a real socket: the house looks at itself from outside."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_q.models import Schedule

from home import roles
from home.models import AuditEntry
from home.registries import tasks_for
from participation import tasks
from participation.planning import outages, probing
from participation.planning.models import Probe, PublishedVersion
from participation.planning.publication import publish_documents
from participation.planning.waiting import tasks_of
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import DocumentVersionFactory, RoundFactory


@pytest.fixture
def outside(live_server, town, settings):
    """The public address, served in a thread like in production."""
    settings.BASE_URL = live_server.url
    return live_server


def shown(round, **fields):
    version = DocumentVersionFactory(document__plan=round.plan, **fields)
    PublishedVersion.objects.create(round=round, version=version)
    return version


def results():
    return [
        (probe.version_id, probe.status, probe.is_good) for probe in Probe.objects.all()
    ]


def test_bp28_probe_fetches_the_page_and_every_document(outside):
    round = RoundFactory()
    version = shown(round, content=b"%PDF-1.7 Plan")
    now = timezone.now()

    bad = probing.probe_rounds(now)

    page, document = Probe.objects.all()
    assert bad == 0
    assert results() == [(None, 200, True), (version.pk, 200, True)]
    assert document.sha256 == sha256(b"%PDF-1.7 Plan").hexdigest()
    assert page.at == document.at == now
    assert version.publications.get().first_minute is not None


def test_bp28_probe_sees_a_changed_file(outside):
    round = RoundFactory()
    version = shown(round)
    with version.file.storage.open(version.file.name, "wb") as file:
        file.write(b"%PDF-1.7 etwas anderes")

    bad = probing.probe_rounds(timezone.now())

    probe = Probe.objects.get(version=version)
    assert bad == 1
    assert (probe.status, probe.is_good) == (200, False)
    assert "Prüfsumme" in probe.error


def test_bp28_probe_sees_a_lost_file(outside):
    round = RoundFactory()
    version = shown(round)
    version.file.storage.delete(version.file.name)

    probing.probe_rounds(timezone.now())

    assert results() == [(None, 200, True), (version.pk, 404, False)]


def test_bp28_probe_leaves_alone_what_is_not_running(outside):
    for fields in (
        {"draft": True},
        {"over": True},
        {"to_authorities": True},
        {"first_day": days_from_now(2), "last_day": days_from_now(40)},
    ):
        shown(RoundFactory(**fields))

    probing.probe_rounds(timezone.now())

    assert results() == []


def test_bp28_replaced_version_is_no_longer_watched(outside):
    round = RoundFactory()
    first = shown(round)
    second = DocumentVersionFactory(
        document=first.document, number=2, confirmed_at=timezone.now()
    )
    PublishedVersion.objects.create(round=round, version=second)
    publish_documents(round, round.approved_at)

    probing.probe_rounds(timezone.now())

    assert results() == [(None, 200, True), (second.pk, 200, True)]


def test_command_says_by_its_status_what_it_found(outside, capsys):
    version = shown(RoundFactory())
    call_command("probe_rounds")
    said = capsys.readouterr().out
    version.file.storage.delete(version.file.name)

    with pytest.raises(CommandError, match="1 Adressen"):
        call_command("probe_rounds")

    assert "erreichbar" in said


def test_task_looks_at_each_round_by_itself(outside):
    shown(RoundFactory())
    shown(RoundFactory())

    assert tasks.probe_rounds() == 2
    assert Probe.objects.filter(is_good=True).count() == 4


@pytest.mark.django_db
def test_probe_is_planned_every_15_minutes():
    call_command("sync_schedules", verbosity=0)

    schedule = Schedule.objects.get(func="participation.tasks.probe_rounds")
    assert (schedule.schedule_type, schedule.minutes) == (Schedule.MINUTES, 15)


# --- What can go wrong on the way ---------------------------------------------


class Strange(BaseHTTPRequestHandler):
    """A server that answers wrongly, each address in its own way."""

    seen: list = []

    def do_GET(self):
        self.seen.append(dict(self.headers))
        if self.path == "/fort":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
        elif self.path == "/hier":
            self.send_response(302)
            self.send_header("Location", "/da")
        else:
            self.send_response(500 if self.path == "/kaputt" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def strange_server():
    Strange.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status", "has_error"),
    [("/da", 200, False), ("/hier", 200, False), ("/fort", 302, True)]
    + [("/kaputt", 500, True)],
)
def test_bp28_look_follows_nobody_elsewhere(settings, path, status, has_error):
    with strange_server() as settings.BASE_URL:
        look = probing.look_at(path)

    assert (look.status, bool(look.error)) == (status, has_error)


def test_bp28_look_brings_no_cookie_and_no_login(settings):
    with strange_server() as settings.BASE_URL:
        probing.look_at("/da")
        probing.look_at("/da")

    for headers in Strange.seen:
        assert {"Cookie", "Authorization"} & set(headers) == set()


def test_bp28_look_at_a_dead_server_is_an_error(settings):
    with strange_server() as settings.BASE_URL:
        pass

    look = probing.look_at("/da")

    assert look.status == 0
    assert "URLError" in look.error


# --- What follows from it -----------------------------------------------------


@pytest.fixture
def planner(db):
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def told(person):
    return [task.title for task in tasks_for(person) if "erreichbar" in task.title]


def watched(round, minutes_ago):
    """Good looks since the round began, until so many minutes ago."""
    now, at = timezone.now(), outages.began_at(round)
    while at < now - timedelta(minutes=minutes_ago):
        Probe.objects.create(round=round, at=at, status=200, is_good=True)
        at += outages.RHYTHM


@pytest.mark.django_db
def test_bp28_planner_is_told_of_a_long_outage_and_nobody_else(planner):
    round = RoundFactory(first_day=days_from_now(-1), outage_limit_minutes=60)
    watched(round, minutes_ago=30)
    before = told(planner)
    Probe.objects.filter(at__gt=timezone.now() - timedelta(minutes=150)).delete()

    assert before == []
    assert told(planner) == [
        "„Veröffentlichung des Entwurfs“ war nicht erreichbar oder nicht geprüft:"
        " Frist verlängern oder wiederholen?"
    ]
    assert told(UserFactory(roles=[roles.PARTICIPATION_EDITORS])) == []


@pytest.mark.django_db
def test_bp28_decision_is_on_record_and_settles_the_task(planner):
    round = RoundFactory(outage_limit_minutes=60)
    told_before = told(planner)

    probing.decide(
        round,
        by=planner,
        decision="extend",
        reason="Fünf Tage fehlten.",
        now=timezone.now(),
    )

    entry = AuditEntry.objects.get(action="planning.outage")
    assert (len(told_before), told(planner)) == (1, [])
    assert (entry.actor, entry.reason) == (planner, "Fünf Tage fehlten.")
    assert entry.data["decision"] == "extend"
    assert entry.data["minutes"] > 5 * 24 * 60 - 61


@pytest.mark.django_db
def test_bp28_only_planners_decide_about_an_outage():
    approver = UserFactory(roles=[roles.PARTICIPATION_APPROVERS])

    with pytest.raises(PermissionDenied):
        probing.decide(
            RoundFactory(),
            by=approver,
            decision="nothing",
            reason="Ach.",
            now=timezone.now(),
        )


@pytest.mark.django_db
def test_tasks_about_outages_need_the_same_queries_for_more_rounds(planner):
    counted = []
    for _ in range(3):
        RoundFactory()
        with CaptureQueriesContext(connection) as queries:
            tasks = list(tasks_of(planner))
        found = [task for task in tasks if "verlängern" in task.title]
        counted.append((len(found), len(queries)))

    needed = counted[-1][1]
    assert counted[1:] == [(2, needed), (3, needed)]
    assert needed == 7
