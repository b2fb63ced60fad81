"""
Messages of XBeteiligung 1.3: 0401 begins a participation, 0701 is a new statement.

The content follows the types ``BeteiligungKommunal`` and ``Stellungnahme``; the head
of the message is added by whatever transports it. ``vorgangsID`` is the plan's number.
"""

import json
from xml.etree import ElementTree as ET

from django.conf import settings
from django.utils.timezone import localdate

from home.notices import full_address
from participation.planning.models import Plan, Round, Statement
from participation.planning.standards.codes import Code, state_of, step_of
from participation.planning.standards.geometry import right_handed
from participation.planning.standards.xplan import without_controls

SPACE = "https://www.xleitstelle.de/xbeteiligung/1/3"
ET.register_namespace("xbeteiligung", SPACE)

BEGUN = "kommunal.Initiieren.0401"
STATED = "allgemein.stellungnahme.Neuabgegeben.0701"


def participation(plan: Plan, rounds: list[Round], *, town: str) -> bytes:
    """Message 0401: the plan, and its latest round for the public and for bodies."""
    root, content = message(BEGUN, plan)
    node = child(content, "beteiligung")
    actor = child(child(node, "akteurVorhaben"), "veranlasser")
    text(actor, "name", town)
    text(actor, "kennung", settings.MUNICIPALITY_KEY)
    text(node, "planID", plan.number)
    text(node, "planname", plan.name)
    latest = sorted(rounds, key=lambda stage: stage.first_day)
    if latest:
        coded(node, "verfahrensschrittKommunal", step_of(latest[-1]))
    area = plan.procedure.area
    text(node, "geltungsbereich", json.dumps(right_handed(area)) if area else "{}")
    text(node, "raeumlicheBeschreibung", plan.spatial_description)
    text(node, "beteiligungURL", full_address(plan.procedure.get_url()))
    public = [stage for stage in latest if stage.is_public]
    bodies = [stage for stage in latest if not stage.is_public]
    if public:
        add_round(node, public[-1], "beteiligungOeffentlichkeit", "Oeffentlichkeit")
    if bodies:
        add_round(node, bodies[-1], "beteiligungTOEB", "TOEB")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def add_round(node: ET.Element, stage: Round, name: str, whom: str) -> None:
    part = child(node, name)
    text(part, "beteiligungsID", f"{stage.plan.number}/{stage.key}")
    text(part, "durchgang", str(stage.number))
    text(part, "bekanntmachung", announced_on(stage).isoformat())
    period = child(part, "zeitraum")
    text(period, "beginn", stage.first_day.isoformat())
    text(period, "ende", stage.last_day.isoformat())
    kind = child(part, f"beteiligungKommunal{whom}Art")
    coded(kind, f"beteiligungKommunalFormal{whom}", step_of(stage))


def announced_on(stage: Round):
    """The last appearance of its notice; if none is on file, its first day."""
    days = [
        appearance.appeared_on
        for notice in stage.notices.all()
        for appearance in notice.appearances.all()
    ]
    return max(days, default=stage.first_day)


def statement(given: Statement) -> bytes:
    """Message 0701: one statement, with what its giver told of themselves."""
    root, content = message(STATED, given.plan)
    node = child(content, "stellungnahme")
    text(node, "stellungnahmeID", given.reference)
    text(node, "planID", given.plan.number)
    text(node, "beteiligungsID", f"{given.plan.number}/{given.round.key}")
    coded(node, "status", state_of(given))
    add_author(node, given)
    text(node, "beschreibung", given.current.text)
    text(node, "durchgang", str(given.round.number))
    text(node, "datum", localdate(given.received_at).isoformat())
    coded(node, "verfahrensschrittKommunal", step_of(given.round))
    add_subject(node, given)
    for point in given.points.all():
        text(node, "schlagwort", point.topic)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def add_author(node: ET.Element, given: Statement) -> None:
    author = child(node, "verfasser")
    if given.giver == Statement.Giver.PERSON:
        text(author, "privatperson", "true")
    name = child(author, "name")
    text(name, "unstrukturierterName", given.name)
    if given.organisation:
        text(child(author, "organisation"), "name", given.organisation)
    text(author, "anschrift", given.address)
    text(author, "kommunikation", given.email)


def add_subject(node: ET.Element, given: Statement) -> None:
    """What it is about: a document with a passage, marked text, a place."""
    if given.document or given.passage:
        subject = child(node, "zuordnung")
        text(subject, "dokument", given.document.title if given.document else "")
        text(subject, "textstelle", given.passage)
    for point in given.points.all():
        if point.end:
            subject = child(node, "zuordnung")
            text(subject, "vonCharNr", str(point.start))
            text(subject, "bisCharNr", str(point.end))
    if given.lat is not None:
        place = {"type": "Point", "coordinates": [given.lon, given.lat]}
        text(child(node, "georeferenzierung"), "geometrie", json.dumps(place))


def message(name: str, plan: Plan) -> tuple[ET.Element, ET.Element]:
    root = ET.Element(q(name), {"standard": "XBeteiligung", "version": "1.3"})
    content = child(root, "nachrichteninhalt")
    text(content, "vorgangsID", plan.number)
    return root, content


def child(node: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(node, q(name))


def text(node: ET.Element, name: str, value: str) -> None:
    if value:
        child(node, name).text = without_controls(value)


def coded(node: ET.Element, name: str, code: Code) -> None:
    inner = ET.SubElement(node, q(name), {"listURI": code.list, "listVersionID": ""})
    ET.SubElement(inner, "code").text = code.code


def q(name: str) -> str:
    return f"{{{SPACE}}}{name}"
