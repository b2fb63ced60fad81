import io
import zipfile

import openpyxl
import pytest
from django.utils import timezone
from docx import Document

from participation.planning import anonymity, table, table_files
from participation.planning.models import Redaction
from tests.factories.home import UserFactory
from tests.factories.planning import PointFactory, RoundFactory, StatementFactory
from tests.participation.planning.council import PROPOSAL, decide, planner, weighed
from tests.participation.planning.reading import everything_in, pages_of, structure_of

pytestmark = pytest.mark.django_db

NAMES = ("Hedwig", "Kern", "Salinenstraße", "hedwig@example.org")


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


def made(write, rows):
    target = io.BytesIO()
    write("Abwägung", "BP-1", rows, target)
    return target.getvalue()


def cells_of_docx(content):
    [grid] = Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in grid.rows]


def redact(statement, text, confirmed=True):
    made_by, other = UserFactory(), UserFactory()
    return Redaction.objects.create(
        statement=statement,
        text=text,
        made_by=made_by,
        confirmed_by=other if confirmed else None,
        confirmed_at=timezone.now() if confirmed else None,
    )


def test_row_has_reference_giver_passage_proposal_and_result(round):
    statement = weighed(round, name="Hedwig Kern")

    [row] = table.for_file(round.plan)

    assert row == table.Row(
        reference=f"{statement.reference}.1",
        giver="Hedwig Kern, Salinenstraße 4, 67098 Bad Rebenheim",
        about="Verkehr",
        text="Die Straße ist zu schmal.",
        proposal=PROPOSAL,
        result="wird nicht gefolgt (Vorschlag)",
    )


def test_decided_row_cites_the_resolution(round):
    weighed(round)
    resolution = decide(round.plan, planner())

    [row] = table.for_file(round.plan)

    assert row.result == f"wird nicht gefolgt ({table.cited(resolution)})"


def test_statement_without_points_is_in_the_table(round):
    StatementFactory(round=round, text="Mehr Bäume.")

    [row] = table.for_file(round.plan)

    assert (row.text, row.proposal) == ("Mehr Bäume.", table.NOT_WEIGHED)


def test_withdrawn_statement_keeps_its_number_alone(round):
    weighed(round, withdrawn_at=timezone.now())

    [row] = table.for_file(round.plan)

    assert (row.text, row.result) == ("", table.WITHDRAWN)


def test_docx_opens_and_has_every_row(round):
    weighed(round, text="Lärm & <Staub>\nab 5 Uhr")

    heads, cells = cells_of_docx(made(table_files.docx, table.for_file(round.plan)))

    assert heads == list(table.HEADS)
    assert cells == list(next(table.for_file(round.plan)).cells)


def test_docx_survives_letters_that_xml_forbids(round):
    statement = StatementFactory(round=round)
    PointFactory(statement=statement, number=1, text="Lärm\x0b & <Staub>\nab 5 Uhr")

    _heads, cells = cells_of_docx(made(table_files.docx, table.for_file(round.plan)))

    assert cells[3] == "Lärm & <Staub>\nab 5 Uhr"


def test_xlsx_holds_text_that_is_no_formula(round):
    statement = StatementFactory(round=round)
    PointFactory(statement=statement, number=1, text='=HYPERLINK("https://boese")')

    content = made(table_files.xlsx, table.for_file(round.plan))

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    found = sheet["D2"]
    assert (found.data_type, found.number_format) == ("s", "@")
    assert found.value == '\'=HYPERLINK("https://boese")'


def test_xlsx_says_where_a_long_text_was_cut(round):
    statement = StatementFactory(round=round)
    PointFactory(statement=statement, number=1, text="a" * 90_000)

    content = made(table_files.xlsx, table.for_file(round.plan))

    text = openpyxl.load_workbook(io.BytesIO(content)).active["D2"].value
    assert text.endswith(table_files.CUT)
    assert len(text) <= 32_767


