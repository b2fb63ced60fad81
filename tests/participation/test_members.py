"""Inviting people, joining by the link, ending a membership."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from home import roles
from home.models import AuditEntry, Letter
from home.rights_sync import sync_roles
from home.visibility import can_see
from participation import members, told
from participation.following import follow
from participation.models import Follow, Member
from participation.retention import remove_personal_data
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    MemberFactory,
    ProcedurePageFactory,
    activity_of,
    days_from_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return ProcedurePageFactory(title="Jugendrat", slug="jugendrat", circle="private")


@pytest.fixture
def editor(client):
    sync_roles()
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    client.force_login(editor)
    return editor


def desk(procedure):
    return reverse("participation_members", args=[procedure.pk])


def link_in(letter):
    return re.search(r"/beteiligung/einladung/[\w-]+/", letter.body).group()


def test_a16_pasted_list_is_invited_each_once(client, council, editor):
    pasted = "Anna Muster <Anna@example.org>, ben@example.org\nanna@example.org;"

    answer = client.post(desk(council), {"addresses": pasted}, follow=True)

    assert "2 Einladungen verschickt" in answer.content.decode()
    letters = Letter.objects.order_by("to")
    assert [letter.to for letter in letters] == ["anna@example.org", "ben@example.org"]
    assert letters[0].subject == "Einladung: Jugendrat"
    assert link_in(letters[0]) != link_in(letters[1])


def test_a16_whoever_is_known_gets_no_second_mail(client, council, editor):
    MemberFactory(procedure=council, person=UserFactory(email="anna@example.org"))
    members.invite(council, ["ben@example.org"], by=editor)

    number = members.invite(
        council, ["Anna@example.org", "BEN@example.org", "cem@example.org"], by=editor
    )

    assert number == 1
    assert council.members.count() == 3


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        pytest.param("anna@example.org\nben.example.org", "ben.example.org", id="typo"),
        pytest.param(
            "\n".join(f"person{n}@example.org" for n in range(101)),
            "Das sind 101 Adressen. Bitte laden Sie höchstens 100 auf einmal ein.",
            id="too many",
        ),
    ],
)
def test_a16_refused_list_is_given_back_and_nobody_is_invited(
    client, council, editor, pasted, words
):
    answer = client.post(desk(council), {"addresses": pasted})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert words in text
    assert pasted.splitlines()[0] in text
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "role", [None, roles.PARTICIPATION_MODERATORS, roles.INTRANET_READERS]
)
def test_a16_only_who_runs_procedures_invites(council, role):
    person = UserFactory(roles=[role] if role else [])

    with pytest.raises(PermissionDenied):
        members.invite(council, ["anna@example.org"], by=person)

    assert not Letter.objects.exists()


def test_a16_link_joins_once(client, council, editor):
    members.invite(council, ["anna@example.org"], by=editor)
    link = link_in(Letter.objects.get())
    anna, other = UserFactory(), UserFactory()
    client.force_login(anna)

    opened = client.get(link)
    assert not can_see(anna, council)  # opening a link is no consent
    joined = client.post(link)
    client.force_login(other)
    again = client.post(link)

    assert opened.status_code == 200
    assert joined.headers["Location"] == reverse(
        "participation:procedure", args=["jugendrat"]
    )
    assert can_see(anna, council)
    assert again.status_code == 404
    assert not can_see(other, council)
    row = Member.objects.get()
    assert (row.person, row.email, row.link_digest) == (anna, "", "")


def test_a16_link_leads_through_the_door_and_back(client, council, editor):
    members.invite(council, ["anna@example.org"], by=editor)
    link = link_in(Letter.objects.get())
    client.logout()

    page = client.get(link)
    text = page.content.decode()

    assert "Jugendrat" in text
    assert f"/konto/anmelden/?next={link}" in text
    assert f"/konto/registrieren/?next={link}" in text or "?next=" in text
    assert "no-store" in page.headers["Cache-Control"]
    assert not page.cookies
    assert client.post(link).status_code in {302, 403}
    assert Member.objects.joined().count() == 0


def test_a16_taken_back_invitation_opens_nothing(client, council, editor):
    members.invite(council, ["anna@example.org"], by=editor)
    link, row = link_in(Letter.objects.get()), Member.objects.get()

    address = reverse("participation_member_remove", args=[council.pk, row.pk])
    client.post(address)

    answer = client.get(link)
    assert answer.status_code == 404
    assert "Diese Einladung gilt nicht mehr" in answer.content.decode()
    assert "Jugendrat" not in answer.content.decode()


def test_a16_ended_membership_closes_the_procedure(client, council, editor):
    member = MemberFactory(procedure=council)
    follow(council, person=member.person)

    members.remove(member, by=editor)

    assert not can_see(member.person, council)
    assert not Follow.objects.exists()
    entry = AuditEntry.objects.filter(action="participation.remove_member").get()
    assert entry.subject == f"Verfahren {council.pk}, Konto {member.person_id}"


def test_a16_nobody_outside_is_told_what_happens_inside(council):
    idea = ContributionFactory(activity=activity_of(council))
    inside, outside = MemberFactory(procedure=council).person, UserFactory()
    for person in (inside, outside):
        follow(council, person=person)
        Follow.objects.filter(person=person).update(rhythm="once")

    told.followers_of(council, "Neuer Termin")

    assert list(told.readers([inside, outside], council)) == [inside]
    assert not outside.notices.exists()
    assert idea.activity.procedure == council


def test_a16_whoever_joins_twice_is_a_member_once(council, editor):
    anna = UserFactory()
    members.invite(council, ["anna@example.org", "a.muster@example.org"], by=editor)
    for row in Member.objects.all():
        assert members.join(row, person=anna)

    assert council.members.get().person == anna


def test_a16_database_keeps_one_membership_per_person(council):
    member = MemberFactory(procedure=council)

    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(procedure=council, person=member.person)


def test_a16_invitations_go_with_the_personal_data(editor):
    page = ProcedurePageFactory(circle="semi", over=True)
    members.invite(page, ["anna@example.org"], by=editor)

    remove_personal_data(page, day=days_from_now(0))

    assert not Member.objects.exists()


def test_a16_link_can_not_be_guessed(client, council, editor):
    members.invite(council, ["anna@example.org"], by=editor)
    key = link_in(Letter.objects.get()).split("/")[-2]

    assert len(key) >= 43  # 256 bits
    assert key not in str(Member.objects.values().get())
    for wrong in (key[:-1], key.lower(), "x" * 43):
        address = reverse("participation:invitation", args=[wrong])
        assert client.get(address).status_code == 404
