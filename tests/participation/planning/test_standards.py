"""Plans in the standards' shape: well-formed, with the fields that are required."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from home import roles
from home.models import AuditEntry
from home.rights_sync import sync_roles
from participation.planning import publication
from participation.planning.models import PublishedVersion, Statement
from participation.planning.standards import codes, geojson, geometry, xplan
from participation.planning.standards.xbeteiligung import (
    SPACE,
    participation,
    statement,
)
from tests.factories.home import UserFactory
from tests.factories.participation import ProcedurePageFactory
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    PointFactory,
    RoundFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db
# Clockwise, as many programs write it.
AREA = {
    "type": "Polygon",
    "coordinates": [[[8.16, 49.46], [8.16, 49.47], [8.17, 49.47], [8.16, 49.46]]],
}


@pytest.fixture
def plan(settings):
    settings.MUNICIPALITY_KEY = "07332002"
    page = ProcedurePageFactory(kind="formal", phases=[], activities=[], area=AREA)
    return PlanFactory(
        procedure=page, number="BP-47", name="An den Salzwiesen & Umgebung"
    )


def found(made, name, space=SPACE):
    return [node.text for node in ET.fromstring(made).iter(f"{{{space}}}{name}")]  # noqa: S314


def test_outlines_are_right_handed_and_in_metres():
    turned = geometry.right_handed(AREA)["coordinates"][0]
    (ring,) = next(geometry.in_metres(AREA))

    assert turned == AREA["coordinates"][0][::-1]
    assert ring[0] == pytest.approx((439_128.4, 5_478_933.0), abs=0.1)


def test_running_plans_can_be_harvested(client, plan):
    running = RoundFactory(plan=plan)
    RoundFactory(plan=plan, over=True, rule="3-1")
    RoundFactory(plan=plan, rule="4a-3", draft=True)
    RoundFactory(plan=plan, to_authorities=True)

    response = client.get(reverse("participation:plans_geojson"))

    (feature,) = response.json()["features"]
    assert response.headers["Content-Type"] == "application/geo+json"
    assert feature["id"] == "BP-47/3-2-1"
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"]["municipality"] == "07332002"
    assert feature["properties"]["step"] == {"list": codes.STEPS, "code": "6000"}
    assert feature["properties"]["last_day"] == running.last_day.isoformat()
    assert response.cookies == {}


def test_a_plan_without_outline_is_a_feature_all_the_same():
    assert geojson.feature(RoundFactory())["geometry"] is None


def test_xplan_tells_dates_state_and_outline(plan):
    plan.drawn_up_on = date(2026, 9, 3)
    early = RoundFactory(plan=plan, rule="3-1", over=True)
    main = RoundFactory(plan=plan)
    made = xplan.xml(
        plan,
        [early, main],
        [
            {
                "title": "Begründung",
                "url": "/a/",
                "role": "1010",
                "date": date(2026, 11, 1),
            }
        ],
    )

    def given(name):
        return found(made, name, xplan.XPLAN)

    assert given("name") == ["An den Salzwiesen & Umgebung"]
    assert given("ags") == ["07332002"]
    assert given("rechtsstand") == ["2400"]
    assert given("aufstellungsbeschlussDatum") == ["2026-09-03"]
    assert given("auslegungsStartDatum") == [main.first_day.isoformat()]
    assert given("referenzURL") == ["https://testserver/a/"]
    (points,) = found(made, "posList", xplan.GML)
    assert points.split()[0].startswith("4391")


def test_xbeteiligung_begins_a_participation(plan):
    public = RoundFactory(plan=plan, number=2)
    bodies = RoundFactory(plan=plan, to_authorities=True)

    made = participation(plan, [public, bodies], town="Bad Rebenheim")

    assert found(made, "planID") == ["BP-47"]
    assert found(made, "durchgang") == ["2", "1"]
    assert [code.text for code in ET.fromstring(made).iter("code")][-2:] == [  # noqa: S314
        "6000",
        "5000",
    ]
    assert json.loads(found(made, "geltungsbereich")[0])["type"] == "Polygon"


def test_xbeteiligung_tells_a_statement_with_its_marked_text(plan):
    given = StatementFactory(
        round=RoundFactory(plan=plan), number=7, lat=49.4, lon=8.1, text="Zu laut.\x07"
    )
    PointFactory(statement=given, start=0, end=8, topic="Lärm")

    made = statement(Statement.objects.get(pk=given.pk))

    assert found(made, "stellungnahmeID") == ["BP-47-0007"]
    assert found(made, "privatperson") == ["true"]
    assert found(made, "beschreibung") == ["Zu laut."]
    assert found(made, "vonCharNr") + found(made, "bisCharNr") == ["0", "8"]
    assert found(made, "schlagwort") == ["Lärm"]
    assert json.loads(found(made, "geometrie")[0])["coordinates"] == [8.1, 49.4]


def test_xplan_file_links_what_everybody_may_fetch(client, town, plan):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    shown = DocumentVersionFactory(document__plan=plan)
    PublishedVersion.objects.create(round=RoundFactory(plan=plan), version=shown)
    later = RoundFactory(plan=plan, to_authorities=True)
    hidden = DocumentVersionFactory(document__plan=plan, document__title="Intern")
    PublishedVersion.objects.create(round=later, version=hidden)

    answer = client.get(reverse("planning:xplan_file", args=[plan.pk]))

    (address,) = found(answer.content, "referenzURL", xplan.XPLAN)
    assert answer.status_code == 200
    assert address.endswith(publication.address_of(shown))


FILES = ["xplan_file", "begin_message"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.PARTICIPATION_PLANNERS, 200),
        (roles.PARTICIPATION_APPROVERS, 302),
        (roles.PLANNING_OFFICE, 302),
        (roles.PARTICIPATION_EDITORS, 302),
    ],
)
def test_planners_alone_take_data_out(client, town, plan, role, status):
    sync_roles()
    client.force_login(UserFactory(roles=[role]))
    given = StatementFactory(round=RoundFactory(plan=plan))
    addresses = [reverse(f"planning:{name}", args=[plan.pk]) for name in FILES]
    addresses.append(
        reverse("planning:statement_message", args=[plan.pk, given.number])
    )

    assert [client.get(address).status_code for address in addresses] == [status] * 3
    logged = AuditEntry.objects.filter(action="planning.export_statement").count()
    assert logged == (status == 200)
