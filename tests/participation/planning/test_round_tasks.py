from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.registries import tasks_for
from participation.planning import notices, pdf, standards_scan
from participation.planning.models import Appearance, PortalEntry
from participation.planning.waiting import tasks_of
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    PublicNoticeFactory,
    RoundFactory,
    publish,
)
from tests.participation.planning.rounds import approver, planner

pytestmark = pytest.mark.django_db


def upcoming(**fields):
    today = timezone.localdate()
    days = {"first_day": today + timedelta(9), "last_day": today + timedelta(40)}
    return RoundFactory(title="Entwurf", plan__number="BP-47", **days | fields)


def words(person):
    return [task.title.partition(": ")[2] for task in tasks_of(person)]


def test_approver_is_told_what_waits_until_when():
    round = upcoming(draft=True, submitted_at=timezone.now())

    [task] = tasks_of(approver())

    assert task.title == "BP-47, Entwurf: wartet auf Freigabe"
    assert task.due == round.first_day


def test_nobody_is_asked_to_approve_what_they_wrote():
    round = upcoming(draft=True, submitted_at=timezone.now())
    writer, preparer = approver(), approver()
    PublicNoticeFactory(
        round=round, prepared_by=writer, approved_by=None, approved_at=None
    )
    round.prepared_by = preparer
    round.save()

    assert [words(person) for person in (writer, preparer)] == [[], []]
    assert words(approver()) == ["wartet auf Freigabe"]


def test_bp04_bp10_planner_is_told_what_is_not_on_record():
    round = upcoming()
    PublicNoticeFactory(round=round)

    tasks = list(tasks_of(planner()))

    assert [task.due for task in tasks] == [
        round.first_day - timedelta(days=1),
        round.first_day,
    ]
    assert words(planner())[1] == "Eintrag in GeoPortal.rlp fehlt"


def test_bp04_bp10_what_is_on_record_asks_nothing():
    round = upcoming()
    today = timezone.localdate()
    Appearance.objects.create(
        notice=PublicNoticeFactory(round=round), medium="gazette", appeared_on=today
    )
    PortalEntry.objects.create(
        round=round, portal="geoportal", link="https://a.example", entered_on=today
    )

    assert words(planner()) == []


def test_bp25_neighbour_state_is_a_task_until_it_was_told():
    round = upcoming(plan__is_cross_border=True)
    notice = PublicNoticeFactory(round=round)

    before = words(planner())
    notices.record_abroad(notice, on=timezone.localdate(), by=planner())

    assert set(before) - set(words(planner())) == {"Nachbarstaat unterrichten"}


def test_bp34_environmental_assessments_go_into_their_own_portal():
    round = upcoming(plan__kind="other", rule="uvpg-21")
    PublicNoticeFactory(round=round)

    assert "Eintrag in UVP-Portal fehlt" in words(planner())


def paper(text):
    """A real PDF in which this is written."""
    blocks = [{"kind": "title", "lines": ["Festsetzungen"]}]
    blocks.append({"kind": "paragraph", "lines": [text]})
    return pdf.compiled("notice", {"title": "Festsetzungen", "blocks": blocks})


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Schallschutz nach DIN 4109-1 und DIN EN ISO 9001.", ["DIN 4109-1"]),
        ("VDI 2719, VDI-Richtlinie 3770", ["VDI 2719", "VDI-Richtlinie 3770"]),
        ("DIN\n18920", ["DIN 18920"]),
        ("DINER um 1900; ISOLIERUNG 20 cm", []),
    ],
)
def test_bp31_norms_are_found_by_their_name(text, cited):
    assert standards_scan.cited_in(text)[: len(cited) or 1] == cited


def test_bp31_cited_norm_raises_a_task_until_the_notice_says_where_to_read_it():
    round = upcoming()
    content = paper("Bäume sind nach DIN 18920 zu schützen.")
    publish(DocumentVersionFactory(document__plan=round.plan, content=content), round)
    notice = PublicNoticeFactory(round=round)

    assert standards_scan.scan(notice.pk) == 1
    assert "sagen, wo zitierte Normen zu lesen sind (DIN 18920)" in words(planner())

    notice.refresh_from_db()
    notice.fields["standards"] = "Rathaus, Zimmer 12"
    notice.save()
    assert not [task for task in words(planner()) if "DIN" in task]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"GIF89a", b"%PDF-1.4\n%%EOF"], ids=str
)
def test_bp31_file_that_cannot_be_read_stops_nothing(content):
    assert standards_scan.text_of(ContentFile(content)) == ""
    assert standards_scan.text_of(BytesIO(content)) == ""


def test_closed_plans_ask_nothing():
    upcoming(plan__closed_on=timezone.localdate())

    assert words(planner()) == []


def test_tasks_stand_on_everybodys_own_page():
    upcoming()

    titles = [task.title for task in tasks_for(planner())]

    assert [title for title in titles if title.startswith("BP-47, Entwurf")]


def test_tasks_need_as_many_queries_for_one_as_for_many():
    person = planner()

    def queries():
        list(tasks_of(person))
        with CaptureQueriesContext(connection) as captured:
            list(tasks_of(person))
        return len(captured)

    PublicNoticeFactory(round=RoundFactory())
    one = queries()
    for number in range(3):
        plan = PlanFactory(number=f"BP-{number}-neu")
        PublicNoticeFactory(round=RoundFactory(plan=plan))

    assert queries() == one
    assert one <= 8


def test_planner_without_anything_to_do_costs_one_query():
    person = planner()
    list(tasks_of(person))  # learns their roles, as every page does

    with CaptureQueriesContext(connection) as captured:
        assert list(tasks_of(person)) == []

    assert len(captured) == 1, [query["sql"] for query in captured]
