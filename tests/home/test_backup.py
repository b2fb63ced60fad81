import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home.backup import MANIFEST
from home.models import Unit, User
from home.privacy import erase
from tests.factories.home import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

needs_programs = pytest.mark.skipif(
    connection.vendor == "postgresql" and not shutil.which("pg_dump"),
    reason="pg_dump is not installed",
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        root.mkdir()
        (root / "plan.txt").write_text("Lageplan")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "sicherung"


@needs_programs
def test_what_was_backed_up_comes_back(target, settings):
    UnitFactory(name="Stadtarchiv")
    UserFactory(email="nina@example.org")
    call_command("backup", target)
    Unit.objects.all().delete()
    User.objects.all().delete()
    Path(settings.PRIVATE_MEDIA_ROOT / "plan.txt").write_text("verändert")
    Path(settings.MEDIA_ROOT / "danach.txt").write_text("neuer als die Sicherung")

    call_command("restore", target)

    assert Unit.objects.get().name == "Stadtarchiv"
    assert User.objects.get().email == "nina@example.org"
    assert Path(settings.PRIVATE_MEDIA_ROOT / "plan.txt").read_text() == "Lageplan"
    assert not Path(settings.MEDIA_ROOT / "danach.txt").exists()


@needs_programs
def test_whoever_was_erased_meanwhile_stays_erased(target, capsys):
    nina = UserFactory(email="nina@example.org", last_name="Acker")
    call_command("backup", target)
    erase(nina)

    call_command("restore", target, "--force")

    assert not User.objects.filter(last_name="Acker").exists()
    assert "1 gelöschte Konten" in capsys.readouterr().out


@needs_programs
def test_a_town_that_is_there_is_not_replaced_by_mistake(target):
    UserFactory()
    call_command("backup", target)
    UnitFactory(name="Seither gegründet")

    with pytest.raises(CommandError, match="--force"):
        call_command("restore", target)

    assert Unit.objects.get().name == "Seither gegründet"


@needs_programs
@pytest.mark.parametrize(
    "damage", ["changed", "missing", "no manifest", "other vendor"]
)
def test_a_damaged_backup_is_refused(target, damage):
    UnitFactory(name="Stadtarchiv")
    call_command("backup", target)
    if damage == "changed":
        (target / "media" / "plan.txt").write_text("gefälscht")
    if damage == "missing":
        (target / "private" / "plan.txt").unlink()
    if damage == "no manifest":
        (target / MANIFEST).unlink()
    if damage == "other vendor":
        manifest = json.loads((target / MANIFEST).read_text())
        (target / MANIFEST).write_text(json.dumps(manifest | {"vendor": "oracle"}))
    Unit.objects.update(name="Von heute")

    with pytest.raises(CommandError):
        call_command("restore", target, "--force")

    assert Unit.objects.get().name == "Von heute"


def test_a_backup_is_not_mixed_with_other_files(target):
    target.mkdir()
    (target / "liste.txt").write_text("gehört jemandem")

    with pytest.raises(CommandError, match="nicht leer"):
        call_command("backup", target)


@needs_programs
def test_only_its_owner_opens_a_backup(target):
    call_command("backup", target)

    assert target.stat().st_mode & 0o777 == 0o700
