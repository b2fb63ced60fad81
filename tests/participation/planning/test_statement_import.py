"""A table of statements: all of it or nothing, errors by row and column."""

import csv
import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from home import roles
from participation.planning.models import Statement
from participation.planning.statement_import import bring
from participation.planning.statement_table import (
    TableRefused,
    empty_table,
    read_table,
)
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import PlanDocumentFactory, RoundFactory

pytestmark = pytest.mark.django_db
HEAD = ["Kennung", "Eingang", "Text", "Von", "Name", "E-Mail", "Unterlage"]
GOOD = ["E-1", "03.05.2026", "Zu laut.", "Privatperson", "Hanne Weiß", "", ""]


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def in_round():
    return RoundFactory()


def as_csv(*rows, encoding="utf-8-sig", delimiter=";"):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([HEAD, *rows])
    return file.getvalue().encode(encoding)


def as_book(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def take(content, in_round, name="eingang.csv"):
    return bring(read_table(content, name, in_round), in_round, by=None)


def changed(**values):
    row = dict(zip(HEAD, GOOD, strict=True)) | values
    return list(row.values())


@pytest.mark.parametrize(
    "content",
    [
        as_csv(GOOD),
        as_csv(GOOD, encoding="cp1252"),
        as_csv(GOOD, delimiter=","),
    ],
    ids=["utf-8", "windows", "commas"],
)
def test_table_is_read_however_a_spreadsheet_wrote_it(in_round, content):
    assert take(content, in_round) == 1

    statement = Statement.objects.get()
    assert (statement.name, statement.origin) == ("Hanne Weiß", "import")
    assert statement.original.text == "Zu laut."
    assert statement.received_at.date().isoformat() == "2026-05-03"


def test_book_with_real_days_and_documents(in_round):
    document = PlanDocumentFactory(plan=in_round.plan, title="Umweltbericht")
    row = changed(Eingang=days_from_now(-2), Unterlage="umweltbericht")

    take(as_book(row), in_round, "eingang.xlsx")

    statement = Statement.objects.get()
    assert (statement.document, statement.about) == (document, "document")


def test_the_same_table_twice_adds_nothing(in_round):
    twins = changed(Kennung=""), changed(Kennung="")
    content = as_csv(GOOD, *twins)

    assert [take(content, in_round), take(content, in_round)] == [3, 0]
    assert take(as_csv(GOOD, changed(Kennung="E-2")), in_round) == 1
    assert list(Statement.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"Text": ""}, "Zeile 3, Spalte „Text“"),
        ({"Eingang": "gestern"}, "Zeile 3, Spalte „Eingang“: „gestern“"),
        ({"Eingang": "01.01.2099"}, "Zeile 3, Spalte „Eingang“"),
        ({"E-Mail": "keine"}, "Zeile 3, Spalte „E-Mail“"),
        ({"Von": "Nachbar"}, "Zeile 3, Spalte „Von“"),
        ({"Unterlage": "Gutachten"}, "Zeile 3, Spalte „Unterlage“"),
        ({"Name": "x" * 161}, "Zeile 3, Spalte „Name“"),
    ],
)
def test_one_wrong_cell_stops_all_and_is_named(in_round, values, words):
    with pytest.raises(TableRefused) as refused:
        take(as_csv(GOOD, changed(**values)), in_round)

    assert str(refused.value).startswith(words)
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("giver", ["Privatperson", ""])
def test_no_private_person_comes_among_the_authorities(giver):
    bodies = RoundFactory(to_authorities=True)
    asked = changed(Von="Träger öffentlicher Belange", Name="Forstamt Rebental")

    with pytest.raises(TableRefused) as refused:
        take(as_csv(asked, changed(Von=giver)), bodies)
    before = Statement.objects.count()
    taken = take(as_csv(asked), bodies)

    [error] = refused.value.errors
    assert error.startswith(f"Zeile 3, Spalte „Von“: „{giver}“")
    assert (before, taken) == (0, 1)
    assert Statement.objects.get().giver == "authority"


