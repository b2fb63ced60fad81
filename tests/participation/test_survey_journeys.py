import re
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image

from home import privacy, roles
from home.registries import personal_data
from participation import answering, exports, receipts, survey_results
from participation.models import SurveyFile, SurveyResponse
from tests.factories.home import UserFactory
from tests.factories.participation import SurveyResponseFactory, survey_of
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db

OFT = {
    "key": "oft",
    "title": "Wie oft sind Sie im Park?",
    "kind": "single",
    "choices": ["Täglich", "Nie"],
    "required": True,
}
WARUM = {
    "key": "warum",
    "title": "Warum nie?",
    "kind": "open",
    "begins_page": True,
    "shown_if": "oft",
    "shown_if_answer": "Nie",
}
NOTE = {"key": "note", "title": "Wie gefällt er Ihnen?", "kind": "scale"}
OVER = [(-9, -1)]
STEPS = (
    "While the survey runs, we show results in steps of %(fewest)s answers."
    " The last ones follow at the end."
)
LAST = NOTE | {"begins_page": True, "required": True}


def address(survey):
    return reverse("participation:survey", args=[survey.procedure.slug, survey.key])


def send(client, url, step="weiter", key=None, **answers):
    data = {f"f-{name}": value for name, value in answers.items()}
    data |= {"idempotency_key": key or uuid.uuid4(), "schritt": step}
    return client.post(url, data)


