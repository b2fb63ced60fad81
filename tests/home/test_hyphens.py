import pytest

from home.hyphens import SOFT_HYPHEN, softened


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        (
            "Wasserschutzgebietsverordnungsänderungsverfahren",
            "Wasserschutzgebiets|verordnungs|änderungs|verfahren",
        ),
        ("Klimaanpassungsmaßnahmenfahrplan", "Klimaanpassungs|maßnahmenfahrplan"),
        ("Verwaltungsrat", "Verwaltungsrat"),
        ("Hundesteuersatzung", "Hundesteuersatzung"),
        ("Ein Informationsfreiheitsgesetz.", "Ein Informations|freiheits|gesetz."),
    ],
)
def test_long_words_may_break_at_their_joints(word, shown):
    assert softened(word) == shown.replace("|", SOFT_HYPHEN)
