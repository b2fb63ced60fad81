from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.pagecache import drop_all
from home.registries import outlets
from participation.clock import BERLIN
from participation.models import ProcedurePage
from participation.page_forms import RESERVED_SLUGS
from participation.planning import publication
from participation.planning.models import (
    Appearance,
    DocumentVersion,
    OtherAccess,
    Plan,
    PlanDocument,
    PublishedVersion,
    Round,
)
from participation.planning.publication import address_of, publish_documents
from participation.verbs import NEVER_IN_FORMAL, Verb
from tests.factories.home import PostFactory, UserFactory
from tests.factories.participation import ProcedurePageFactory, days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    PublicNoticeFactory,
    RoundFactory,
    StatementFactory,
)
from tests.participation.test_admin import form_of

FIRST, LAST = date(2027, 1, 4), date(2027, 2, 3)


def moment(*when):
    return datetime(*when, tzinfo=BERLIN)


def chosen(round, **fields):
    """A version that was chosen for a round; nobody wrote its minutes down yet."""
    version = DocumentVersionFactory(document__plan=round.plan, **fields)
    return PublishedVersion.objects.create(round=round, version=version)


def page_of(round):
    return Client().get(round.get_absolute_url())


def text_of(round):
    return page_of(round).content.decode()


def fetched(version, **headers):
    return Client().get(address_of(version), headers=headers)


def body(answer):
    return b"".join(answer.streaming_content)


# --- The minutes ------------------------------------------------------------


@pytest.mark.parametrize(
    ("approved", "confirmed", "first"),
    [
        pytest.param(
            moment(2026, 12, 20, 9, 0), None, moment(2027, 1, 4), id="before the start"
        ),
        pytest.param(
            moment(2027, 1, 4, 10, 17), None, moment(2027, 1, 4, 10, 17), id="too late"
        ),
        pytest.param(
            moment(2026, 12, 20, 9, 0),
            moment(2027, 1, 20, 8, 30),
            moment(2027, 1, 20, 8, 30),
            id="a replacement",
        ),
    ],
)
def test_bp29_first_minute_follows_from_days_and_approval(approved, confirmed, first):
    round = Round(first_day=FIRST, last_day=LAST)
    version = DocumentVersion(confirmed_at=confirmed)

    assert publication.first_minute(round, version, approved) == first


def test_bp29_last_minute_is_the_end_of_the_last_day_or_of_the_version():
    round = Round(first_day=FIRST, last_day=LAST)
    replaced = moment(2027, 1, 20, 8, 30)

    assert publication.last_minute(round, None) == moment(2027, 2, 3, 23, 59)
    assert publication.last_minute(round, replaced) == replaced
    later = replaced + timedelta(days=99)
    assert publication.last_minute(round, later) == moment(2027, 2, 3, 23, 59)


@pytest.mark.django_db
def test_bp29_minutes_are_written_down_once():
    round = RoundFactory()
    row = chosen(round)
    publish_documents(round, round.approved_at)
    row.refresh_from_db()
    first = row.first_minute
    Round.objects.filter(pk=round.pk).update(last_day=days_from_now(60))
    round.refresh_from_db()

    publish_documents(round, timezone.now())

    row.refresh_from_db()
    assert first == publication.start_of(round.first_day)
    assert row.first_minute == first
    assert row.last_minute == publication.end_of(round.last_day)


@pytest.mark.django_db
def test_bp29_job_writes_down_what_nobody_wrote_down():
    row = chosen(RoundFactory())
    draft = chosen(RoundFactory(draft=True))

    now = timezone.now()

    assert (publication.settle(now), publication.settle(now)) == (1, 0)
    row.refresh_from_db()
    draft.refresh_from_db()
    assert row.first_minute is not None
    assert draft.first_minute is None