def key_in(response):
    return re.search(r'idempotency_key" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def citizen(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_a4_survey_of_three_pages_skips_what_is_not_asked(client, town):
    survey = survey_of(OFT, WARUM, LAST)

    answer = send(client, address(survey), oft="Täglich")
    assert answer.url.endswith("?seite=3")
    answer = client.post(
        answer.url,
        {"idempotency_key": key_in(client.get(answer.url)), "f-note": "4"},
    )

    response = SurveyResponse.objects.get()
    assert answer.url == response.get_absolute_url()
    assert response.answers == {"oft": {"choices": ["Täglich"], "other": ""}, "note": 4}
    assert response.state == "handed_in"
    assert client.cookies == {}


def test_a4_draft_is_saved_and_found_again(client, town, citizen):
    survey = survey_of(OFT, NOTE, access="named")

    answer = send(client, address(survey), step="speichern", note="2")

    assert "gespeichert" in answer.url
    page = client.get(address(survey)).content.decode()
    assert re.search(r'name="f-note" value="2"[^>]*checked', page)
    assert SurveyResponse.objects.get().is_draft


def test_anonymous_draft_opens_by_its_address_alone(client, town):
    survey = survey_of(OFT, NOTE)

    answer = send(client, address(survey), step="speichern", note="2")

    response = SurveyResponse.objects.get()
    assert str(response.idempotency_key) in answer.url
    assert response.participant is None
    assert "checked" in client.get(answer.url).content.decode()
    assert "checked" not in client.get(address(survey)).content.decode()


def test_missing_answer_is_said_and_what_was_typed_stays(client, town):
    survey = survey_of(OFT, NOTE)

    page = send(client, address(survey), note="2").content.decode()

    assert "Wie oft sind Sie im Park?: " in page
    assert re.search(r'name="f-note" value="2"[^>]*checked', page)
    assert not SurveyResponse.objects.exists()


def test_going_around_a_required_page_leads_back_to_it(client, town):
    survey = survey_of(OFT, LAST)

    answer = send(client, f"{address(survey)}?seite=2", note="2")

    assert "seite=1" in answer.url
    assert "fehlt" in answer.url
    page = client.get(answer.url).content.decode()
    assert "Bitte" in page
    assert "form-summary" in page
    assert SurveyResponse.objects.get().is_draft


def test_one_answer_from_each_person(client, town, citizen):
    survey = survey_of(NOTE, access="named")
    send(client, address(survey), note="2")

    again = send(client, address(survey), note="5")

    response = SurveyResponse.objects.get()
    assert again.url == response.get_absolute_url()
    assert response.answers == {"note": 2}
    assert response.participant == citizen


def test_one_answer_from_each_person_is_a_constraint(town):
    first = SurveyResponseFactory(participant=UserFactory())

    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyResponseFactory(activity=first.activity, participant=first.participant)


def test_same_anonymous_form_sent_twice_counts_once(client, town):
    survey, key = survey_of(NOTE), uuid.uuid4()

    first = send(client, address(survey), key=key, note="2")
    second = send(client, address(survey), key=key, note="2")

    assert first.url == second.url
    assert SurveyResponse.objects.count() == 1


def test_named_survey_asks_to_sign_in(client, town):
    survey = survey_of(NOTE, access="named")

    assert "/konto/anmelden/" in client.get(address(survey)).url


def test_survey_that_is_over_refuses_and_gives_back_what_was_typed(client, town):
    survey = survey_of(
        {"key": "was", "title": "Was?", "kind": "open"}, phases=[(-9, -1)]
    )

    answer = send(client, address(survey), was="Mehr Schatten bitte.")

    assert answer.status_code == 403
    assert "Mehr Schatten bitte." in answer.content.decode()
    assert not SurveyResponse.objects.exists()


def test_staff_answer_no_survey_that_is_over(client, town):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    survey = survey_of(NOTE, access="named", phases=[(-9, -1)])

    assert send(client, address(survey), note="2").status_code == 403


def test_b3_receipt_tells_that_the_answer_counts(client, town):
    survey = survey_of(NOTE)
    receipt = client.get(send(client, address(survey), note="2").url)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", receipt.content.decode())[0]

    page = client.post(reverse("participation:receipt_lookup"), {"code": code})

    assert "Umfrage" in page.content.decode()
    assert "Ihre Antworten wurden gezählt." in page.content.decode()


def test_receipt_shows_its_code_for_an_hour(client, town):
    response = SurveyResponseFactory(handed_in_at=timezone.now() - timedelta(hours=2))

    page = client.get(response.get_absolute_url()).content.decode()

    assert receipts.code_for(response.idempotency_key) not in page


def answered(survey, *scores):
    for score in scores:
        SurveyResponseFactory(activity=survey, answers={"note": score})


def test_results_are_figures(client, town):
    survey = survey_of(NOTE, phases=OVER)
    answered(survey, *[5] * 6, *[1] * 5)

    page = client.get(survey.get_absolute_url()).content.decode()

    assert "6 (55 %)" in page
    assert "11 Personen haben geantwortet" in page


def test_one_answer_more_changes_no_result_while_the_survey_runs(client, town):
    survey = survey_of(NOTE)
    answered(survey, *[4] * 5, *[1] * 9)
    before = text_of(client.get(survey.get_absolute_url()))

    answered(survey, 1)
    at_fifteen = text_of(client.get(survey.get_absolute_url()))
    answered(survey, *[5] * 4)
    after = text_of(client.get(survey.get_absolute_url()))

    assert "5 Personen haben geantwortet" in before
    assert "10 Personen haben geantwortet" in at_fifteen
    assert at_fifteen == after


@pytest.mark.parametrize(("phases", "in_steps"), [([(-7, 14)], True), (OVER, False)])
def test_page_says_that_results_come_in_steps(client, town, phases, in_steps):
    survey = survey_of(NOTE, phases=phases)
    answered(survey, *[4] * 10)

    page = client.get(survey.get_absolute_url())

    words = gettext(STEPS) % {"fewest": 5}
    assert (words in " ".join(page.content.decode().split())) is in_steps


def test_draft_from_before_that_is_handed_in_late_changes_nothing(client, town):
    survey = survey_of(NOTE)
    draft = SurveyResponseFactory(
        activity=survey, state="draft", handed_in_at=None, answers={"note": 1}
    )
    answered(survey, *[4] * 14)

    answering.hand_in(draft, survey, at=timezone.now())

    given = survey_results.answers_of(survey, timezone.now())
    assert given == [{"note": 4}] * 10


def test_end_of_a_survey_adds_five_answers_or_more(client, town):
    survey = survey_of(NOTE)
    answered(survey, *[4] * 11)

    running = survey_results.answers_of(survey, timezone.now())
    over = survey_results.answers_of(survey, timezone.now() + timedelta(days=30))

    assert (len(running), len(over)) == (5, 11)


def test_results_of_fewer_than_five_are_not_shown(client, town):
    survey = survey_of(NOTE)
    answered(survey, 5, 5, 5, 5)

    page = client.get(survey.get_absolute_url()).content.decode()

    assert "<progress" not in page
    assert list(survey.recipe.export_rows(survey)) == []


@pytest.mark.parametrize("person", [None, "superuser"])
def test_a5_before_the_end_nobody_finds_a_figure(client, town, person):
    survey = survey_of(NOTE, figures_after_end=True)
    answered(survey, *[5] * 37)
    if person:
        client.force_login(UserFactory(is_superuser=True, is_staff=True))

    for url in (
        survey.get_absolute_url(),
        f"{survey.get_absolute_url()}?nach=note",
        survey.procedure.url,
        address(survey),
    ):
        page = client.get(url)
        assert "37" not in text_of(page)
    assert list(exports.rows(survey, timezone.now())) == []


def text_of(page):
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<[^>]+>", " ", main)


def test_a5_after_the_end_the_figures_are_there(client, town):
    survey = survey_of(NOTE, figures_after_end=True, phases=[(-9, -1)])
    answered(survey, *[5] * 37)

    assert "37 (100 %)" in client.get(survey.get_absolute_url()).content.decode()


def test_export_has_figures_and_no_single_answer(town):
    was = {"key": "was", "title": "Was?", "kind": "open"}
    survey = survey_of(NOTE, was, phases=OVER)
    for _ in range(6):
        SurveyResponseFactory(activity=survey, answers={"note": 5, "was": "Geheim"})
    SurveyResponseFactory(activity=survey, answers={"note": 1})

    rows = list(survey.recipe.export_rows(survey))

    assert [row["count"] for row in rows] == ["nicht gezeigt", 0, 0, 0, "nicht gezeigt"]
    assert {row["answered"] for row in rows} == {7}
    assert "Geheim" not in str(rows)


FOTO = {"key": "foto", "title": "Ein Foto?", "kind": "file"}


def test_picture_is_painted_anew_and_opened_by_staff_alone(client, town):
    survey = survey_of(FOTO)
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Haus Nummer 7"
    Image.new("RGB", (20, 20)).save(content, "JPEG", exif=exif)
    upload = SimpleUploadedFile("garten.jpg", content.getvalue())
    client.post(address(survey), {"idempotency_key": uuid.uuid4(), "f-foto": upload})

    stored = SurveyFile.objects.get()
    assert stored.name == "garten.jpg"
    assert b"Haus Nummer 7" not in stored.file.read()
    stored.file.close()
    assert client.get(stored.file.url).status_code == 404
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))
    assert body_of(client.get(stored.file.url)).startswith(b"\xff\xd8")
    stored.delete()


