import unicodedata

import pytest
from django.core.exceptions import ValidationError

from home.accounts.pseudonyms import clean_pseudonym
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "Rebläuferin",
        "Müller-Lüdenscheidt",
        "Ali B.",
        "Stadtkind 77",
        "Nguyễn Thị Ánh",
        "Ольга",
        "Αθηνά",
        "山田太郎",
        "ひまわり 花子",
        "O’Neill & Sohn",
        "Zoë",
    ],
)
def test_names_of_people_are_taken_as_they_are(name):
    assert clean_pseudonym(name) == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("Stadt Bad Rebenheim", "Stadt vorbehalten", id="the town"),
        pytest.param("RATHAUS", "Stadt vorbehalten", id="capitals"),
        pytest.param("Moderatorin Müller", "Stadt vorbehalten", id="moderator"),
        pytest.param("Adm1n", "Stadt vorbehalten", id="digits for letters"),
        pytest.param("Bürgermeister", "Stadt vorbehalten", id="umlaut"),
        pytest.param("Burgermeister", "Stadt vorbehalten", id="without umlaut"),
        pytest.param("Mоderation", "mischt Buchstaben", id="one Cyrillic letter"),
        pytest.param("ѕуѕтем", "Stadt vorbehalten", id="Cyrillic disguise"),
        pytest.param("Teilnehmende Person 7", "Stadt vorbehalten", id="default name"),
        pytest.param("Anna\u200bMaria", "unsichtbare", id="zero width"),
        pytest.param("Anna\u202eairaM", "unsichtbare", id="turned around"),
        pytest.param("Anna\x07", "unsichtbare", id="bell"),
        pytest.param("<b>Anna</b>", "einfache Satzzeichen", id="markup"),
        pytest.param("12345", "Buchstaben", id="digits alone"),
        pytest.param("...", "Buchstaben", id="dots alone"),
        pytest.param("a\u0301\u0302\u0303\u0304nna", "zu viele Zeichen", id="zalgo"),
        pytest.param("A" * 41, "höchstens 40", id="too long"),
    ],
)
def test_names_that_pretend_or_hide_are_refused_in_words(name, reason):
    with pytest.raises(ValidationError) as refusal:
        clean_pseudonym(name)

    assert reason in " ".join(refusal.value.messages)


def test_names_are_kept_composed_and_without_extra_spaces():
    name = unicodedata.normalize("NFD", "  Zoë   Müller ")

    assert clean_pseudonym(name) == "Zoë Müller"


def test_a_name_in_use_is_refused_except_to_its_owner():
    owner = UserFactory(pseudonym="Kellermeister")

    assert clean_pseudonym("KELLERMEISTER", owner) == "KELLERMEISTER"
    with pytest.raises(ValidationError, match="gibt es schon"):
        clean_pseudonym("kellermeister")


def test_no_name_is_a_choice():
    assert clean_pseudonym("  ") == ""