@pytest.mark.django_db
def test_bp29_last_minute_follows_an_extension_by_itself():
    row = chosen(RoundFactory())
    publication.settle(timezone.now())
    Round.objects.update(last_day=days_from_now(60))

    publication.settle(timezone.now())

    row.refresh_from_db()
    assert row.last_minute == publication.end_of(days_from_now(60))


# --- The files --------------------------------------------------------------


@pytest.mark.django_db
def test_bp28_document_is_sent_to_everybody_as_it_is():
    version = chosen(RoundFactory(), content=b"%PDF-1.7 Plan").version

    answer = fetched(version)

    assert answer.status_code == 200
    assert body(answer) == b"%PDF-1.7 Plan"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["ETag"] == f'"{version.sha256}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="begruendung.pdf"'
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "public" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_document_that_a_browser_has_is_not_sent_again():
    version = chosen(RoundFactory()).version

    answer = fetched(version, **{"If-None-Match": f'"{version.sha256}"'})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.django_db
def test_other_files_are_downloads_in_a_cage():
    version = chosen(RoundFactory(), filename="plan.png").version

    answer = fetched(version)
    body(answer)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.django_db
def test_bp28_document_is_asked_for_in_one_query(client):
    address = address_of(chosen(RoundFactory()).version)

    with CaptureQueriesContext(connection) as queries:
        body(client.get(address))

    assert len(queries) == 1


def of_a_draft_round():
    return chosen(RoundFactory(draft=True)).version


def of_a_round_to_come():
    round = RoundFactory(first_day=days_from_now(1), last_day=days_from_now(40))
    return chosen(round).version


def of_authorities():
    return chosen(RoundFactory(to_authorities=True)).version


def of_a_replacement_to_come():
    row = chosen(RoundFactory())
    PublishedVersion.objects.filter(pk=row.pk).update(
        first_minute=timezone.now() + timedelta(hours=1)
    )
    return row.version


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        DocumentVersionFactory,
        of_a_draft_round,
        of_a_round_to_come,
        of_authorities,
        of_a_replacement_to_come,
    ],
)
def test_bp29_what_was_never_public_is_not_there(make):
    assert fetched(make()).status_code == 404


@pytest.mark.django_db
def test_document_has_one_name():
    version = chosen(RoundFactory()).version
    address = address_of(version).replace("begruendung", "ruecktritt")

    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_bp29_what_was_public_once_stays_to_be_read():
    round = RoundFactory(over=True)
    version = chosen(round).version
    publish_documents(round, round.approved_at)

    assert body(fetched(version)) == b"%PDF-1.7 Entwurf"


@pytest.mark.django_db
def test_bp29_document_becomes_public_at_midnight_by_itself():
    round = RoundFactory(
        first_day=FIRST, last_day=LAST, approved_at=moment(2026, 12, 20, 9, 0)
    )
    version = chosen(round).version

    with time_machine.travel(moment(2027, 1, 3, 23, 59), tick=False):
        before = fetched(version).status_code
    with time_machine.travel(moment(2027, 1, 4, 0, 0), tick=False):
        after = fetched(version)
        body(after)

    assert (before, after.status_code) == (404, 200)


# --- The page ---------------------------------------------------------------


@pytest.mark.django_db
def test_bp28_page_shows_days_documents_and_checksums():
    round = RoundFactory(
        first_day=FIRST, last_day=LAST, approved_at=moment(2026, 12, 20, 9, 0)
    )
    row = chosen(round, document__title="Begründung mit Umweltbericht")

    with time_machine.travel(moment(2027, 1, 23, 12, 0), tick=False):
        text = text_of(round)

    assert "noch 12 Tage, bis Mittwoch, 3. Februar, 24\xa0Uhr" in text
    assert "Montag, 4. Januar 2027" in text
    assert "Mittwoch, 3. Februar 2027" in text
    assert "Begründung mit Umweltbericht" in text
    assert address_of(row.version) in text
    assert row.version.sha256 in text
    assert "§ 3 Abs. 2 Satz 1 BauGB" in text


