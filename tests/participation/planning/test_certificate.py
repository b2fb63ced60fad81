import io
from datetime import date, datetime, timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.clock import BERLIN
from participation.planning import pdf_check
from participation.planning.certificate import certificate, texts
from participation.planning.models import (
    Appearance,
    OtherAccess,
    PortalEntry,
    Probe,
    PublishedVersion,
)
from participation.planning.outages import began_at
from participation.planning.publication import publish_documents
from tests.factories.home import UserFactory
from tests.factories.planning import (
    DocumentVersionFactory,
    PublicNoticeFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 5, 10, 0, tzinfo=BERLIN)


@pytest.fixture
def round():
    """A round that is over, with everything that a note tells of."""
    round = RoundFactory(
        first_day=date(2027, 1, 4),
        last_day=date(2027, 2, 3),
        approved_at=datetime(2026, 12, 20, 9, 0, tzinfo=BERLIN),
    )
    notice = PublicNoticeFactory(round=round)
    Appearance.objects.create(
        notice=notice,
        medium="gazette",
        name="Amtsblatt",
        issue="Nr. 51",
        appeared_on=date(2026, 12, 17),
    )
    PortalEntry.objects.create(
        round=round,
        portal="geoportal",
        link="https://www.geoportal.rlp.example/47",
        entered_on=date(2027, 1, 4),
    )
    OtherAccess.objects.create(
        round=round, kind="paper", building="Rathaus", room="3.04", hours="8 bis 12 Uhr"
    )
    return round


def shown(round, **fields):
    version = DocumentVersionFactory(**fields)
    return PublishedVersion.objects.create(round=round, version=version)


def watched(round, bad=()):
    at = began_at(round)
    for number in range(31 * 24 * 4):
        Probe.objects.create(
            round=round,
            at=at + number * timedelta(minutes=15),
            status=200,
            is_good=number not in bad,
        )


def test_bp11_note_tells_form_and_day_of_the_notice(round):
    told = texts(round, NOW)

    [notice] = told["notices"]
    assert notice["appearances"] == [
        "Amtsblatt: Amtsblatt Nr. 51, erschienen am Donnerstag, 17. Dezember 2026,"
        " bewirkt mit Ablauf dieses Tages"
    ]
    facts = dict(told["plan"])
    assert facts["Erster Tag"] == "Montag, 4. Januar 2027, 0 Uhr"
    assert facts["Letzter Tag"] == "Mittwoch, 3. Februar 2027, 24 Uhr"
    assert facts["Rechtsgrundlage"] == "§ 3 Abs. 2 Satz 1 BauGB"
    assert "GeoPortal.rlp" in told["portals"][0]


def test_b10_bp11_note_tells_minutes_and_checksums_of_every_version(round):
    first = shown(round, document__plan=round.plan)
    second = shown(
        round,
        document=first.version.document,
        number=2,
        replaced_because="Ein Maß war falsch.",
        asks_renewal=False,
        confirmed_at=datetime(2027, 1, 20, 8, 30, tzinfo=BERLIN),
    )
    publish_documents(round, round.approved_at)

    old, new = texts(round, NOW)["documents"]

    assert dict(old["facts"])["Erste öffentliche Minute"] == "4. Januar 2027, 00:00 Uhr"
    assert dict(old["facts"])["Letzte öffentliche Minute"].startswith("20. Januar 2027")
    assert dict(old["facts"])["Ersetzt durch"] == "Fassung 2"
    assert dict(new["facts"])["Grund der Ersetzung"] == "Ein Maß war falsch."
    assert dict(new["facts"])["Erneute Veröffentlichung"] == "nein"
    assert new["sha512"] == second.version.sha512


def test_b10_bp11_note_tells_outages(round):
    watched(round, bad={8, 9})

    watch = texts(round, NOW)["watch"]

    facts = dict(watch["facts"])
    assert facts["Prüfläufe"] == "2.976"
    assert facts["Summe der Ausfälle"] == "30 Minuten"
    assert facts["Summe der Zeiten ohne Prüfung"] == "0 Minuten"
    assert watch["gaps"] == [
        "4. Januar 2027, 02:00 Uhr bis 4. Januar 2027, 02:30 Uhr: nicht abrufbar"
        " (30 Minuten)"
    ]


def test_bp11_note_is_a_pdf_that_everybody_can_read(round):
    shown(round, document__plan=round.plan)

    made = certificate(round, NOW)

    assert pdf_check.problems(SimpleUploadedFile("vermerk.pdf", made)) == []
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Bekanntmachungs- und Veröffentlichungsvermerk"


def test_bp11_what_people_typed_is_not_read_as_markup(round):
    round.plan.name = "#panic() $x$ \\ *Am* _Gradierwerk_ @a"
    shown(round, document__plan=round.plan, document__title="#pagebreak() // <a>")

    assert certificate(round, NOW).startswith(b"%PDF-")


def test_b10_bp11_note_is_downloaded_from_the_desk(client):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    round = RoundFactory()
    draft = RoundFactory(plan=round.plan, number=2, draft=True)

    answer, nothing = (
        client.get(reverse("planning:round_certificate", args=[row.plan_id, row.pk]))
        for row in (round, draft)
    )

    assert answer.content.startswith(b"%PDF-")
    assert "vermerk-" in answer.headers["Content-Disposition"]
    assert nothing.status_code == 404


def test_bp28_proof_on_the_desk_shows_gaps_and_takes_a_decision(client):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    round = RoundFactory()
    Probe.objects.create(
        round=round, at=timezone.now(), is_good=False, error="Leitung tot"
    )
    address = reverse("planning:round_proof", args=[round.plan_id, round.pk])

    page = client.get(address).content.decode()
    empty = client.post(address, {"decision": "extend", "reason": ""})
    decided = client.post(address, {"decision": "extend", "reason": "Fünf Tage."})

    assert "Leitung tot" in page
    assert "nicht geprüft" in page
    assert (empty.status_code, decided.status_code) == (400, 302)
