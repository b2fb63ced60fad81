from pathlib import Path

import pytest

from participation.planning import notice_words as law
from participation.planning import pdf
from participation.planning.notice_blocks import blocks_of
from participation.planning.notice_text import text_of
from tests.participation.planning.notice_facts import NOISE, facts

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "notices"
EARLY = {
    "aims": "Wohnungen für 120 Menschen.",
    "solutions": "Höhere Häuser auf halber Fläche.",
    "effects": "Mehr Verkehr in der Kurparkstraße.",
}
CASES = {
    "3-2": facts(),
    "fnp": facts(plan_kind="fnp", number="FNP-3"),
    "13a": facts(way="13a"),
    "erneut": facts(
        kind="renewed",
        rule="4a-3-limited",
        is_limited=True,
        is_restricted=True,
        changes="Die Baugrenze im Norden rückt um 3 m zurück.\nDie Traufhöhe sinkt.",
    ),
    "frueh": facts(
        kind="early",
        rule="3-1",
        discussion="Bürgerversammlung am 16. Dezember, 19 Uhr, Kurhaus.",
        youth="Werkstatt im Jugendhaus am 17. Dezember.",
        typed=EARLY,
    ),
    "grenze": facts(
        is_cross_border=True,
        typed={"states": "Frankreich", "standards": "Rathaus, Zimmer 12"},
    ),
    "aufstellung": facts(
        kind="drawing_up",
        way="13a",
        typed={"decided_on": "2026-05-20", "inform": "Rathaus, bis 30. Juni 2026"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bp06_wording_is_the_one_that_was_read_and_kept(name):
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    assert text_of(CASES[name]) == golden


def test_bp05_notice_never_says_that_the_internet_replaces_the_print():
    text = text_of(facts())

    assert "zusätzlich in das Internet eingestellt" in text
    assert "ersetzt" not in text


@pytest.mark.parametrize(
    ("plan_kind", "told"), [("bplan", False), ("fnp", True)], ids=["bplan", "fnp"]
)
def test_bp18_associations_are_told_of_in_land_use_plans_alone(plan_kind, told):
    text = text_of(facts(plan_kind=plan_kind))

    assert (law.ASSOCIATIONS in text) == told
    assert ("Umwelt-Rechtsbehelfsgesetz" in text) == told


@pytest.mark.parametrize("way", ["13", "13a"])
def test_bp24_short_ways_say_so_and_name_no_kinds(way):
    text = text_of(facts(way=way))

    assert "wird von einer Umweltprüfung abgesehen" in text
    assert "Arten umweltbezogener Informationen" not in text
    assert law.LATE_ONES in text


def test_bp25_cross_border_effects_are_told():
    text = text_of(facts(is_cross_border=True, typed={"states": "Frankreich"}))

    assert f"{law.ACROSS_THE_BORDER}: Frankreich." in text


def test_bp22_early_notice_threatens_nobody():
    text = text_of(CASES["frueh"])

    assert "unberücksichtigt" not in text
    assert "Werkstatt im Jugendhaus" in text


def test_bp01_explicit_word_that_no_statements_are_at_hand():
    text = text_of(facts(no_environment_statements=True))

    assert "Wesentliche umweltbezogene Stellungnahmen liegen noch nicht vor." in text


def test_sections_are_numbered_without_a_gap():
    text = text_of(facts(accesses=(), sources=(NOISE,)))

    headings = [b.lines[0].text for b in blocks_of(text) if b.kind == "heading"]
    assert [heading.partition(".")[0] for heading in headings] == [
        str(number) for number in range(1, len(headings) + 1)
    ]


def test_blocks_read_a_notice_as_it_was_written():
    kinds = [block.kind for block in blocks_of(text_of(facts()))]

    assert kinds[:3] == ["title", "heading", "paragraph"]
    assert kinds.count("list") == 5


def test_address_on_its_own_line_is_a_link_and_no_other():
    block = blocks_of("Titel\n\nSiehe:\nhttps://a.example/\njavascript:alert(1)")[1]

    assert [line.url for line in block.lines] == ["", "https://a.example/", ""]


def test_pdf_prints_what_people_typed_as_it_is():
    blocks = blocks_of("#strong[Titel]\n\n1. *Eins*\n\n– $x$\n\nDas #lower[ENDE] <b>")

    made = pdf.compiled(
        "notice", {"title": "Titel", "blocks": [block.as_data() for block in blocks]}
    )

    assert made.startswith(b"%PDF-")