@pytest.mark.django_db
def test_bp14_page_names_every_way_to_hand_in(settings):
    post = PostFactory(unit__email="bauamt@example.org", unit__phone="06399 1")
    page = ProcedurePageFactory(kind="formal", phases=[], activities=[], contact=post)
    round = RoundFactory(plan=PlanFactory(procedure=page))
    OtherAccess.objects.create(
        round=round,
        kind="paper",
        building="Rathaus, Marktplatz 1",
        room="Raum 3.04",
        hours="montags 8 bis 12 Uhr",
        contact="Frau Stein",
    )

    text = text_of(round)

    assert "mailto:bauamt@example.org" in text
    assert "Niederschrift" in text
    assert "Raum 3.04" in text
    assert "Per Post" in text
    assert "Stellungnahmen sollen elektronisch übermittelt werden" in text


@pytest.mark.django_db
def test_bp14_page_names_the_ways_that_the_notice_names():
    round = RoundFactory()
    ways = {"email": "plan@example.org", "post": "Weg 1", "record": "Zimmer 7"}
    PublicNoticeFactory(round=round, fields=ways)

    text = text_of(round)

    assert "mailto:plan@example.org" in text
    assert ("Weg 1" in text, "Zimmer 7" in text) == (True, True)
    assert reverse("participation:receipt_lookup") in text


@pytest.mark.django_db
def test_page_leads_to_the_plan_once_it_is_in_force():
    round = RoundFactory(over=True)
    where = reverse("participation:plan_archive", args=[round.procedure.slug])
    before = text_of(round)

    Plan.objects.update(statute_on=round.last_day, in_force_on=date(2027, 1, 4))
    drop_all()

    assert where not in before
    for address in (round.get_absolute_url(), round.procedure.get_url()):
        assert where in Client().get(address).content.decode()
    assert "Ergebnis liegt vor" in text_of(round)


@pytest.mark.django_db
def test_bp06_page_shows_the_notice_and_where_it_appeared():
    round = RoundFactory()
    notice = PublicNoticeFactory(round=round, text="Der Stadtrat hat beschlossen.")
    PublicNoticeFactory(round=round, text="Noch ein Entwurf.", approved_at=None)
    Appearance.objects.create(
        notice=notice,
        medium="gazette",
        name="Amtsblatt",
        issue="Nr. 51",
        appeared_on=date(2026, 12, 17),
    )

    text = text_of(round)

    assert "Der Stadtrat hat beschlossen." in text
    assert "Amtsblatt Nr. 51" in text
    assert "Noch ein Entwurf" not in text


@pytest.mark.django_db
def test_bp07_page_groups_environmental_information_by_topic():
    round = RoundFactory()
    chosen(
        round,
        document__title="Schallgutachten",
        document__topics=["mensch"],
        document__keywords=["Lärm der Bahnlinie"],
    )

    text = text_of(round)

    assert "Mensch und Gesundheit" in text
    assert "Lärm der Bahnlinie" in text
    assert f"<dt>{PlanDocument.Topic.WATER.label}" not in text


@pytest.mark.django_db
def test_bp17_late_hint_stands_where_the_notice_gave_it():
    told, untold = RoundFactory(), RoundFactory()
    early = RoundFactory(rule="3-1")
    PublicNoticeFactory(round=told)
    PublicNoticeFactory(round=untold, warns_of_lateness=False)

    assert "unberücksichtigt bleiben" in text_of(told)
    assert "unberücksichtigt bleiben" not in text_of(untold)
    assert "unberücksichtigt bleiben" not in text_of(early)


@pytest.mark.django_db
def test_bp23_page_says_what_changed_and_that_nothing_else_counts():
    round = RoundFactory(
        rule="4a-3", number=2, is_limited=True, changes="Die Zufahrt liegt im Norden."
    )

    text = text_of(round)

    assert "Die Zufahrt liegt im Norden." in text
    assert "nur zu den geänderten oder ergänzten Teilen" in text


