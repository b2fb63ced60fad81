"""The administration's screens for people and for the town hall."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from home import roles
from home.models import (
    Absence,
    AuditEntry,
    Letter,
    Notice,
    Post,
    StaffProfile,
    Unit,
    User,
)
from home.notices import post_letter
from tests.factories.home import PostFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

INDEX, ADD = reverse("wagtailusers_users:index"), reverse("wagtailusers_users:add")


@pytest.fixture
def piotr(client, town):
    piotr = UserFactory(first_name="Piotr", roles=[roles.ADMINISTRATION])
    client.force_login(piotr)
    return piotr


def form(person=None, **data):
    """What the browser sends: the person as they are, and what was changed."""
    fields = {"email": "neu@example.org", "first_name": "", "last_name": ""}
    if person:
        fields = {name: getattr(person, name) for name in [*fields, "pseudonym"]}
        fields["groups"] = list(person.groups.values_list("pk", flat=True))
        fields["is_active"] = "on"
    return fields | data


def edit(client, person, **data):
    url = reverse("wagtailusers_users:edit", args=[person.pk])
    return client.post(url, form(person, **data))


def group(name):
    return Group.objects.get(name=name).pk


def test_people_are_listed(client, piotr):
    UserFactory(first_name="Leonie", last_name="Weisbrod")

    assert "Weisbrod" in client.get(INDEX).content.decode()


def test_a_new_person_chooses_a_password_by_mail(client, piotr):
    groups = [group(roles.INTRANET_READERS), group(roles.TRAINERS)]

    client.post(ADD, form(email="Aylin@Example.org", first_name="Aylin", groups=groups))

    aylin = User.objects.get(email="aylin@example.org")
    assert not aylin.has_usable_password()
    assert aylin.group_names == {roles.INTRANET_READERS, roles.TRAINERS}
    assert EmailAddress.objects.filter(user=aylin, verified=True).exists()
    letter = Letter.objects.get(to="aylin@example.org")
    assert reverse("account_reset_password") in letter.body
    actions = AuditEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["account_made", "roles_changed"]


@pytest.mark.parametrize(
    "email", ["", "kein", "schon@example.org", "SCHON@example.org"]
)
def test_an_address_is_needed_once(client, piotr, email):
    UserFactory(email="schon@example.org")

    response = client.post(ADD, form(email=email))

    assert "email" in response.context["form"].errors


def test_roles_given_and_taken_are_on_record(client, piotr):
    leonie = UserFactory(roles=[roles.INTRANET_READERS])

    edit(client, leonie, groups=[group(roles.TRAINERS)])

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("roles_changed", piotr)
    assert entry.data == {
        "gained": [roles.TRAINERS],
        "lost": [roles.INTRANET_READERS],
    }


def test_nobody_slips_into_the_staff_council_unseen(client, piotr):
    dorothea = UserFactory(roles=[roles.STAFF_COUNCIL])

    edit(
        client, piotr, groups=[group(roles.ADMINISTRATION), group(roles.STAFF_COUNCIL)]
    )

    assert (
        "Neu in der Gruppe des Personalrats"
        in Notice.objects.get(recipient=dorothea).title
    )


def test_nobody_becomes_a_superuser_here(client, piotr):
    edit(client, piotr, is_superuser="on", is_staff="on")
    client.post(ADD, form(email="chefin@example.org", is_superuser="on"))

    assert User.objects.filter(email="chefin@example.org").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_superusers_address_is_out_of_reach(client, piotr):
    root = UserFactory(email="root@example.org", is_superuser=True)

    edit(client, root, email="piotr-auch@example.org")

    assert User.objects.get(pk=root.pk).email == "root@example.org"


def test_a_changed_address_replaces_the_old_one(client, piotr):
    leonie = UserFactory(email="alt@example.org")
    EmailAddress.objects.create(user=leonie, email="alt@example.org", primary=True)

    edit(client, leonie, email="neu@example.org")

    addresses = EmailAddress.objects.filter(user=leonie)
    assert [address.email for address in addresses] == ["neu@example.org"]


def test_accounts_are_not_deleted(client, town):
    client.force_login(UserFactory(is_superuser=True))
    leonie = UserFactory()

    client.post(reverse("wagtailusers_users:delete", args=[leonie.pk]))
    bulk = reverse("wagtail_bulk_action", args=["home", "user", "delete"])
    client.post(f"{bulk}?id={leonie.pk}")

    assert User.objects.filter(pk=leonie.pk).exists()


def test_roles_are_not_given_by_the_dozen(client, piotr):
    leonie = UserFactory()
    bulk = reverse("wagtail_bulk_action", args=["home", "user", "assign_role"])

    client.post(f"{bulk}?id={leonie.pk}", {"role": group(roles.TRAINERS)})

    assert not leonie.groups.exists()


@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_EDITORS, roles.DATA_PROTECTION, roles.INTRANET_READERS]
)
def test_others_do_not_manage_people(client, town, role):
    client.force_login(UserFactory(roles=[role]))

    client.post(ADD, form(email="heimlich@example.org"))

    assert not User.objects.filter(email="heimlich@example.org").exists()


def test_what_groups_may_do_is_on_record(client, piotr):
    url = reverse("wagtailusers_groups:add")
    panels = client.get(url).context["permission_panels"]
    empty = {
        f"{panel.prefix}-{field}": 0
        for panel in panels
        for field in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    client.post(url, {"name": "Wahlamt"} | empty)

    entry = AuditEntry.objects.get(subject="Wahlamt")
    assert (entry.action, entry.actor) == ("group_changed", piotr)
    assert entry.data == {"rights": [], "pages": []}


# --- The town hall ------------------------------------------------------------


def person_row():
    return StaffProfile.objects.create(person=UserFactory(), key="leonie")


def absence_row():
    return Absence.objects.create(
        person=UserFactory(), first_day="2027-02-03", last_day="2027-02-05"
    )


def letter_row():
    return post_letter("geheim@example.org", "Ihr Code", "Der Code ist 4711.")


ROWS = {
    "unit": UnitFactory,
    "post": PostFactory,
    "absence": absence_row,
    "staffprofile": person_row,
    "letter": letter_row,
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    ("role", "status"), [(roles.ADMINISTRATION, 200), (roles.KNOWLEDGE_EDITORS, 302)]
)
def test_the_town_hall_is_the_administrations(client, town, name, role, status):
    row = ROWS[name]()
    client.force_login(UserFactory(roles=[role]))

    assert client.get(reverse(f"{name}:index")).status_code == status
    page = "inspect" if name == "letter" else "edit"
    assert client.get(reverse(f"{name}:{page}", args=[row.pk])).status_code == status


def test_a_post_is_given_to_somebody_else(client, piotr):
    post, leonie = PostFactory(title="Bürgerbüro"), UserFactory()

    client.post(
        reverse("post:edit", args=[post.pk]),
        {
            "title": post.title,
            "key": post.key,
            "unit": post.unit_id,
            "holder": leonie.pk,
        },
    )

    assert Post.objects.get(pk=post.pk).holder == leonie


def test_a_unit_does_not_belong_to_itself(client, piotr):
    unit = UnitFactory()

    response = client.post(
        reverse("unit:edit", args=[unit.pk]),
        {"name": unit.name, "key": unit.key, "parent": unit.pk, "position": 0},
    )

    assert "parent" in response.context["form"].errors
    assert Unit.objects.get(pk=unit.pk).parent is None


def test_a_unit_with_posts_is_not_deleted(client, piotr):
    post = PostFactory()

    address = reverse("unit:delete", args=[post.unit_id])
    response = client.post(address, follow=True)

    assert "wird noch gebraucht" in response.content.decode()
    assert Unit.objects.filter(pk=post.unit_id).exists()


def test_the_text_of_a_mail_is_not_shown(client, piotr):
    letter = letter_row()

    body = client.get(reverse("letter:inspect", args=[letter.pk])).content.decode()

    assert "geheim@example.org" in body
    assert "4711" not in body


@pytest.mark.parametrize("state", [Letter.State.PARKED, Letter.State.SENT])
def test_only_a_parked_mail_is_sent_again(client, piotr, state):
    letter = letter_row()
    Letter.objects.update(state=state, attempts=5)

    client.post(reverse("home_send_again", args=[letter.pk]))

    letter.refresh_from_db()
    tried = state == Letter.State.PARKED
    assert (letter.state == Letter.State.WAITING) is tried
    assert AuditEntry.objects.filter(action="letter_tried_again").exists() is tried


@pytest.mark.parametrize("name", ["letter", "auditentry"])
@pytest.mark.parametrize("act", ["add", "edit", "delete"])
@pytest.mark.parametrize(
    "person", [{"is_superuser": True}, {"roles": [roles.ADMINISTRATION]}]
)
def test_mails_and_the_trail_are_for_reading(client, town, name, act, person):
    letter = letter_row()
    entry = AuditEntry.objects.first()
    client.force_login(UserFactory(**person))
    row = letter if name == "letter" else entry
    args = [] if act == "add" or row is None else [row.pk]
    if row is None and act != "add":
        args = [1]

    response = client.get(reverse(f"{name}:{act}", args=args))

    assert response.status_code in {302, 404}


@pytest.mark.parametrize(
    ("role", "status"),
    [(roles.ADMINISTRATION, 200), (roles.DATA_PROTECTION, 200), (roles.TRAINERS, 302)],
)
def test_the_trail_is_read_by_those_in_charge(client, town, role, status):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(reverse("auditentry:index")).status_code == status


def test_the_first_screen_shows_what_waits(client, piotr):
    body = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Wartet auf mich" in body
    assert "Schreiben: Impressum" in body


@pytest.mark.parametrize("role", [roles.INTRANET_READERS])
def test_readers_do_not_reach_the_first_screen(client, town, role):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(reverse("wagtailadmin_home")).status_code == 403