def test_old_drafts_are_forgotten_with_their_files(town):
    draft = SurveyResponseFactory(
        state="draft", handed_in_at=None, activity=survey_of(FOTO)
    )
    file = SurveyFile.objects.create(
        response=draft, question_key="foto", file=SimpleUploadedFile("a.pdf", b"%PDF-")
    )
    kept = SurveyResponseFactory(activity=draft.activity)

    assert answering.drop_old_drafts(timezone.now() + timedelta(minutes=1)) == 1

    assert list(SurveyResponse.objects.all()) == [kept]
    assert not default_storage.exists(file.file.name)


def test_erased_person_leaves_the_answers_without_a_name(town):
    person, question = (
        UserFactory(),
        {"key": "oft", "title": "Wie oft?", "kind": "open"},
    )
    mine = SurveyResponseFactory(
        participant=person,
        activity=survey_of(question, phases=[(-20, -2)]),
        answers={"oft": "Immer"},
    )
    SurveyResponseFactory(participant=person, state="draft", handed_in_at=None)
    models = {entry.model for entry in personal_data}

    privacy.erase(person)

    mine.refresh_from_db()
    assert mine.participant is None
    assert SurveyResponse.objects.count() == 1
    assert {"participation.SurveyResponse", "participation.SurveyFile"} <= models


def test_evaluation_shows_own_words_to_staff_alone(client, town, citizen):
    survey = survey_of({"key": "was", "title": "Was?", "kind": "open"}, phases=OVER)
    for number in range(5):
        SurveyResponseFactory(activity=survey, answers={"was": f"Mehr Licht {number}"})
    url = reverse(
        "participation:survey_evaluation", args=[survey.procedure.slug, survey.key]
    )

    assert client.get(url).status_code == 403
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))
    assert "Mehr Licht 3" in client.get(url).content.decode()
    assert "Mehr Licht" not in client.get(survey.get_absolute_url()).content.decode()
