import json

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import EmailField
from django.urls import reverse

from home import roles
from home.audit import broken_links
from home.models import AuditEntry, Letter, Notice, User
from home.notices import tell
from home.privacy import erase, erase_again, export_of, ledger
from home.registries import personal_data
from tests.factories.home import PostFactory, UserFactory

pytestmark = pytest.mark.django_db

APPS = ["home", "participation", "intranet", "knowledge", "training"]
# Models that name people only as somebody in office, or hold nothing about them.
NO_PERSONAL_DATA = {
    "home.AuditEntry": "by law on record: who did what in office",
    "home.PageCare": "who last checked a page, in office",
    "home.Unit": "addresses of offices",
    "home.TownSettings": "addresses of offices",
    "home.TownImage": "who uploaded a picture, in office",
    "home.TownDocument": "who uploaded a document, in office",
    "participation.ArchivingReason": "acts in office, with a name on purpose",
    "participation.ImplementationReport": "written in office",
    "participation.MergeAct": "acts in office",
    "participation.ModerationAct": "acts in office",
    "participation.OfficialAnswer": "acts in office",
    "participation.Outcome": "acts in office",
    "participation.RecordedSupport": "who recorded it, in office; of others a hash",
    "training.OfferPage": "trainers in office",
    "training.Occupation": "trainers in office; comes and goes with the session",
    "training.RegistrationStep": "belongs to a registration and goes with it",
}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def nina(town):
    nina = UserFactory(
        email="nina@example.org",
        first_name="Nina",
        last_name="Acker",
        pseudonym="Nina vom Marktplatz",
    )
    nina.set_password("langes-kennwort-nina")
    nina.save()
    EmailAddress.objects.create(user=nina, email=nina.email, verified=True)
    tell(nina, "Neue Bänke")
    return nina


def names_people(model):
    user = get_user_model()
    return any(
        field.related_model is user or isinstance(field, EmailField)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
    )


@pytest.mark.parametrize(
    "label",
    [m._meta.label for app in APPS for m in apps.get_app_config(app).get_models()],
)
def test_every_model_about_people_is_in_the_record_of_processing(label):
    model = apps.get_model(label)
    known = {entry.model.lower() for entry in personal_data}
    known |= {name.lower() for name in NO_PERSONAL_DATA}

    assert not names_people(model) or label.lower() in known


def test_entries_are_for_what_exists():
    for entry in personal_data:
        assert apps.get_model(entry.model)
        assert entry.purpose
        assert entry.kept


def test_the_copy_holds_what_is_known(client, nina):
    client.force_login(nina)

    response = client.get(reverse("home:my_data_export"))

    assert "attachment" in response["Content-Disposition"]
    data = {part["bereich"]: part for part in json.loads(response.content)["daten"]}
    assert data["home.User"]["eintraege"][0]["last_name"] == "Acker"
    assert data["home.Notice"]["eintraege"][0]["title"] == "Neue Bänke"
    assert data["home.User"]["zweck"].startswith("das Konto")


def test_the_copy_holds_nothing_of_others(nina):
    other = UserFactory(last_name="Fremdling")
    tell(other, "Nicht für Nina")

    text = json.dumps(export_of(nina), default=str)

    assert "Fremdling" not in text
    assert "Nicht für Nina" not in text


def test_whoever_erases_their_account_is_gone(client, nina):
    client.force_login(nina)

    response = client.post(
        reverse("home:erase_account"), {"proof": "langes-kennwort-nina"}
    )

    assert response.status_code == 302
    assert not User.objects.filter(email__icontains="nina").exists()
    left = User.objects.get(pk=nina.pk)
    assert left.public_name == "Gelöschtes Konto"
    assert (left.first_name, left.last_name, left.pseudonym) == ("", "", "")
    assert not left.is_active
    assert not left.has_usable_password()
    assert not EmailAddress.objects.filter(user=nina).exists()
    assert not Notice.objects.filter(recipient=nina).exists()
    assert [letter.subject for letter in Letter.objects.all()] == [
        "Ihr Konto ist gelöscht"
    ]
    assert client.get(reverse("home:my_page")).status_code == 302


def test_the_erasure_is_on_record_without_a_name(nina):
    erase(nina, reason="Auf eigenen Wunsch.")

    entry = AuditEntry.objects.get()
    assert entry.action == "person_erased"
    assert "nina" not in f"{entry.subject}{entry.reason}{entry.data}".lower()
    assert broken_links() == []


