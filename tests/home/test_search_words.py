"""German words that people type, and what they must find, on every database."""

import pytest
from django.contrib.auth.models import AnonymousUser

from home.models import SearchEntry
from home.search import find
from home.words import fold, query_words
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def titles_for(query):
    found = [key for key, _kind, _thing in find(AnonymousUser(), query)]
    titles = dict(SearchEntry.objects.values_list("pk", "title"))
    return [titles[key] for key in found]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("Bebauungsplan", "Bebauungsplan Salzwiesen", id="as written"),
        pytest.param("BEBAUUNGSPLAN", "Bebauungsplan Salzwiesen", id="capitals"),
        pytest.param("bebauungsplänen", "Bebauungsplan Salzwiesen", id="dative"),
        pytest.param("Bebauungspläne", "Bebauungsplan Salzwiesen", id="plural"),
        pytest.param("digital", "Digitalisierung im Rathaus", id="digital"),
        pytest.param("digitale", "Digitalisierung im Rathaus", id="inflected"),
        pytest.param("Schulung", "Alle Schulungen", id="singular"),
        pytest.param("Schulungen", "Schulung für Neue", id="plural finds singular"),
        pytest.param("Barrierefrei", "Barrierefreiheit", id="noun of it"),
        pytest.param("Straße", "Straßenbau", id="beginning of a compound"),
        pytest.param("Strasse", "Straßenbau", id="ss for ß"),
        pytest.param("STRASSE", "Straßenbau", id="SS for ß"),
        pytest.param("burger", "Bürgerbüro", id="u for ü"),
        pytest.param("buerger", "Bürgerbüro", id="ue for ü"),
        pytest.param("Bürger", "Buergerversammlung", id="ü for ue"),
        pytest.param("Fuehrerschein", "Führerschein umtauschen", id="ue in a word"),
        pytest.param("Führerschein", "Führerschein umtauschen", id="ü"),
        pytest.param("Gebuehren", "Gebühren und Beiträge", id="ue in a plural"),
        pytest.param("Gebühr", "Gebühren und Beiträge", id="singular with ü"),
        pytest.param("Reisekosten", "Reisekostenabrechnung", id="compound begins so"),
        pytest.param("Antrag", "Urlaubsanträge", id="compound ends so, plural"),
        pytest.param("Anträge", "Urlaubsantrag 2027", id="plural finds compound"),
        pytest.param("Verkehrsamt", "Straßenverkehrsamt", id="compound ends so"),
        pytest.param("Bäume", "Baumschutzsatzung", id="umlaut plural of a beginning"),
        pytest.param("Haeuser", "Haus der Vereine", id="ae plural finds singular"),
        pytest.param("Oeffnungszeiten", "Öffnungszeiten", id="Oe at the beginning"),
        pytest.param("Cafe", "Café am Markt", id="accent left out"),
        pytest.param("neue Halle", "Neue Halle", id="ue that is no umlaut"),
        pytest.param("Quelle", "Quellenhof", id="ue after q"),
        pytest.param("Müller", "Weg zur Mühle von Müller", id="name"),
        pytest.param("B-Plan", "B-Plan Nr. 12", id="hyphen"),
        pytest.param("Markt Platz", "Platz am Markt", id="words in another order"),
        pytest.param("der Marktplatz", "Marktplatz", id="small word left out"),
        pytest.param("E-Mail-Adresse", "E-Mail und Adressen", id="hyphens"),
        pytest.param("  Straße!? ", "Straßenbau", id="signs"),
    ],
)
def test_query_finds(town, query, title):
    ContentPageFactory(title="Stadtwald")
    ContentPageFactory(title=title)

    found = titles_for(query)

    assert found[0] == title
    assert "Stadtwald" not in found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("Bauhof Salz", "Bauhof", id="one of two words is missing"),
        pytest.param("Amt", "Kamtschatka", id="short word inside another"),
        pytest.param("Burger", "Burgfest", id="same stem as a beginning"),
        pytest.param("%", "100 % Ökostrom", id="wildcard"),
        pytest.param("_", "Ein_Name", id="other wildcard"),
        pytest.param("", "Bauhof", id="nothing"),
        pytest.param("?!", "Bauhof", id="signs alone"),
    ],
)
def test_query_does_not_find(town, query, title):
    ContentPageFactory(title=title)

    assert title not in titles_for(query)


def test_best_title_comes_first(town):
    worst_first = [
        {"title": "Grünes", "introduction": "Alles über Großbaumaßnahmen."},
        {"title": "Stadtgrün", "introduction": "Hier stehen Baumaßnahmen."},
        {"title": "Was Baumaßnahmenpläne zeigen"},
        {"title": "Alle Baumaßnahmen"},
        {"title": "Baumaßnahmen 2027"},
        {"title": "Baumaßnahmen"},
    ]
    for fields in worst_first:
        ContentPageFactory(**fields)

    found = titles_for("Baumaßnahmen")

    assert found == [fields["title"] for fields in reversed(worst_first)]


def test_fold_leaves_vowels_that_are_no_umlauts():
    assert fold("neue Quellen, Steuern, Bauern") == "neue quellen, steuern, bauern"


def test_query_words_leave_small_words_out_only_beside_others():
    assert [w.word for w in query_words("die Stadt")] == ["stadt"]
    assert [w.word for w in query_words("die")] == ["die"]
