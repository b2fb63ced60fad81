import pytest
from django.contrib.auth.models import AnonymousUser

from home import roles
from intranet.directory import Question, entries, listing
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import AbsenceFactory, StaffProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return UserFactory(roles=[roles.INTRANET_READERS])


@pytest.fixture
def kita():
    return UnitFactory(key="kita", name="Sachgebiet Kita", short_name="SG 3.4")


@pytest.fixture
def house(kita):
    """Three people: one with two posts, one away, one without a post."""
    colleague("Heike", "Müller", kita, title="Fachberatung", about="Eingewöhnung")
    both = colleague("Ömer", "Özdemir", UnitFactory(key="bauhof"), title="Meister")
    PostFactory(unit=kita, holder=both, title="Sicherheitsbeauftragter")
    AbsenceFactory(person=both)
    StaffProfileFactory(
        person=UserFactory(first_name="Jan", last_name="Weiß"),
        about="Straßenbeleuchtung",
    )


def colleague(first_name, last_name, unit, **post):
    person = UserFactory(first_name=first_name, last_name=last_name)
    PostFactory(unit=unit, holder=person, **post)
    StaffProfileFactory(person=person)
    return person


def found(reader, **query):
    answer = listing(reader, Question.of(reader, query))
    return [entry.profile.person.last_name for entry in answer["entries"]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("Müller", ["Müller"], id="as written"),
        pytest.param("Mueller", ["Müller"], id="umlaut as two letters"),
        pytest.param("muller", ["Müller"], id="umlaut without dots"),
        pytest.param("mül", ["Müller"], id="beginning"),
        pytest.param("heike müller", ["Müller"], id="both names"),
        pytest.param("weiss", ["Weiß"], id="sharp s"),
        pytest.param("Strassenbeleuchtung", ["Weiß"], id="topic"),
        pytest.param("eingewöhnung", ["Müller"], id="topic of a post"),
        pytest.param("kita", ["Müller", "Özdemir"], id="unit"),
        pytest.param("heike weiß", [], id="no such person"),
    ],
)
def test_people_are_found_however_one_writes(reader, house, query, names):
    assert found(reader, q=query) == names


def test_people_are_sorted_as_in_a_german_telephone_book(reader, house):
    assert found(reader) == ["Müller", "Özdemir", "Weiß"]


def test_person_in_two_units_shows_in_both(reader, house):
    assert found(reader, stelle="kita") == ["Müller", "Özdemir"]
    assert found(reader, stelle="bauhof") == ["Özdemir"]


def test_unit_includes_its_parts(reader, house, kita):
    colleague("Ada", "Roth", UnitFactory(parent=kita))

    assert found(reader, stelle="kita") == ["Müller", "Özdemir", "Roth"]


def test_letters_lead_to_those_who_begin_so(reader, house):
    assert found(reader, buchstabe="O") == ["Özdemir"]


def test_letters_are_those_that_lead_somewhere(reader, house):
    answer = listing(reader, Question.of(reader, {"stelle": "kita"}))

    assert [letter["label"] for letter in answer["letters"]] == ["M", "O"]


def test_only_those_away_today(reader, house):
    assert found(reader, heute="abwesend") == ["Özdemir"]


def test_unknown_unit_filters_nothing(reader, house):
    assert found(reader, stelle="gibt-es-nicht") == ["Müller", "Özdemir", "Weiß"]


def test_leavers_are_not_listed(reader, house):
    gone = UserFactory(last_name="Ahrens", is_active=False)
    StaffProfileFactory(person=gone)

    assert "Ahrens" not in found(reader)


@pytest.mark.parametrize("visitor", ["anonymous", "citizen"])
def test_others_see_nobody(house, visitor):
    user = AnonymousUser() if visitor == "anonymous" else UserFactory()

    assert entries(user) == []
