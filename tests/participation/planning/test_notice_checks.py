from dataclasses import replace

import pytest

from participation.planning import environment, notice_checks, notice_lint
from participation.planning import notice_words as law
from participation.planning.environment import Source
from participation.planning.notice_facts import TOPICS
from participation.planning.notice_text import text_of
from tests.participation.planning.notice_facts import NOISE, REPORT, facts
from tests.participation.planning.test_notice_text import CASES

NAMED = [source.title for source in facts().sources]


def unmet(given, text=None, named=()):
    found = notice_checks.checks(given, text or text_of(given), named)
    return {check.key for check in notice_checks.unmet(found)}


@pytest.mark.parametrize("name", CASES)
def test_bp06_what_the_builder_writes_lacks_nothing(name):
    assert unmet(CASES[name], named=NAMED) == set()


def test_bp06_seven_elements_are_checked_each_by_its_norm():
    found = list(notice_checks.seven(facts(), notice_checks.plain(text_of(facts()))))

    assert [check.key for check in found] == [
        "address",
        "duration",
        "environment",
        "statements",
        "electronic",
        "late",
        "access",
    ]
    assert all(check.norm.startswith("§ 3 Abs. 2 Satz 4") for check in found)


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (facts().url, {"address"}),
        ("den 29. Januar 2027", {"duration"}),
        ("Montag, den 14. Dezember 2026", {"duration"}),
        ("Lärm der Bahnlinie, ", {"environment"}),
        (law.MAY_BE_GIVEN, {"statements"}),
        (law.BY_ELECTRONIC_MEANS, {"electronic"}),
        (law.LATE_ONES, {"late"}),
        ("Zimmer 12; Mo–Fr 8–12 Uhr", {"access"}),
        ("Rathaus, Marktplatz 1", {"access"}),
    ],
)
def test_bp06_each_missing_element_blocks_and_is_named(gone, missing):
    text = text_of(facts()).replace(gone, "…")

    assert unmet(facts(), text) == missing
    found = notice_checks.unmet(notice_checks.checks(facts(), text))
    assert all(check.blocks and check.words and check.norm for check in found)


def test_bp06_other_days_than_those_of_the_round_are_found():
    text = text_of(facts())
    moved = replace(facts(), last_day=facts().last_day.replace(day=28))

    assert unmet(moved, text) == {"duration"}


def test_bp06_without_other_access_the_notice_is_incomplete():
    assert "access" in unmet(facts(accesses=()))


def test_bp07_information_is_grouped_by_topic_with_its_document():
    kinds = environment.kinds([REPORT, NOISE], TOPICS)

    assert [str(kind) for kind in kinds] == [
        "Mensch und Gesundheit: Lärm der Bahnlinie, Erschütterungen"
        " (Stellungnahme der Bahn)",
        "Boden: Versiegelung, Starkregen (Umweltbericht)",
        "Wasser: Grundwasserstand, Starkregen (Umweltbericht)",
    ]


@pytest.mark.parametrize(
    "keywords",
    [
        (),
        ("Umweltbericht",),
        ("siehe Umweltbericht",),
        ("Gutachten",),
        ("Boden: Bodengutachten",),
        ("Stellungnahmen",),
    ],
    ids=str,
)
def test_bp07_bare_name_of_a_report_fails(keywords):
    bare = replace(REPORT, topics=("boden",), keywords=keywords)

    assert len(environment.problems([bare], TOPICS)) == 1
    assert "environment" in unmet(facts(sources=(bare,)))


def test_bp07_environmental_document_without_a_topic_fails():
    silent = replace(NOISE, topics=())

    assert "environment" in unmet(facts(sources=(REPORT, silent)))


def test_bp07_topic_without_a_keyword_of_its_own_fails():
    one_sided = replace(REPORT, keywords=("Boden: Versiegelung",))

    assert len(environment.problems([one_sided], TOPICS)) == 1


def test_bp07_other_documents_need_no_topic():
    assert environment.problems([Source(title="Begründung")], TOPICS) == []


