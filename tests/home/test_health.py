from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ, Success

from home.models import Letter
from home.notices import post_letter

READY = reverse("home:ready")


def worked(ago=timedelta(seconds=30)):
    """The worker's last sign of life."""
    then = timezone.now() - ago
    return Success.objects.create(
        id=str(then),
        name="puls",
        func="home.tasks.send_letters",
        started=then,
        stopped=then,
        success=True,
    )


def enqueue(ago):
    OrmQ.objects.create(key="stadtraum", payload="x", lock=timezone.now() - ago)


def test_alive_asks_no_database(client):
    assert client.get(reverse("home:alive")).content == b"ok"


@pytest.mark.django_db
def test_ready_when_all_is_well(client):
    worked()

    response = client.get(READY)

    assert response.status_code == 200
    assert response.json() == {
        "database": True,
        "migrations": True,
        "queue": True,
        "worker": True,
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "well"), [(timedelta(minutes=4), True), (timedelta(minutes=6), False)]
)
def test_not_ready_when_the_worker_is_silent(client, ago, well):
    worked(ago)

    response = client.get(READY)

    assert response.json()["worker"] is well
    assert response.status_code == (200 if well else 503)


@pytest.mark.django_db
def test_not_ready_before_the_worker_came(client):
    assert client.get(READY).status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "well"),
    [
        pytest.param(timedelta(minutes=4), True, id="waits a little"),
        pytest.param(timedelta(minutes=6), False, id="waits too long"),
        pytest.param(-timedelta(minutes=3), True, id="is worked on"),
    ],
)
def test_not_ready_when_tasks_wait_too_long(client, ago, well):
    worked()
    enqueue(ago)

    assert client.get(READY).json()["queue"] is well


@pytest.mark.django_db
def test_not_ready_with_a_migration_missing(client):
    worked()
    MigrationRecorder.Migration.objects.filter(app="home").latest("pk").delete()

    response = client.get(READY)

    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": False}


@pytest.mark.django_db
def test_not_ready_without_a_database(client):
    def refuse(execute, sql, params, many, context):
        raise DatabaseError("kein Anschluss")

    with connection.execute_wrapper(refuse):
        response = client.get(READY)

    assert response.status_code == 503
    assert response.json() == {"database": False}


@pytest.mark.django_db
def test_queue_status_is_content(capsys):
    worked()

    call_command("queue_status")

    assert "Letztes Lebenszeichen: vor 30 s" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", ["silence", "jam", "parked"])
def test_queue_status_fails_loudly(trouble):
    worked(timedelta(hours=1) if trouble == "silence" else timedelta(seconds=1))
    if trouble == "jam":
        enqueue(timedelta(hours=1))
    if trouble == "parked":
        post_letter("a@example.org", "Betreff", "Text")
        Letter.objects.update(state=Letter.State.PARKED)

    with pytest.raises(CommandError):
        call_command("queue_status")
