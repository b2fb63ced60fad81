"""How editors write the questions of a survey."""

import pytest

from participation.models import ProcedurePage
from tests.factories.participation import SurveyResponseFactory, survey_of
from tests.participation.test_admin import edit, editor, rows_of  # noqa: F401

pytestmark = pytest.mark.django_db

OFT = {"activity_key": "ideen-1", "kind": "single", "title": "Wie oft?"}


@pytest.fixture
def survey(town, editor):  # noqa: F811
    return survey_of(OFT | {"key": "wie-oft", "choices": ["Täglich", "Nie"]})


def page_of(survey):
    return ProcedurePage.objects.get(pk=survey.procedure.pk)


def saved_question(survey, **changes):
    question = page_of(survey).questions.get()
    return OFT | {"id": question.pk, "choices": "\n".join(question.choices)} | changes


def save(client, survey, *questions):
    page = page_of(survey)
    rows = rows_of(page)
    rows["activities"][0]["format"] = "survey"
    return edit(client, page, questions=list(questions), **rows).content.decode()


def draft_of(survey):
    page = page_of(survey).get_latest_revision_as_object()
    return list(page.questions.all())


def test_question_gets_a_key_and_its_answers(client, survey):
    warum = {"activity_key": "ideen-1", "kind": "open", "title": "Warum nicht?"}
    branch = {"shown_if": "wie-oft", "shown_if_answer": "Nie"}

    save(client, survey, saved_question(survey), warum | branch)

    oft, why = draft_of(survey)
    assert oft.choices == ["Täglich", "Nie"]
    assert (why.key, why.shown_if) == ("warum-nicht", "wie-oft")


def test_branch_names_an_answer_that_is_offered(client, survey):
    warum = {"activity_key": "ideen-1", "kind": "open", "title": "Warum nicht?"}
    branch = {"shown_if": "wie-oft", "shown_if_answer": "Selten"}

    page = save(client, survey, saved_question(survey), warum | branch)

    assert "Schreiben Sie eine davon: Täglich · Nie" in page


def test_choice_needs_two_answers(client, survey):
    page = save(client, survey, saved_question(survey, choices="Täglich"))

    assert "Geben Sie mindestens zwei Antworten an." in page


def test_what_was_answered_is_not_taken_away(client, survey):
    answer = {"wie-oft": {"choices": ["Nie"], "other": ""}}
    SurveyResponseFactory(activity=survey, answers=answer)

    page = save(client, survey, saved_question(survey, choices="Täglich\nOft"))
    assert "„Nie“ wurde schon zur Wahl gestellt" in page
    page = save(client, survey, saved_question(survey, DELETE="on"))
    assert "Die Frage muss bleiben" in page
    assert page_of(survey).questions.get().choices == ["Täglich", "Nie"]


def test_editor_previews_every_page_of_a_survey(client, survey):
    page = page_of(survey)

    answer = page.make_preview_request(preview_mode="surveys")

    assert "Wie oft?" in answer.content.decode()
    assert 'method="post"' not in answer.content.decode()
