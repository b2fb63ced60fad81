from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.models import AuditEntry
from participation.models import Ballot
from participation.voting import ballot_file, results
from tests.participation.voting import cast, make_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(town):
    """A vote that is over, with seven ballots, and its published file."""
    vote = make_vote(method="ranking")
    for marks in ([1, 2, 3, 4], [0, 1, 0, 0], [2, 1, 0, 0], [0, 0, 0, 1]):
        cast(vote, marks)
    results.close(vote, timezone.now())
    return vote


@pytest.fixture
def file(closed, tmp_path):
    path = tmp_path / ballot_file.name_of(closed.procedure.slug, closed.key)
    sheet = results.sheet_of(closed)
    path.write_bytes(ballot_file.write(sheet.paper, results.ballots_of(closed)))
    return path


def recount(file, capsys, **options):
    """Recount a file that was tampered with; return what the command complains of."""
    with pytest.raises(CommandError):
        call_command("recount", str(file), **options)
    return capsys.readouterr().err


def test_b7_recount_agrees(file, capsys):
    call_command("recount", str(file))

    assert "4 Stimmzettel nachgezählt" in capsys.readouterr().out


def test_b7_recount_finds_the_vote_by_its_checksum(file, tmp_path, capsys):
    renamed = file.rename(tmp_path / "abstimmung.csv")

    call_command("recount", str(renamed))

    assert "stimmen überein" in capsys.readouterr().out


@pytest.mark.parametrize("row", range(4))
def test_b7_any_changed_row_changes_the_checksum_and_is_named(file, row, capsys):
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    number, *marks = lines[row + 1].split(";")
    swapped = ["", "", "1", ""] if marks != ["", "", "1", ""] else ["1", "", "", ""]
    lines[row + 1] = ";".join([number, *swapped])
    file.write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))

    complaints = recount(file, capsys)

    assert "Prüfsumme: Datei" in complaints
    assert f"Stimmzettel {number}: anders angekreuzt" in complaints
    assert "points: nachgezählt" in complaints


def test_b7_missing_and_added_ballots_are_named(file, capsys):
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    gone = lines.pop(1)
    lines.append("ZZZZ-ZZZZ-ZZZZ;1;;;")
    file.write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))

    complaints = recount(file, capsys)

    assert f"{gone.split(';')[0]}: fehlt in der Datei" in complaints
    assert "ZZZZ-ZZZZ-ZZZZ: steht nur in der Datei" in complaints


def test_b7_ballot_that_is_there_twice_is_named(file, capsys):
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    file.write_bytes("\r\n".join([*lines, lines[1], ""]).encode("utf-8-sig"))

    assert "steht doppelt" in recount(file, capsys)


def test_b7_change_in_the_database_is_found_by_the_published_file(file, capsys):
    ballot = Ballot.objects.order_by("pk").first()
    Ballot.objects.filter(pk=ballot.pk).update(choices=[4, 3, 2, 1])

    complaints = recount(file, capsys)

    number = ballot_file.readable_number(ballot.pk)
    assert f"Stimmzettel {number}: anders angekreuzt" in complaints


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "kein Text"),
        (b"Nummer;Parkplatz\r\n", "Zeile 1"),
        (b"Nummer;Brunnen;Schaukel;Beete;Bank\r\n1;1;1;;\r\n", "Zeile 2"),
        (b"Nummer;Brunnen;Schaukel;Beete;Bank\r\n1;eins;;;\r\n", "Zeile 2"),
    ],
)
def test_file_that_is_no_ballot_file_is_refused_in_words(file, content, words, capsys):
    file.write_bytes(content)

    assert words in recount(file, capsys)


def test_file_of_no_vote_is_refused(file, tmp_path):
    stranger = tmp_path / "einkaufszettel.csv"
    stranger.write_text("Brot;Milch")

    with pytest.raises(CommandError, match="--vote"):
        call_command("recount", str(stranger))


def test_count_is_on_record(closed):
    entry = AuditEntry.objects.get(action="participation.vote_counted")
    assert entry.data == {
        "checksum": results.sheet_of(closed).checksum,
        "ballots": 4,
    }


def test_count_is_made_at_the_first_look_after_the_end(town, client):
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        client.get(vote.get_absolute_url())

    assert results.sheet_of(vote).result["ballots"] == 1
