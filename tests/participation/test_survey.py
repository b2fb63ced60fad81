import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participation.forms.survey import SurveyForm, as_data
from participation.models import Question
from participation.survey import asked, kept, next_page, pages_of
from tests.factories.participation import DistrictFactory

OFT = Question(
    key="oft",
    title="Wie oft?",
    kind="single",
    choices=["Täglich", "Nie"],
    required=True,
)
WARUM = Question(
    key="warum",
    title="Warum nie?",
    kind="open",
    required=True,
    shown_if="oft",
    shown_if_answer="Nie",
)
WAS = Question(
    key="was",
    title="Was fehlt?",
    kind="multiple",
    choices=["Bäume", "Bänke", "Licht"],
    allows_other=True,
    lowest=1,
    highest=2,
)
NEVER = {"oft": {"choices": ["Nie"], "other": ""}}
DAILY = {"oft": {"choices": ["Täglich"], "other": ""}}


def form_of(*questions, answers=None, files=None, lenient=False, **data):
    data = {"idempotency_key": "0b0c5a5e-6a52-4f0f-9f39-5a2f3cf0a001"} | {
        name.replace("__", "--", 1).replace("_", "-", 1): value
        for name, value in data.items()
    }
    return SurveyForm(
        questions, data, files, answers=answers, lenient=lenient, everything=questions
    )


def answers_of(form):
    assert form.is_valid(), form.errors
    return form.answers


def test_question_is_asked_only_after_its_answer():
    assert asked([OFT, WARUM], NEVER) == [OFT, WARUM]
    assert asked([OFT, WARUM], DAILY) == [OFT]
    assert asked([OFT, WARUM], {}) == [OFT]


def test_question_behind_a_hidden_one_is_hidden_too():
    last = Question(key="noch", kind="open", shown_if="warum", shown_if_answer="x")

    assert asked([OFT, WARUM, last], DAILY) == [OFT]


def test_answers_to_hidden_questions_are_dropped():
    assert kept([OFT, WARUM], DAILY | {"warum": "Zu weit."}) == DAILY


def test_page_without_questions_to_ask_is_skipped():
    branch = Question(
        key="b", kind="open", begins_page=True, shown_if="oft", shown_if_answer="Nie"
    )
    last = Question(key="c", kind="open", begins_page=True)
    pages = pages_of([OFT, branch, last])

    assert len(pages) == 3
    assert next_page(pages, DAILY, 1) == 3
    assert next_page(pages, NEVER, 1) == 2
    assert next_page(pages, DAILY, 3, -1) == 1
    assert next_page(pages, DAILY, 3) == 0


def test_a4_hidden_question_is_not_required():
    form = form_of(OFT, WARUM, f_oft="Täglich", f_warum="")

    assert answers_of(form) == DAILY


def test_a4_shown_question_is_required():
    form = form_of(OFT, WARUM, f_oft="Nie", f_warum="")

    assert not form.is_valid()
    assert "f-warum" in form.errors


def test_a4_single_choice_with_other():
    question = Question(
        key="ort", kind="single", choices=["Park", "Platz"], allows_other=True
    )

    assert answers_of(form_of(question, f_ort="+", f_ort__other="Hof")) == {
        "ort": {"choices": [], "other": "Hof"}
    }
    assert not form_of(question, f_ort="+", f_ort__other="").is_valid()
    assert not form_of(question, f_ort="Park", f_ort__other="Hof").is_valid()


@pytest.mark.parametrize(
    ("picked", "valid"),
    [
        (["Bäume"], True),
        (["Bäume", "Licht"], True),
        (["Bäume", "Bänke", "Licht"], False),
    ],
)
def test_a4_multiple_choice_has_a_most(picked, valid):
    assert form_of(WAS, f_was=picked, f_was__other="").is_valid() is valid


def test_a4_other_counts_as_a_choice():
    form = form_of(WAS, f_was=["Bäume", "Licht", "+"], f_was__other="Wasser")

    assert not form.is_valid()