def test_a_wrong_password_erases_nothing(client, nina):
    client.force_login(nina)

    response = client.post(reverse("home:erase_account"), {"proof": "geraten"})

    assert response.status_code == 400
    assert "Dieses Passwort stimmt nicht." in response.content.decode()
    assert User.objects.get(pk=nina.pk).email == "nina@example.org"


def test_without_a_password_the_address_is_asked(client, nina):
    nina.set_unusable_password()
    nina.save()
    client.force_login(nina)
    url = reverse("home:erase_account")

    client.post(url, {"proof": "anders@example.org"})
    assert User.objects.filter(email="nina@example.org").exists()
    client.post(url, {"proof": "Nina@example.org"})

    assert not User.objects.filter(email="nina@example.org").exists()


def test_staff_do_not_erase_themselves(client, town):
    leonie = UserFactory(roles=[roles.INTRANET_READERS])
    client.force_login(leonie)

    client.post(reverse("home:erase_account"), {"proof": leonie.email})

    assert User.objects.get(pk=leonie.pk).email == leonie.email


def test_an_erased_member_of_staff_leaves_their_posts(town):
    oskar = UserFactory(roles=[roles.INTRANET_READERS])
    post = PostFactory(holder=oskar)

    erase(oskar)

    post.refresh_from_db()
    assert post.holder is None
    assert not oskar.groups.exists()


def test_what_fails_erases_nothing_and_remembers_nothing(nina, monkeypatch):
    broken = type(personal_data[0])(
        "home.Unit", [], "x", "x", lambda person: [], lambda person: 1 / 0
    )
    monkeypatch.setattr("home.privacy.personal_data", [*personal_data, broken])

    with pytest.raises(ZeroDivisionError):
        erase(nina)

    assert User.objects.filter(email="nina@example.org").exists()
    assert not ledger().exists()


def test_whoever_comes_back_with_a_backup_is_erased_again(
    nina, django_capture_on_commit_callbacks
):
    other = UserFactory(email="bleibt@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        erase(nina)
    User.objects.filter(pk=nina.pk).update(email="nina@example.org", last_name="Acker")

    assert erase_again() == 1

    assert User.objects.get(pk=nina.pk).last_name == ""
    assert User.objects.filter(pk=other.pk, email="bleibt@example.org").exists()
    assert "nina" not in ledger().read_text("utf-8")


def test_somebody_new_with_an_old_number_is_left_alone(
    nina, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase(nina)
    User.objects.filter(pk=nina.pk).update(email="jemand-neues@example.org")

    assert erase_again() == 0


def test_erase_person_from_the_command_line(nina, capsys):
    call_command("erase_person", "NINA@example.org", reason="Antrag vom 3. Mai")

    assert not User.objects.filter(email="nina@example.org").exists()
    assert "home.User: 1" in capsys.readouterr().out


def test_erase_person_fails_for_nobody(town):
    with pytest.raises(CommandError, match="Niemand"):
        call_command("erase_person", "niemand@example.org", reason="Antrag vom 3. Mai")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (roles.DATA_PROTECTION, True),
        (roles.ADMINISTRATION, False),
        (roles.PARTICIPATION_EDITORS, False),
        (roles.INTRANET_READERS, False),
    ],
)
def test_the_officer_alone_acts_for_others(client, nina, role, allowed):
    client.force_login(UserFactory(roles=[role]))
    form = {"email": nina.email, "act": "erase", "reason": "Antrag vom 3. Mai 2027"}

    client.post(reverse("home_privacy"), form)

    assert User.objects.filter(email="nina@example.org").exists() is not allowed


def test_the_officer_downloads_a_copy_on_record(client, nina):
    client.force_login(UserFactory(roles=[roles.DATA_PROTECTION]))
    form = {"email": nina.email, "act": "copy", "reason": "Antrag vom 3. Mai 2027"}

    response = client.post(reverse("home_privacy"), form)

    assert "Acker" in response.content.decode()
    assert AuditEntry.objects.get().action == "data_copied"


def test_the_record_of_processing_names_every_entry(client, town):
    client.force_login(UserFactory(roles=[roles.DATA_PROTECTION]))

    body = client.get(reverse("home_privacy")).content.decode()

    assert [entry.model for entry in personal_data if entry.model not in body] == []
