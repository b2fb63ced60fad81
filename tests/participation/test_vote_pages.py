import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from participation.models import Ballot, VoterRoll
from participation.voting import ballot_file, results
from tests.factories.home import UserFactory
from tests.participation.voting import address, cast, filled_in, make_vote

pytestmark = pytest.mark.django_db
INFORMAL = "Informelle Befragung, rechtlich unverbindlich"


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def citizen(client):
    person = UserFactory()
    client.force_login(person)
    return person


def html(response):
    return response.content.decode()


def later(days=30):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def test_citizen_marks_checks_and_casts(client, citizen):
    vote = make_vote(most=2)
    sent = filled_in(vote, options=["brunnen", "bank"])
    assert INFORMAL in html(client.get(address(vote)))

    checked = client.post(address(vote), sent)
    assert "Brunnen" in html(checked)
    assert Ballot.objects.count() == 0

    cast_now = client.post(address(vote, "stimmzettel/abgeben/"), sent)
    number = ballot_file.readable_number(Ballot.objects.get().pk)
    assert number in html(cast_now)
    assert "no-store" in cast_now.headers["Cache-Control"]
    assert Ballot.objects.get().choices == [1, 0, 0, 1]


def test_changing_before_casting_keeps_what_was_marked(client, citizen):
    vote = make_vote()
    sent = filled_in(vote, options=["schaukel"], change="1")

    again = html(client.post(address(vote), sent))

    assert re.search(r'value="schaukel"[^>]*checked', again)
    assert not re.search(r'value="brunnen"[^>]*checked', again)


@pytest.mark.parametrize("step", ["stimmzettel/", "stimmzettel/abgeben/"])
@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (["brunnen", "schaukel", "bank"], "höchstens 2 sind möglich"),
        (["brunnen", "schaukel"], "kostet 13.000\u00a0€"),
        ([], "mindestens eine Möglichkeit"),
        (["parkplatz"], "parkplatz"),
    ],
)
def test_a6_ballot_over_a_cap_is_refused_in_words(client, citizen, step, chosen, words):
    vote = make_vote(most=2, budget=10_000)

    answer = client.post(address(vote, step), filled_in(vote, options=chosen))

    assert words in html(answer)
    assert Ballot.objects.count() == VoterRoll.objects.count() == 0


def test_second_secret_ballot_is_refused_in_words(client, citizen):
    vote = make_vote()
    cast(vote, [1, 0, 0, 0], citizen)

    shown = client.get(address(vote))
    sent = client.post(
        address(vote, "stimmzettel/abgeben/"), filled_in(vote, options=["bank"])
    )

    assert (shown.status_code, sent.status_code) == (409, 409)
    assert "haben schon abgestimmt" in html(sent)
    assert Ballot.objects.get().choices == [1, 0, 0, 0]


def test_open_ballot_is_shown_and_changed(client, citizen):
    vote = make_vote(secrecy="open")
    cast(vote, [1, 0, 0, 0], citizen)

    form = html(client.get(address(vote)))
    client.post(
        address(vote, "stimmzettel/abgeben/"), filled_in(vote, options=["bank"])
    )

    assert re.search(r'value="brunnen"[^>]*checked', form)
    assert Ballot.objects.get().choices == [0, 0, 0, 1]
    assert "Bank" in html(client.get(vote.get_absolute_url()))


def test_ranking_closes_gaps(client, citizen):
    vote = make_vote(method="ranking")

    client.post(
        address(vote, "stimmzettel/abgeben/"),
        filled_in(vote, brunnen="4", schaukel="", beete="2", bank=""),
    )

    assert Ballot.objects.get().choices == [2, 0, 1, 0]


def test_ranking_refuses_a_place_given_twice(client, citizen):
    vote = make_vote(method="ranking")

    answer = client.post(address(vote), filled_in(vote, brunnen="1", bank="1"))

    assert "nur an eine Möglichkeit" in html(answer)


def test_question_is_answered_with_yes(client, citizen):
    vote = make_vote(method="question", options={})

    client.post(address(vote, "stimmzettel/abgeben/"), filled_in(vote, frage="yes"))

    assert Ballot.objects.get().choices == ["yes"]


def test_paper_that_changed_since_is_refused(client, citizen):
    vote = make_vote()
    sent = filled_in(vote, options=["bank"]) | {"fingerprint": "alt"}

    answer = client.post(address(vote, "stimmzettel/abgeben/"), sent)

    assert answer.status_code == 409
    assert Ballot.objects.count() == 0


def test_anonymous_reader_is_led_to_the_door_and_back(client):
    vote = make_vote()

    answer = client.get(address(vote))

    assert answer.status_code == 302
    assert "/konto/anmelden/" in answer.url
    assert client.cookies == {}