def test_a4_scale_takes_its_steps_alone():
    question = Question(key="gut", kind="scale", lowest=0, highest=10)

    assert answers_of(form_of(question, f_gut="10")) == {"gut": 10}
    assert not form_of(question, f_gut="11").is_valid()


def test_a4_matrix_asks_for_every_row():
    question = Question(
        key="m", kind="matrix", rows=["Weg", "Platz"], choices=["gut", "schlecht"],
        required=True,
    )  # fmt: skip

    form = form_of(question, f_m__0="gut", f_m__1="schlecht")
    assert answers_of(form) == {"m": {"Weg": "gut", "Platz": "schlecht"}}
    assert not form_of(question, f_m__0="gut").is_valid()


def test_a4_ranking_uses_nothing_twice():
    question = Question(key="r", kind="ranking", choices=["A", "B", "C"], required=True)

    form = form_of(question, f_r__1="B", f_r__2="A", f_r__3="C")
    assert answers_of(form) == {"r": ["B", "A", "C"]}
    assert not form_of(question, f_r__1="B", f_r__2="B", f_r__3="C").is_valid()


def test_a4_number_has_bounds_and_a_comma():
    question = Question(key="n", kind="number", lowest=0, highest=10)

    assert answers_of(form_of(question, f_n="2,5")) == {"n": 2.5}
    assert not form_of(question, f_n="11").is_valid()
    assert not form_of(question, f_n="viel").is_valid()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1000000000000", []),
        ("1e308", ["Dieser Wert muss kleiner oder gleich 1000000000000 sein."]),
        ("-1e308", ["Dieser Wert muss größer oder gleich -1000000000000 sein."]),
    ],
)
def test_number_without_bounds_of_its_own_has_those_of_the_house(typed, words):
    form = form_of(Question(key="n", kind="number"), f_n=typed)

    assert form.errors.get("f-n", []) == words


@pytest.mark.django_db
def test_a4_place_by_words_or_by_district():
    DistrictFactory(key="grethenhof", name="Grethenhof", lat=49.4, lon=8.1)
    question = Question(key="p", kind="place", required=True)

    assert answers_of(form_of(question, f_p__address="Am Brunnen")) == {
        "p": {"address": "Am Brunnen"}
    }
    assert answers_of(form_of(question, f_p__district="grethenhof")) == {
        "p": {
            "address": "Grethenhof",
            "district": "grethenhof",
            "lat": 49.4,
            "lon": 8.1,
        }
    }
    assert not form_of(question).is_valid()


FILE = Question(key="d", kind="file", required=True)


@pytest.mark.parametrize(
    ("name", "content", "valid"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", True),
        ("plan.pdf", b"<html>", False),
        ("plan.exe", b"%PDF-1.7 ...", False),
        ("foto.jpg", b"kein Bild", False),
    ],
)
def test_file_is_what_it_says(name, content, valid):
    files = {"f-d": SimpleUploadedFile(name, content)}

    assert form_of(FILE, files=files).is_valid() is valid


def test_file_uploaded_before_is_enough():
    form = form_of(FILE, answers={"d": {"file": 1, "name": "plan.pdf"}})

    assert answers_of(form) == {"d": {"file": 1, "name": "plan.pdf"}}


def test_saving_for_later_asks_for_nothing():
    form = form_of(OFT, WAS, lenient=True, f_was=["Bäume", "Bänke", "Licht"])

    assert answers_of(form)["was"]["choices"] == ["Bäume", "Bänke", "Licht"]


def test_stored_answers_can_be_checked_again():
    answers = NEVER | {"warum": "Zu weit.", "was": {"choices": [], "other": "Wasser"}}
    data = as_data([OFT, WARUM, WAS], answers)

    form = form_of(OFT, WARUM, WAS)
    form.data |= data

    assert answers_of(form) == answers