def test_bp08_document_that_is_named_and_not_published_is_found():
    found = notice_checks.checks(
        facts(), text_of(facts()), [*NAMED, "Artenschutzgutachten"]
    )

    unmet_ones = notice_checks.unmet(found)
    assert [(check.key, check.details) for check in unmet_ones] == [
        ("published", ["Artenschutzgutachten"])
    ]


def test_bp08_document_that_is_published_and_not_named_is_found():
    more = (*facts().sources, Source(title="Verkehrszählung"))
    found = notice_checks.checks(facts(sources=more), text_of(facts()), NAMED)

    unmet_ones = notice_checks.unmet(found)
    assert [(check.key, check.details) for check in unmet_ones] == [
        ("named", ["Verkehrszählung"])
    ]


def test_bp18_associations_block_in_the_one_and_lack_in_the_other():
    fnp, bplan = facts(plan_kind="fnp"), facts()

    assert unmet(fnp, text_of(bplan)) == {"associations"}
    assert unmet(bplan, text_of(fnp)) == {"associations"}


def test_bp22_early_notice_needs_aims_alternatives_and_effects():
    bare = replace(CASES["frueh"], typed={})

    assert unmet(bare) == {"aims", "solutions", "effects"}


def test_bp22_early_notice_with_a_threat_is_stopped():
    text = f"{text_of(CASES['frueh'])}\n\n{law.LATE_ONES}"

    assert unmet(CASES["frueh"], text) == {"no_preclusion"}


def test_bp23_renewed_notice_says_what_changed_and_that_only_this_counts():
    first = text_of(facts())

    assert unmet(CASES["erneut"], first) == {"changes", "changes_only"}


def test_bp24_short_ways_without_the_hint_are_stopped():
    assert unmet(CASES["13a"], text_of(facts())) == {"assessment"}


def test_bp25_cross_border_plan_without_the_hint_is_stopped():
    assert unmet(CASES["grenze"], text_of(facts())) >= {"border"}


@pytest.mark.parametrize(
    ("words", "norm"),
    [
        ("mindestens eine Woche vorher ortsüblich", "§ 3 Abs. 2 Satz 4 BauGB"),
        ("unzulässig nach § 47 Abs. 2a VwGO", "§ 47 VwGO"),
        ("§ 47 Absatz 2a der Verwaltungsgerichtsordnung", "§ 47 VwGO"),
        ("ein Antrag nach § 47 VwGO ist unzulässig, soweit", "§ 47 VwGO"),
        ("nach § 4a Abs. 6 BauGB unberücksichtigt", "§ 4a Abs. 5 BauGB"),
        ("§ 4a (6) BauGB", "§ 4a Abs. 5 BauGB"),
        ("nach § 2 PlanSiG", "PlanSiG"),
        ("das Planungssicherstellungsgesetz", "PlanSiG"),
        ("binnen eines Jahres seit Inkrafttreten", "§ 215 Abs. 1 BauGB"),
        ("ersetzt die ortsübliche Bekanntmachung", "§ 27 GemO, § 10 GemODVO"),
    ],
)
def test_bp18_law_that_is_gone_blocks(words, norm):
    found = notice_lint.findings(f"Davor. {words}. Danach.")

    assert {(f.trap.norm, f.trap.blocks) for f in found} == {(norm, True)}
    assert "lint" in unmet(facts(), f"{text_of(facts())}\n\n{words}")


@pytest.mark.parametrize(
    "words",
    [
        "keine Konflikte zu erwarten",
        "Beeinträchtigungen sind nicht zu erwarten",
        "keine erheblichen Auswirkungen",
        "der Eingriff ist geringfügig",
        "für Vögel unbedenklich",
    ],
)
def test_bp07_words_that_judge_are_pointed_out_and_block_nothing(words):
    found = notice_lint.findings(words)

    assert found
    assert not any(finding.trap.blocks for finding in found)


def test_law_that_lives_is_left_in_peace():
    text = "nach § 4a Abs. 3 und Abs. 5 BauGB; § 47 VwGO; eine Woche Ferien"

    assert notice_lint.findings(text) == []