def test_late_ballot_is_refused(client, citizen):
    vote = make_vote()
    sent = filled_in(vote, options=["bank"])

    with later():
        client.force_login(citizen)
        answer = client.post(address(vote, "stimmzettel/abgeben/"), sent)

    assert answer.status_code == 403
    assert "Das war bis " in html(answer)
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    "settings", [{}, {"secrecy": "open", "hidden": True}], ids=["secret", "kept back"]
)
def test_a5_no_figures_before_the_end(client, settings):
    vote = make_vote(**settings)
    for _ in range(7):
        cast(vote, [1, 0, 0, 0])

    page = client.get(vote.get_absolute_url())

    assert "7 Stimm" not in html(page)
    assert not page.context["result"]
    assert vote.recipe.tally(vote) == {}
    assert list(vote.recipe.export_rows(vote)) == []
    assert client.get(address(vote, "stimmzettel.csv")).status_code == 404


def test_running_figures_of_an_open_vote_are_shown(client):
    vote = make_vote(secrecy="open")
    for _ in range(7):
        cast(vote, [1, 0, 0, 0])

    assert "7 Stimmzettel wurden abgegeben" in html(client.get(vote.get_absolute_url()))


def test_between_two_phases_the_result_stays_hidden(client):
    vote = make_vote(phases=[(-7, 0), (5, 9)])
    opening = {"activity_key": "abstimmung", "verbs": ["vote"]}
    for phase in ("phase-1", "phase-2"):
        vote.procedure.openings.model.objects.create(
            procedure=vote.procedure, phase_key=phase, **opening
        )
    cast(vote, [1, 0, 0, 0])

    with later(2):
        page = client.get(vote.get_absolute_url())

    assert not page.context["result"]


def test_b7_result_ballot_file_and_checksum_after_the_end(client):
    vote = make_vote(budget=10_000)
    for marks in ([1, 0, 0, 1], [1, 0, 0, 0], [0, 1, 1, 0]):
        cast(vote, marks)

    with later():
        page = html(client.get(vote.get_absolute_url()))
        file = client.get(address(vote, "stimmzettel.csv"))
        again = client.get(address(vote, "stimmzettel.csv"))

    lines = file.content.decode("utf-8-sig").splitlines()
    assert "3 Stimmzettel wurden abgegeben" in page
    assert ballot_file.checksum(file.content) in page
    assert file.content == again.content
    assert lines[0] == "Nummer;Brunnen;Schaukel;Beete;Bank"
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == 4


def test_export_after_the_end_has_every_ballot_and_no_voter():
    vote = make_vote()
    cast(vote, [1, 0, 0, 1])

    with later():
        [row] = vote.recipe.export_rows(vote)

    assert row["Brunnen"] == row["Bank"] == "x"
    assert set(row) == {"number", "Brunnen", "Schaukel", "Beete", "Bank"}


def test_other_formats_have_no_ballot(client, citizen):
    vote = make_vote()
    vote.format = "ideas"
    vote.save()

    assert client.get(address(vote)).status_code == 404


def test_vote_has_no_form_for_contributions(client, citizen):
    vote = make_vote()

    assert client.get(address(vote, "neu/")).status_code == 403


def test_procedure_leads_to_the_ballot(client, citizen):
    vote = make_vote()

    page = html(client.get(f"/beteiligung/{vote.procedure.slug}/"))

    assert f'href="{address(vote)}"' in page
    assert "Jetzt abstimmen" in page


def test_b8_staff_is_refused_at_every_step_after_the_end(client):
    vote = make_vote()
    admin = UserFactory(is_staff=True, is_superuser=True)
    sent = filled_in(vote, options=["bank"], idempotency_key=str(uuid.uuid4()))

    with later():
        client.force_login(admin)
        answers = [
            client.get(address(vote)),
            client.post(address(vote), sent),
            client.post(address(vote, "stimmzettel/abgeben/"), sent),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Ballot.objects.count() == 0


def test_counted_vote_stays_closed_when_its_phase_is_prolonged(client, citizen):
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    results.close(vote, timezone.now())

    page = html(client.get(vote.get_absolute_url()))

    assert "1 Stimmzettel wurde abgegeben" in page
    assert "Jetzt abstimmen" not in page
    assert client.get(address(vote)).status_code == 403


def test_preview_of_a_later_day_counts_nothing_and_tells_nothing(client):
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    session = client.session
    session["participation_preview"] = {
        "moment": (timezone.now() + timedelta(days=40)).isoformat(),
        "eyes": "citizen",
        "procedure": vote.procedure.pk,
    }
    session.save()

    page = html(client.get(vote.get_absolute_url()))

    assert "Das war bis " in page
    assert "Stimmzettel wurde abgegeben" not in page
    assert results.sheet_of(vote).counted_at is None
    assert client.get(address(vote, "stimmzettel.csv")).status_code == 404
