"""What was exported comes back: equal counts and texts."""

import pytest
from django.core.management import CommandError, call_command

from participation import exports, imports
from participation.models import Comment, Contribution, Option, Rating, Support
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    RatingFactory,
    SupportFactory,
    activity_of,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db
TEXTS = ["=1+1", "+49 6322", "-", "'=", "Zeile 1\nZeile 2; mit „Zeichen“", "@rathaus"]


@pytest.fixture(autouse=True)
def _town(town):
    pass


def exported(client, activity, kind, tmp_path):
    path = tmp_path / f"daten.{kind}"
    path.write_bytes(body_of(client.get(f"{activity.get_absolute_url()}daten.{kind}")))
    return path


def told(activity):
    """Everything of an activity but its numbers."""
    return [
        {n: v for n, v in row.items() if n not in {"number", "outcome"}}
        for row in activity.recipe.export_rows(activity)
    ]


def rich_activity(key="ideas"):
    activity = activity_of(ProcedurePageFactory(activities=[{"format": key}]))
    for number, text in enumerate(TEXTS):
        side = ("for", "against")[number % 2] if key == "debate" else ""
        row = ContributionFactory(
            activity=activity,
            text=text,
            side=side,
            lat=49.46,
            lon=-8.17,
            origin="paper",
        )
        SupportFactory.create_batch(number, contribution=row)
    thread = CommentFactory(contribution=row, text="-1 von mir")
    CommentFactory(contribution=row, parent=thread, text="=Warum?", is_official=True)
    return activity


def empty_like(activity, **fields):
    fields = {"format": activity.format} | fields
    return activity_of(ProcedurePageFactory(activities=[fields]))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("key", ["ideas", "debate", "proposals"])
def test_a20_an_export_brought_into_an_empty_activity_is_equal(
    client, tmp_path, key, kind
):
    source = rich_activity(key)
    path, target = exported(client, source, kind, tmp_path), empty_like(source)

    imports.bring(imports.read(path), target)

    with_comments = kind == "xlsx"
    before, after = told(source), told(target)
    assert [row["text"] for row in after] == TEXTS
    if with_comments:
        assert after == before
        assert [c["text"] for c in exports.comment_rows(target)] == [
            "-1 von mir",
            "=Warum?",
        ]
    else:
        assert [row | {"comments": 0} for row in before] == after


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a20_ratings_of_options_come_back(client, tmp_path, kind):
    activities = [{"key": "a", "format": "options"}]
    source, target = [ProcedurePageFactory(activities=activities) for _ in range(2)]
    for page in (source, target):
        page.options.add(Option(activity_key="a", title="Runde Bank"))
        page.options.add(Option(activity_key="a", title="Stühle"))
        page.save_revision().publish()
    source, target = activity_of(source), activity_of(target)
    bench = source.contributions.get(title="Runde Bank")
    for value in (1, 4, 4, 5):
        RatingFactory(contribution=bench, value=value)
    path = exported(client, source, kind, tmp_path)

    for _ in range(2):
        imports.bring(imports.read(path), target)

    assert told(target) == told(source)
    assert Rating.objects.count() == 8


def test_a20_bringing_the_same_file_twice_adds_nothing(client, tmp_path):
    source = rich_activity()
    path, target = exported(client, source, "xlsx", tmp_path), empty_like(source)

    first = imports.bring(imports.read(path), target)
    second = imports.bring(imports.read(path), target)

    assert (first.contributions, first.comments, first.supports) == (6, 2, 15)
    assert (second.contributions, second.comments, second.supports) == (0, 0, 0)
    assert (Contribution.objects.count(), Comment.objects.count()) == (12, 4)
    assert Support.objects.count() == 30


def test_a20_a_file_with_mistakes_brings_nothing_and_names_row_and_column(tmp_path):
    path = tmp_path / "daten.csv"
    path.write_text(
        "Nummer;Tag;Titel;Text;geografische Breite;geografische Länge\n"
        "1;2026-05-03;Baum;Bitte.;49.4;8.1\n"
        "2;gestern;Steg;Bitte.;49.4;8.1\n"
        "3;2026-05-03;;Bitte.;hier;8.1\n",
        encoding="utf-8",
    )

    with pytest.raises(imports.ImportRefused) as error:
        imports.bring(imports.read(path), activity_of(ProcedurePageFactory()))

    assert error.value.errors == [
        "Zeile 3, Spalte „Tag“: „gestern“ lässt sich nicht lesen.",
        "Zeile 4, Spalte „Titel“: „“ lässt sich nicht lesen.",
        "Zeile 4, Spalte „geografische Breite“: „hier“ lässt sich nicht lesen.",
    ]
    assert not Contribution.objects.exists()


def test_command_brings_a_file_and_says_how_much(client, tmp_path, capsys):
    source = rich_activity()
    path, target = exported(client, source, "xlsx", tmp_path), empty_like(source)

    where = f"{target.procedure.slug}/{target.key}"
    call_command("import_contributions", str(path), where)

    assert "6 Beiträge, 2 Kommentare, 15 Unterstützungen" in capsys.readouterr().out
    with pytest.raises(CommandError, match="kein Mitmach-Angebot"):
        call_command("import_contributions", str(path), "nirgends/ideen")
    with pytest.raises(CommandError):
        call_command("import_contributions", str(tmp_path / "fehlt.csv"), where)


@pytest.mark.parametrize("said", ["paper", "auf Papier"])
def test_a20_a_table_may_say_an_origin_as_a_code_or_in_words(tmp_path, said):
    path, target = tmp_path / "daten.csv", activity_of(ProcedurePageFactory())
    path.write_text(f"Nummer;Titel;Herkunft\n1;Bank;{said}\n", encoding="utf-8")

    imports.bring(imports.read(path), target)

    assert target.contributions.get().origin == "paper"