def test_pdf_is_tagged_and_readable(round, tmp_path):
    weighed(round, proposal="Die Breite genügt.")

    content = made(table_files.pdf, table.for_file(round.plan))

    assert {"Table", "TH", "TD"} <= set(structure_of(content))
    [text] = pages_of(content, tmp_path)
    assert "Die Breite genügt." in text
    assert "Teil 1" in text


def test_long_pdf_comes_in_parts(round, tmp_path):
    row = table.Row("BP-1-0001.1", "Kern", "Verkehr", "schmal", "breit", "zur Kenntnis")
    target = io.BytesIO()

    ending = table_files.pdf("Abwägung", "BP-1", [row] * 1001, target)

    assert ending == "zip"
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["teil-01.pdf", "teil-02.pdf"]


@pytest.mark.parametrize("write", [table_files.docx, table_files.xlsx, table_files.pdf])
def test_bp30_anonymous_table_names_nobody(round, write, tmp_path):
    private = weighed(
        round, name="Hedwig Kern", email="hedwig@example.org", text="Ich, Hedwig Kern."
    )
    redact(private, "Ich, [geschwärzt].")
    private.signatories.create(name="Karl Amsel", address="Salinenstraße 5")
    weighed(round, name="Otto Wiese", text="Otto Wiese, Salinenstraße 9")

    content = made(write, table.for_everybody(round.plan))

    if write is table_files.pdf:
        found = "".join(pages_of(content, tmp_path)).encode() + content
    else:
        found = everything_in(content)
    for name in (*NAMES, "Amsel", "Otto", "Wiese"):
        assert name.encode() not in found
    assert f"Privatperson {private.number}".encode() in b" ".join(found.split())


def test_bp30_wording_waits_for_the_second_person(round):
    redact(weighed(round, text="Ich, Hedwig Kern."), "Ich.", confirmed=False)

    [row] = table.for_everybody(round.plan)

    assert row.text == table.NOT_RELEASED


def test_bp30_released_wording_is_the_redacted_one(round):
    statement = StatementFactory(round=round, text="Ich, Hedwig Kern, sehe das so.")
    PointFactory(statement=statement, number=1, text="Ich, Hedwig Kern, sehe das so.")
    redact(statement, "Ich, [geschwärzt], sehe das so.")

    [row] = table.for_everybody(round.plan)

    assert row.text == "Ich, [geschwärzt], sehe das so."


@pytest.mark.parametrize(
    "proposal",
    [
        "Frau Hedwig Kern irrt.",
        "Dem Einwand (Kern, Hedwig) folgen wir.",
        "Das Haus Salinenstraße 4 bleibt.",
        "Antwort an HEDWIG@example.org",
    ],
)
def test_bp30_name_in_a_proposal_stops_the_anonymous_table(round, proposal):
    statement = weighed(round, email="hedwig@example.org", proposal=proposal)

    with pytest.raises(anonymity.NamesLeft) as stopped:
        table.for_everybody(round.plan)

    assert stopped.value.places == [f"{statement.reference}.1"]


def test_bp30_authority_speaks_in_office_without_its_clerk(round):
    statement = weighed(
        round,
        giver="authority",
        organisation="Wasserverband",
        name="Peter Brunnen",
        text="Die Leitung bleibt.",
    )
    point = statement.points.get()
    point.text = "Die Leitung bleibt. Peter Brunnen"
    point.save()
    free = weighed(round, giver="authority", organisation="Forstamt", name="Eva Tann")
    free.points.update(text="Keine Rodung.")

    rows = list(table.for_everybody(round.plan))

    assert [(row.giver, row.text) for row in rows] == [
        ("Wasserverband", table.NOT_RELEASED),
        ("Forstamt", "Keine Rodung."),
    ]


def test_table_asks_no_more_for_more_rows(round, django_assert_num_queries):
    for _ in range(3):
        weighed(round)
    with django_assert_num_queries(3):
        assert len(list(table.for_file(round.plan))) == 3
