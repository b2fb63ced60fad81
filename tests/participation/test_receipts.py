"""B3: the receipt opens what became of something, and nothing else does."""

import random
import uuid

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse

from home import roles
from participation import moderation, receipts
from participation.models import Contribution, Decision, Writing
from tests.factories.home import UserFactory
from tests.factories.participation import ContributionFactory

pytestmark = pytest.mark.django_db
Status = Writing.Status
LOOKUP = "/beteiligung/quittung/"


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


def with_receipt(**fields):
    key = uuid.uuid4()
    code = receipts.code_for(key)
    locator, digest = receipts.sealed(code)
    contribution = ContributionFactory(
        idempotency_key=key, receipt_locator=locator, receipt_digest=digest, **fields
    )
    return contribution, code


def look_up(client, code):
    return client.post(LOOKUP, {"code": code})


def test_b3_a_million_random_codes_hit_nothing(town):
    """As a lookup does it: by locator, then each candidate's hash."""
    chance, length = random.Random(3), receipts.LENGTH
    rows = {}
    for number in range(1000):
        row = Contribution(title=f"Mehr Bäume {number}")
        code = receipts.code_for(uuid.UUID(int=number))
        row.receipt_locator, row.receipt_digest = receipts.sealed(code)
        rows.setdefault(row.receipt_locator, []).append(row)
    letters = bytes(ord(receipts.LETTERS[byte & 31]) for byte in range(256))
    guesses = chance.randbytes(1_000_000 * length).translate(letters).decode()

    looked_at = hits = 0
    for start in range(0, len(guesses), length):
        for row in rows.get(guesses[start : start + receipts.LOCATOR], ()):
            looked_at += 1
            hits += bool(receipts.opened_by(guesses[start : start + length], [row]))

    assert looked_at > 500
    assert hits == 0


def test_b3_codes_with_the_right_locator_hit_nothing_either(town):
    contribution, code = with_receipt()
    start, chance = receipts.normal(code)[: receipts.LOCATOR], random.Random(5)
    rest = receipts.LENGTH - receipts.LOCATOR

    guesses = (
        start + "".join(chance.choices(receipts.LETTERS, k=rest)) for _ in range(20_000)
    )

    assert not any(receipts.opened_by(guess, [contribution]) for guess in guesses)
    assert receipts.find(code.lower().replace("-", " ")) == contribution


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Status.WAITING}, "Wir prüfen ihn, bevor er öffentlich wird."),
        ({"status": Status.HIDDEN}, "verborgen"),
        ({"withdrawn_at": "2026-01-01T10:00Z"}, "zurückgezogen"),
        ({}, "noch nicht entschieden"),
    ],
    ids=["waiting", "hidden", "withdrawn", "public"],
)
def test_b3_receipt_opens_whatever_became_of_it(town, client, fields, words):
    _contribution, code = with_receipt(title="Ein Trog für den Hund", **fields)

    page = look_up(client, code)

    assert page.status_code == 200
    assert "Ein Trog für den Hund" in page.text
    assert words in page.text or fields.get("status") == Status.HIDDEN
    assert client.cookies == {}
    assert "no-store" in page.headers["Cache-Control"]


def test_b3_receipt_shows_reason_answer_and_decision(town, client, moderator):
    contribution, code = with_receipt()
    decision = Decision.objects.create(
        procedure=contribution.activity.procedure,
        title="Neugestaltung des Marktplatzes",
        body="Stadtrat",
        day="2026-05-04",
    )
    moderation.answer(contribution, text="Das planen wir ein.", by=moderator)
    moderation.set_outcome(
        contribution,
        status="planned",
        reason="Im Haushalt 2027.",
        by=moderator,
        decision=decision,
    )

    text = look_up(client, code).text

    for words in ("Das planen wir ein.", "Im Haushalt 2027.", decision.title):
        assert words in text
    assert decision.get_absolute_url() in text


def test_b3_receipt_of_a_hidden_one_shows_the_reason(town, client, moderator):
    contribution, code = with_receipt()
    moderation.hide(
        contribution, rule="respect", reason="Bitte ohne Schimpfwort.", by=moderator
    )

    assert "Bitte ohne Schimpfwort." in look_up(client, code).text


def test_b3_guessing_is_limited_in_words(town, client):
    cache.clear()
    answers = [look_up(client, f"7KQM-2F9T-XW3P-{n:04}") for n in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert "zu viele Codes" in answers[30].text
    assert answers[30].headers["Retry-After"]


def test_b3_guessing_does_not_stop_others_from_reporting(town, client):
    cache.clear()
    for n in range(31):
        look_up(client, f"7KQM-2F9T-XW3P-{n:04}")
    found = ContributionFactory()
    address = reverse("participation:contribution_report", args=[found.pk])

    assert client.post(address, {"ground": "spam"}).status_code == 302


def test_everything_with_a_receipt_has_a_page():
    models = [
        model
        for model in apps.get_app_config("participation").get_models()
        if issubclass(model, receipts.Receipted)
    ]

    assert set(models) == set(receipts.kinds)


def test_author_of_nothing_learns_nothing(town, client):
    _contribution, _code = with_receipt(author=UserFactory())

    assert "Zu diesem Code gibt es keinen Beitrag." in look_up(client, "ABC").text
