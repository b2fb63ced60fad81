"""
A plan as XPlanGML 6.0 in its light shape: metadata, outline and references.

Dates and state are derived from the rounds. Drawing the plan is the work of a GIS.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from django.conf import settings

from home.notices import full_address
from participation.planning.models import Plan, Round
from participation.planning.standards.codes import PLAN_KIND, legal_state_of
from participation.planning.standards.geometry import UTM, in_metres

XPLAN = "http://www.xplanung.de/xplangml/6/0"
GML = "http://www.opengis.net/gml/3.2"
NAMES = {"xplan": XPLAN, "gml": GML}
for prefix, name in NAMES.items():
    ET.register_namespace(prefix, name)


def xml(plan: Plan, rounds: list[Round], references: list[dict]) -> bytes:
    """
    One BP_Plan. ``references`` are published documents: ``title``, ``url``, ``role``
    (a code of XP_ExterneReferenzTyp), ``date``.
    """
    root = ET.Element(f"{{{XPLAN}}}XPlanAuszug", {f"{{{GML}}}id": gml_id(plan, "a")})
    member = ET.SubElement(root, f"{{{GML}}}featureMember")
    node = ET.SubElement(member, x("BP_Plan"), {f"{{{GML}}}id": gml_id(plan, "p")})
    add(node, "name", plan.name)
    add(node, "nummer", plan.number)
    add(node, "beschreibung", plan.spatial_description)
    if plan.procedure.area:
        add_outline(node, plan)
    for reference in references:
        add_reference(node, reference)
    add_town(node)
    add(node, "planArt", PLAN_KIND.get(plan.kind, "9999"))
    add(node, "rechtsstand", legal_state_of(plan, rounds).code)
    for element, day in dated(plan, rounds):
        add(node, element, day.isoformat())
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def dated(plan: Plan, rounds: list[Round]) -> Iterator[tuple[str, date]]:
    """The dates that the standard knows, in its order."""
    public = [r for r in rounds if r.is_public and r.rule != "3-1"]
    bodies = [r for r in rounds if not r.is_public]
    known = [("aufstellungsbeschlussDatum", plan.drawn_up_on)]
    for name, chosen in (("auslegungs", public), ("traegerbeteiligungs", bodies)):
        known += [(f"{name}StartDatum", stage.first_day) for stage in chosen]
        known += [(f"{name}EndDatum", stage.last_day) for stage in chosen]
    known += [("satzungsbeschlussDatum", plan.statute_on)]
    known += [("inkrafttretensDatum", plan.in_force_on)]
    return ((name, day) for name, day in known if day)


def add_outline(node: ET.Element, plan: Plan) -> None:
    place = ET.SubElement(node, x("raeumlicherGeltungsbereich"))
    surface = ET.SubElement(place, g("MultiSurface"), named(plan, "s") | srs())
    for number, rings in enumerate(in_metres(plan.procedure.area)):
        member = ET.SubElement(surface, g("surfaceMember"))
        polygon = ET.SubElement(member, g("Polygon"), named(plan, f"f{number}") | srs())
        for index, ring in enumerate(rings):
            side = ET.SubElement(polygon, g("interior" if index else "exterior"))
            line = ET.SubElement(side, g("LinearRing"))
            points = " ".join(f"{east:.3f} {north:.3f}" for east, north in ring)
            ET.SubElement(line, g("posList"), {"srsDimension": "2"}).text = points


def add_reference(node: ET.Element, reference: dict) -> None:
    outer = ET.SubElement(node, x("externeReferenz"))
    inner = ET.SubElement(outer, x("XP_SpezExterneReferenz"))
    add(inner, "referenzName", reference["title"])
    add(inner, "referenzURL", full_address(reference["url"]))
    add(inner, "datum", reference["date"].isoformat())
    add(inner, "typ", reference["role"])


def add_town(node: ET.Element) -> None:
    outer = ET.SubElement(node, x("gemeinde"))
    inner = ET.SubElement(outer, x("XP_Gemeinde"))
    add(inner, "ags", settings.MUNICIPALITY_KEY)


def add(node: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(node, x(name)).text = without_controls(text)


def without_controls(text: str) -> str:
    """XML knows no control characters but tab and line ends."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", str(text))


def named(plan: Plan, part: str) -> dict:
    return {g("id"): gml_id(plan, part)}


def gml_id(plan: Plan, part: str) -> str:
    """An XML name that stays the same for the same plan."""
    place = f"{settings.BASE_URL}/{plan.pk}/{part}"
    return f"GML_{uuid.uuid5(uuid.NAMESPACE_URL, place)}"


def srs() -> dict:
    return {"srsName": UTM}


def x(name: str) -> str:
    return f"{{{XPLAN}}}{name}"


def g(name: str) -> str:
    return f"{{{GML}}}{name}"
