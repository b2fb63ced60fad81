import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from home.rights_sync import sync_roles
from participation.models import AccessCode, Ballot, CodeBatch, VoterRoll
from participation.voting import codes, letters
from participation.voting.casting import voter_with
from tests.factories.home import UserFactory
from tests.participation.voting import address, cast, filled_in, make_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(town):
    return make_vote(voters="code")


def issue(vote, number=3):
    return codes.issue(vote, number=number, title="Seebachtal", by=None)


def html(response):
    return response.content.decode()


def typed(client, vote, code):
    return client.post(address(vote, "stimmzettel/code/"), {"code": code})


def token_in(response):
    return re.search(r'name="token" value="([^"]+)"', html(response)).group(1)


def test_a18_code_opens_one_ballot_without_account_or_cookie(client, vote):
    code, *_others = issue(vote)
    assert client.get(address(vote)).url == address(vote, "stimmzettel/code/")

    sent = filled_in(vote, options=["bank"]) | {
        "token": token_in(typed(client, vote, code.lower().replace("-", " ")))
    }
    assert client.post(address(vote), sent).status_code == 200
    answer = client.post(address(vote, "stimmzettel/abgeben/"), sent)

    assert "Ihr Stimmzettel ist abgegeben" in html(answer)
    assert Ballot.objects.get().choices == [0, 0, 0, 1]
    assert Ballot.objects.get().voter_key == ""
    assert client.cookies == {}
    assert "schon benutzt" in html(typed(client, vote, code))


def test_a18_codes_are_kept_as_salted_hashes_alone(vote):
    made = issue(vote)

    rows = AccessCode.objects.values_list("locator", "digest")
    assert len({digest for _locator, digest in rows}) == 3
    for code in made:
        letters_of_code = code.replace("-", "")
        assert all(letters_of_code[4:] not in digest for _l, digest in rows)
        assert codes.find(vote, code) is not None


def test_a18_code_of_another_vote_opens_nothing(client, vote):
    [code] = issue(make_vote(voters="code"), 1)

    assert "diesen Code nicht" in html(typed(client, vote, code))


def test_a18_code_is_used_once_by_constraint(vote):
    [code] = issue(vote, 1)
    voter = voter_with(codes.find(vote, code))
    cast(vote, [1, 0, 0, 0], voter=voter)

    with pytest.raises(IntegrityError), transaction.atomic():
        VoterRoll.objects.create(
            activity=vote, voter_key="anders", code=voter.code, day=timezone.localdate()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        VoterRoll.objects.create(
            activity=vote, voter_key=voter.key, day=timezone.localdate()
        )


def test_a18_issued_is_used_plus_unused(vote, capsys):
    made = issue(vote, 5)
    cast(vote, [1, 0, 0, 0], voter=voter_with(codes.find(vote, made[0])))
    name = f"{vote.procedure.slug}/{vote.key}"

    call_command("check_codes", name)

    account = codes.account_of(vote)
    assert (account.printed, account.used, account.unused) == (5, 1, 4)
    assert "ausgegeben = benutzt + unbenutzt" in capsys.readouterr().out


def test_a18_a_code_that_was_slipped_in_is_found_out(vote):
    issue(vote, 5)
    AccessCode.objects.create(
        batch=CodeBatch.objects.get(), **codes.sealed(codes.make_code())
    )

    with pytest.raises(CommandError):
        call_command("check_codes", f"{vote.procedure.slug}/{vote.key}")


def test_a18_guessing_is_limited_and_right_codes_are_not_counted(client, vote):
    made = issue(vote, 12)
    for code in made:
        assert typed(client, vote, code).status_code == 200
    for _ in range(10):
        assert "diesen Code nicht" in html(typed(client, vote, codes.make_code()))

    answer = typed(client, vote, made[0])

    assert answer.status_code == 429
    assert "zu viele Codes" in html(answer)
    assert int(answer.headers["Retry-After"]) > 0


def test_token_is_good_for_half_an_hour_and_for_this_vote(vote):
    [code] = issue(vote, 1)
    token = codes.token_for(codes.find(vote, code))
    other = make_vote(voters="code")

    assert codes.redeem(vote, token) is not None
    assert codes.redeem(other, token) is None
    assert codes.redeem(vote, token + "x") is None
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert codes.redeem(vote, token) is None


def test_account_alone_opens_no_vote_by_code(client, vote):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    answer = client.post(
        address(vote, "stimmzettel/abgeben/"), filled_in(vote, options=["bank"])
    )

    assert answer.status_code == 403
    assert Ballot.objects.count() == 0


def test_code_opens_no_vote_after_the_end(client, vote):
    [code] = issue(vote, 1)
    sent = filled_in(vote, options=["bank"])

    with time_machine.travel(timezone.now() + timedelta(days=40)):
        token = codes.token_for(codes.find(vote, code))
        page = typed(client, vote, code)
        answer = client.post(
            address(vote, "stimmzettel/abgeben/"), sent | {"token": token}
        )

    assert (page.status_code, answer.status_code) == (403, 403)
    assert Ballot.objects.count() == 0


def test_open_vote_by_code_can_be_changed_with_the_same_code(client, town):
    vote = make_vote(voters="code", secrecy="open")
    [code] = issue(vote, 1)
    for chosen in ("bank", "brunnen"):
        token = token_in(typed(client, vote, code))
        sent = filled_in(vote, options=[chosen]) | {"token": token}
        client.post(address(vote, "stimmzettel/abgeben/"), sent)

    assert Ballot.objects.get().choices == [1, 0, 0, 0]
    assert VoterRoll.objects.count() == 1


def test_letters_are_a_pdf_with_a_page_each(vote, tmp_path):
    output = tmp_path / "briefe.pdf"

    call_command(
        "issue_codes",
        f"{vote.procedure.slug}/{vote.key}",
        3,
        title="Seebachtal",
        output=output,
    )

    content = output.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page[^s]", content)) == 3
    assert output.stat().st_mode & 0o077 == 0
    assert CodeBatch.objects.get().size == 3


def test_letter_says_what_the_code_is_for(vote):
    said = letters.texts(vote)

    assert said["note"] == "Informelle Befragung, rechtlich unverbindlich"
    assert "Was kommt in den Kurpark?" in said["about"]
    assert said["url"].endswith("/stimmzettel/code/")


def test_editor_gets_the_letters_once_and_the_record_says_so(client, vote):
    sync_roles()
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    client.force_login(editor)

    answer = client.post(
        "/verwaltung/stimmcodes/",
        {"activity": vote.pk, "title": "Seebachtal", "number": 2},
    )
    page = html(client.get("/verwaltung/stimmcodes/"))

    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ausgegeben = benutzt + unbenutzt" in page
    entry = AuditEntry.objects.get(action="participation.codes_issued")
    assert (entry.actor, entry.data["codes"]) == (editor, 2)


def test_others_make_no_codes(client, vote):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    client.post(
        "/verwaltung/stimmcodes/",
        {"activity": vote.pk, "title": "Seebachtal", "number": 2},
    )

    assert CodeBatch.objects.count() == 0