@pytest.mark.django_db
def test_bp23_page_links_what_is_new_since_the_last_publication():
    first = RoundFactory(over=True)
    kept = chosen(first, document__title="Begründung").version
    second = RoundFactory(plan=first.plan, rule="4a-3-limited", number=2)
    PublishedVersion.objects.create(round=second, version=kept)
    chosen(second, document__title="Änderungen im Überblick")

    new = page_of(second).context["new_papers"]

    assert [paper.document.title for paper in new] == ["Änderungen im Überblick"]


@pytest.mark.django_db
def test_bp23_page_that_is_over_leads_to_the_round_that_runs():
    first = RoundFactory(over=True)
    second = RoundFactory(plan=first.plan, rule="4a-3", number=2)

    assert second.get_absolute_url() in text_of(first)
    assert first.get_absolute_url() not in text_of(second)


@pytest.mark.django_db
def test_bp22_early_page_says_where_to_talk_and_how_the_young_take_part():
    round = RoundFactory(
        rule="3-1", discussion="Abend im Kursaal", youth="Werkstatt in der Schule"
    )

    text = text_of(round)

    assert "Abend im Kursaal" in text
    assert "Werkstatt in der Schule" in text


@pytest.mark.django_db
def test_bp29_page_marks_what_was_replaced():
    round = RoundFactory()
    first = chosen(round)
    second = DocumentVersionFactory(
        document=first.version.document, number=2, confirmed_at=timezone.now()
    )
    PublishedVersion.objects.create(round=round, version=second)
    publish_documents(round, round.approved_at)

    text = text_of(round)

    assert text.index(address_of(second)) < text.index(address_of(first.version))
    assert "ersetzt" in text
    assert body(fetched(first.version))


@pytest.mark.django_db
def test_page_before_the_start_shows_no_documents():
    round = RoundFactory(first_day=days_from_now(3), last_day=days_from_now(40))
    row = chosen(round, document__title="Schallgutachten")

    text = text_of(round)

    assert "Schallgutachten" not in text
    assert address_of(row.version) not in text


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"draft": True}, {"to_authorities": True}])
def test_round_that_is_not_for_everybody_has_no_page(fields):
    assert page_of(RoundFactory(**fields)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["3-2-2", "3-1-1", "3-2", "x", "3-2-99999999999"])
def test_page_of_no_round_is_not_there(key):
    slug = RoundFactory().procedure.slug

    assert Client().get(f"/beteiligung/{slug}/auslegung/{key}/").status_code == 404


@pytest.mark.django_db
def test_bp28_page_answers_whatever_becomes_of_the_procedures_own_page():
    round = RoundFactory()
    version = chosen(round).version
    page = ProcedurePage.objects.get(pk=round.procedure_id)
    page.unpublish()

    answer = page_of(round)

    assert answer.status_code == 200
    assert reverse("participation:procedure", args=[page.slug]) + '"' not in (
        answer.content.decode()
    )
    assert body(fetched(version))


def test_addresses_of_documents_are_no_procedures():
    assert {"unterlagen", "auslegung"} <= RESERVED_SLUGS


# --- Without cookie, login, script, cache, mail or worker ---------------------


class BrokenCache(BaseCache):
    """A cache whose server is away."""

    def __init__(self, location, params):
        super().__init__(params)

    def add(self, *args, **kwargs):
        raise ConnectionError

    get = set = touch = delete = has_key = clear = incr = add
    get_many = set_many = delete_many = add


class WithoutCookies(Client):
    """A browser that takes no cookies."""

    def request(self, **request):
        response = super().request(**request)
        self.cookies.clear()
        return response


