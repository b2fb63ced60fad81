import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from home import audit_guard
from home.audit import broken_links, record
from home.models import AuditEntry, AuditHead
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    person = UserFactory()
    return [
        record("beginn", "Rathaus", actor=person, reason="Probe"),
        record("mitte", "Markt", data={"plätze": 3, "art": "Bänke"}),
        record("ende", "Bahnhof"),
    ]


@pytest.fixture
def unguarded():
    audit_guard.lift(connection)


def test_entries_are_numbered_and_chained(trail):
    numbers = [entry.number for entry in trail]

    assert numbers == [1, 2, 3]
    assert trail[1].previous == trail[0].digest
    assert broken_links() == []


ATTEMPTS = {
    "update": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(reason="x"),
    "save": lambda entry: entry.save(),
    "delete": lambda entry: entry.delete(),
    "delete many": lambda entry: AuditEntry.objects.all().delete(),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_database_refuses_changes(trail, attempt):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ATTEMPTS[attempt](trail[1])

    assert broken_links() == []


@pytest.mark.postgres
def test_the_database_refuses_to_empty_the_table(trail):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE home_auditentry")


def test_a_changed_entry_is_found(trail, unguarded):
    AuditEntry.objects.filter(number=2).update(reason="Anders")

    assert broken_links() == ["Nr. 2 wurde verändert."]


def test_a_changed_detail_is_found(trail, unguarded):
    AuditEntry.objects.filter(number=2).update(data={"plätze": 4, "art": "Bänke"})

    assert broken_links() == ["Nr. 2 wurde verändert."]


def test_a_removed_entry_is_found(trail, unguarded):
    AuditEntry.objects.filter(number=2).delete()

    assert broken_links()[0] == "Nach Nr. 1 folgt Nr. 3."


def test_a_removed_end_is_found(trail, unguarded):
    AuditEntry.objects.filter(number=3).delete()

    assert broken_links() == ["Am Ende fehlen Einträge: erwartet Nr. 3."]


def test_a_removed_end_with_its_head_is_found(trail, unguarded):
    AuditEntry.objects.filter(number=3).delete()
    AuditHead.objects.all().delete()

    assert broken_links() == ["Das Ende des Protokolls fehlt."]


def test_a_dropped_guard_comes_back_with_the_next_migrate(trail, unguarded):
    audit_guard.lay_again("default")

    with pytest.raises(DatabaseError), transaction.atomic():
        trail[0].delete()


def test_what_fails_leaves_no_entry(trail):
    with transaction.atomic():
        record("versuch", "Brunnen")
        transaction.set_rollback(True)

    assert AuditEntry.objects.count() == 3
    assert broken_links() == []


def test_verify_audit_is_content(trail, capsys):
    call_command("verify_audit")

    assert "3 Einträge, unverändert" in capsys.readouterr().out


def test_verify_audit_fails_loudly(trail, unguarded):
    AuditEntry.objects.filter(number=1).update(subject="Rathaus nebenan")

    with pytest.raises(CommandError, match="verändert"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_real_transactions_are_guarded_and_washed_away(turn):
    entry = record("echt", "Rathaus")

    assert AuditEntry.objects.count() == 1
    with pytest.raises(DatabaseError, match="append-only"):
        entry.delete()