def test_formula_is_refused_and_an_apostrophe_taken_off(in_round):
    with pytest.raises(TableRefused) as refused:
        take(as_book(changed(Text="=1+1")), in_round, "eingang.xlsx")
    take(as_csv(changed(Text="'=1+1 ist zwei")), in_round)

    assert "Spalte „Text“" in str(refused.value)
    assert Statement.objects.get().original.text == "=1+1 ist zwei"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"Text;Farbe\nHallo;rot", "a.csv", "Farbe"),
        (b"Text\nHallo", "a.csv", "Eingang"),
        (b"", "a.csv", "Eingang"),
        (as_csv(), "a.csv", "keine Zeilen"),
        (b"kein Buch", "a.xlsx", "XLSX"),
        (b"PK\x03\x04 auch keins", "a.xlsx", "XLSX"),
    ],
)
def test_what_is_no_table_is_refused_in_words(in_round, content, name, words):
    with pytest.raises(TableRefused, match=words):
        take(content, in_round, name)


def test_three_thousand_rows_at_once_and_not_one_more(in_round):
    rows = [changed(Kennung=f"E-{n}", Text="Zu laut. " * 40) for n in range(3_000)]

    begin = time.monotonic()
    taken = take(as_book(*rows), in_round, "eingang.xlsx")
    needed = time.monotonic() - begin

    assert taken == 3_000
    assert needed < 60
    with pytest.raises(TableRefused, match="3000"):
        take(as_book(*rows, changed(Kennung="mehr")), in_round, "eingang.xlsx")


def test_late_rows_are_marked(in_round):
    over = RoundFactory(over=True)
    row = changed(Eingang=days_from_now(-1).isoformat())

    take(as_csv(row), over)

    assert Statement.objects.get().is_late


def test_screen_shows_errors_and_imports_nothing_then_all(client, in_round):
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    path = reverse("planning:statement_import", args=[in_round.plan_id])

    def upload(content, where=in_round):
        table = SimpleUploadedFile("eingang.csv", content)
        return client.post(path, {"round": where.pk, "table": table})

    bodies = RoundFactory(plan=in_round.plan, to_authorities=True)
    foreign = upload(as_csv(GOOD), bodies)
    refused = upload(as_csv(GOOD, changed(Text="")))
    before = Statement.objects.count()
    taken = upload(as_csv(GOOD))

    assert (foreign.status_code, refused.status_code) == (400, 400)
    assert "Zeile 2, Spalte „Von“" in foreign.content.decode()
    assert "Zeile 3, Spalte „Text“" in refused.content.decode()
    assert (before, taken.status_code) == (0, 302)
    assert Statement.objects.count() == 1


def test_example_of_the_empty_table_never_becomes_a_statement(in_round):
    PlanDocumentFactory(plan=in_round.plan, title="Begründung")
    example = empty_table()
    own = example.replace("E-17", "E-18").replace("Hedwig Kern", "Hanne Weiß")

    with pytest.raises(TableRefused) as refused:
        take(example.encode(), in_round)

    assert len(refused.value.errors) == 1
    assert "2" in refused.value.errors[0]
    assert take(own.encode(), in_round) == 1


def test_command_imports_and_names_what_is_wrong(in_round, tmp_path, capsys):
    file = tmp_path / "eingang.csv"
    file.write_bytes(as_csv(GOOD))
    where = [str(file), in_round.plan.number]

    call_command("import_statements", *where, in_round.key)
    with pytest.raises(CommandError, match="9-9-9"):
        call_command("import_statements", *where, "9-9-9")

    assert capsys.readouterr().out == "1 von 1 Zeilen sind neu.\n"


def test_command_asks_authorities_alone_in_their_round(tmp_path):
    bodies = RoundFactory(to_authorities=True)
    file = tmp_path / "eingang.csv"
    file.write_bytes(as_csv(GOOD))

    with pytest.raises(CommandError, match="Zeile 2, Spalte „Von“"):
        call_command("import_statements", str(file), bodies.plan.number, bodies.key)

    assert not Statement.objects.exists()