@pytest.fixture
def everything_else_is_away(settings):
    here = f"{__name__}.{BrokenCache.__name__}"
    options = {"main": {"BACKEND": here}}
    settings.CACHES = {
        "default": {"BACKEND": "home.cache.SteadyCache", "OPTIONS": options}
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    caches["default"].clear()


@pytest.mark.django_db
def test_bp28_page_and_document_need_nothing_but_the_database(
    everything_else_is_away,
):
    round = RoundFactory()
    version = chosen(round).version  # no worker wrote its minutes down
    browser = WithoutCookies()

    for _ in range(2):
        page = browser.get(round.get_absolute_url())
        document = browser.get(address_of(version))

        assert page.status_code == 200
        assert address_of(version) in page.content.decode()
        assert body(document) == b"%PDF-1.7 Entwurf"
        assert not page.cookies
        assert not document.cookies


@pytest.mark.django_db
def test_bp28_document_asks_no_cache_at_all(settings):
    version = chosen(RoundFactory()).version
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.{BrokenCache.__name__}"}}

    assert body(fetched(version)) == b"%PDF-1.7 Entwurf"


@pytest.mark.django_db
def test_bp28_staff_before_their_second_factor_read_like_everybody(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    round = RoundFactory()
    version = chosen(round).version
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True, is_staff=True))

    assert browser.get(round.get_absolute_url()).status_code == 200
    assert body(browser.get(address_of(version)))


# --- The procedure's page -----------------------------------------------------


@pytest.mark.django_db
def test_procedure_leads_to_its_rounds():
    round = RoundFactory()
    draft = RoundFactory(plan=round.plan, number=2, draft=True, title="Später")

    where = reverse("participation:procedure", args=[round.plan.procedure.slug])
    text = Client().get(where).content.decode()

    assert round.get_absolute_url() in text
    assert draft.title not in text


@pytest.mark.django_db
def test_informal_procedures_pay_nothing_for_rounds(client):
    page = ProcedurePageFactory()
    address = reverse("participation:procedure", args=[page.slug])
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(f"{address}?anders=1")

    asked = [query["sql"] for query in queries if "planning" in query["sql"].lower()]
    assert not [sql for sql in asked if "participation_plan" in sql]


@pytest.mark.django_db
def test_address_in_a_notice_stays(client, town):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = RoundFactory().procedure
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(kind="formal", phases=[], activities=[], slug="anders")

    answer = client.post(address, data)

    assert "Diese Adresse steht in einer Bekanntmachung" in answer.content.decode()
    page.refresh_from_db()
    assert page.slug != "anders"


# --- BP-33: apart from likes and comments -------------------------------------


@pytest.mark.django_db
def test_bp33_no_outlet_shows_a_statement_to_everybody():
    word = "Quendelwiese"
    round = RoundFactory()
    chosen(round)
    StatementFactory(round=round, text=word, name=word, address=word, email="")
    citizen = Client()
    citizen.force_login(UserFactory())

    for browser in (Client(), citizen):
        shown = [
            address
            for outlet in outlets
            for address in outlet.addresses(word)
            if address != f"/suche/?q={word}" and word in read(browser.get(address))
        ]
        assert [a for a in shown if word not in a] == []


def read(answer):
    content = body(answer) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


@pytest.mark.django_db
def test_bp33_formal_procedures_offer_no_votes():
    page = ProcedurePageFactory(kind="formal")
    activity = page.activities.get()

    assert {Verb.SUPPORT, Verb.VOTE} <= set(NEVER_IN_FORMAL)
    assert not any(page.timetable.offers(activity.key, v) for v in NEVER_IN_FORMAL)
    text = text_of(RoundFactory(plan=PlanFactory(procedure=page)))
    assert "/unterstuetzen/" not in text
    assert "es wird nicht abgestimmt" in text.lower() or "stimmt niemand ab" in text


def test_days_end_in_berlin():
    assert publication.end_of(LAST).astimezone(BERLIN).time() == time(23, 59)
