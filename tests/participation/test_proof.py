"""Proof of work: who computes a little may write more often; nobody has to."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from home import proof
from participation.limits import MOST_UNPROVEN
from participation.models import Activity, Contribution
from tests.factories.participation import ProcedurePageFactory, activity_of, survey_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def address():
    guests = [{"who": Activity.Who.GUESTS}]
    activity = activity_of(ProcedurePageFactory(activities=guests))
    return reverse(
        "participation:contribution_create",
        args=[activity.procedure.slug, activity.key],
    )


def hand_in(client, address, prove=None):
    key = uuid.uuid4()
    client.cookies.clear()  # each time somebody else, from the same address
    answer = client.post(
        address,
        {
            "idempotency_key": key,
            "title": "Bank am Brunnen",
            "text": f"Die {key}. Bank.",
            "neu": "ja",
            "proof": prove(key) if prove else "",
        },
    )
    return answer.status_code


def use_up(client, address):
    return [hand_in(client, address) for _number in range(MOST_UNPROVEN)]


@pytest.mark.parametrize("text", ["", "-1", "²", "1.5", "1" * 13, "x"])
def test_nonsense_is_no_proof(text):
    assert not proof.is_worked(uuid.uuid4(), text)


def test_proof_belongs_to_one_form():
    key = uuid.UUID("0b0c5a5e-6a52-4f0f-9f39-5a2f3cf0a001")
    found = proof.work(key)

    assert proof.is_worked(key, found)
    assert not proof.is_worked(uuid.UUID(int=key.int + 1), found)


def test_without_a_proof_guests_write_a_few_times(client, address):
    assert use_up(client, address) == [302] * MOST_UNPROVEN
    assert hand_in(client, address) == 429
    assert Contribution.objects.count() == MOST_UNPROVEN


def test_with_a_proof_guests_write_more_often(client, address):
    use_up(client, address)

    assert hand_in(client, address, proof.work) == 302


def test_false_proof_counts_as_none(client, address):
    use_up(client, address)

    assert hand_in(client, address, lambda key: proof.work(uuid.uuid4())) == 429


def test_refusal_gives_the_text_back_and_says_what_helps(client, address):
    use_up(client, address)

    answer = client.post(
        address,
        {"idempotency_key": uuid.uuid4(), "title": "Bank", "text": "Am Brunnen."}
        | {"neu": "ja"},
    )

    page = answer.content.decode()
    assert "JavaScript" in page
    assert "Am Brunnen." in page
    assert int(answer["Retry-After"]) > 0


def test_form_of_a_guest_asks_for_the_work_and_nobody_elses_does(client, address):
    page = client.get(address).content.decode()

    assert re.search(rf'name="proof"[^>]* data-proof="{proof.BITS}"', page)
    assert "home/js/proof.js" in page


def test_anonymous_survey_asks_for_it_once(client):
    survey = survey_of({"key": "warum", "title": "Warum?", "kind": "open"})
    address = reverse("participation:survey", args=[survey.procedure.slug, survey.key])

    def answer(**fields):
        key = {"idempotency_key": uuid.uuid4(), "f-warum": "Darum."}
        return client.post(address, key | fields).status_code

    assert [answer() for _number in range(MOST_UNPROVEN + 1)] == [302] * 5 + [429]
    cache.clear()
    key = uuid.uuid4()
    assert answer(idempotency_key=key, proof=proof.work(key)) == 302
