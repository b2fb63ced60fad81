"""
A confirmed statement is never lost: 200 of them at five a second, while a worker of
the web server or PostgreSQL itself is killed every five seconds.
"""

import os

import pytest
from django.db import connection
from django.urls import reverse

from tests.factories.planning import RoundFactory
from tests.participation.planning import killing

NUMBER, EACH_SECOND = 200, 5

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def form(town):
    in_round = RoundFactory()
    where = [in_round.procedure.slug, in_round.key]
    return reverse("participation:statement_create", args=where)


def url_of_tests():
    given = connection.settings_dict
    host, port = given["HOST"] or "127.0.0.1", given["PORT"] or 5432
    return f"postgres://{given['USER']}@{host}:{port}/{given['NAME']}"


def check(senders, rows, capsys, killed):
    """Receipts shown ⊆ statements stored, and asking again shows the same."""
    with capsys.disabled():
        tries = sum(sender.tries for sender in senders)
        shown = sum(sender.shown is not None for sender in senders)
        print(f"\n{killed} killed, {tries} tries, {shown} shown, {len(rows)} stored")  # noqa: T201
    assert [s.number for s in senders if s.shown is None] == []
    assert [s.number for s in senders if not killing.is_found(s, rows)] == []
    assert len({sender.shown for sender in senders}) == len(rows) == NUMBER
    assert sorted(row.number for row in rows.values()) == list(range(1, NUMBER + 1))
    assert [s.number for s in senders if s.attempt() != s.shown] == []


def test_every_receipt_is_found_when_workers_are_killed(form, tmp_path, capsys):
    with killing.Web(url_of_tests(), tmp_path).running() as web:
        senders = killing.send_many(
            web,
            form,
            number=NUMBER,
            each_second=EACH_SECOND,
            every_five_seconds=web.kill_a_worker,
        )
        rows = killing.stored_in(url_of_tests())

        assert web.killed >= 7
        check(senders, rows, capsys, web.killed)


@pytest.mark.skipif(
    not killing.BINARIES.exists() or os.geteuid() != 0,
    reason="needs PostgreSQL's own programs, and to become its user",
)
def test_every_receipt_is_found_when_postgresql_is_killed(form, tmp_path, capsys):
    database = killing.Database()
    with (
        database.copy_of(url_of_tests()),
        killing.Web(database.url, tmp_path).running() as web,
    ):
        senders = killing.send_many(
            web,
            form,
            number=NUMBER,
            each_second=EACH_SECOND,
            every_five_seconds=database.kill,
        )
        rows = killing.stored_in(database.url)

        assert database.killed >= 7
        check(senders, rows, capsys, database.killed)
