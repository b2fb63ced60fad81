"""
Entry into force (§ 10 (3) BauGB; for a Flächennutzungsplan § 6 (5)).

The plan is in force with the notice, and people can complain for a year since the
notice, not since anything else (§ 215 (1) BauGB, BP-26).
"""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.models import User
from home.notices import town
from participation.planning import deadlines, redacted_copies, rules
from participation.planning.models import (
    DocumentVersion,
    Plan,
    PlanDocument,
    PublicNotice,
    Resolution,
)

Role = PlanDocument.Role
COMPLAINT = "complaint"
STATUTE = (
    "Unbeachtlich werden nach § 215 Absatz 1 BauGB 1. eine nach § 214 Absatz 1 Satz 1"
    " Nummer 1 bis 3 beachtliche Verletzung der dort bezeichneten Verfahrens- und"
    " Formvorschriften, 2. eine unter Berücksichtigung des § 214 Absatz 2 beachtliche"
    " Verletzung der Vorschriften über das Verhältnis des Bebauungsplans und des"
    " Flächennutzungsplans und 3. nach § 214 Absatz 3 Satz 2 beachtliche Mängel des"
    " Abwägungsvorgangs, wenn sie nicht innerhalb eines Jahres seit Bekanntmachung des"
    " Flächennutzungsplans oder der Satzung schriftlich gegenüber der Gemeinde unter"
    " Darlegung des die Verletzung begründenden Sachverhalts geltend gemacht worden"
    " sind. Satz 1 gilt entsprechend, wenn Fehler nach § 214 Absatz 2a beachtlich sind."
)
COMPENSATION = (
    "Auf die Vorschriften des § 44 Absatz 3 Satz 1 und 2 sowie Absatz 4 BauGB wird"
    " hingewiesen: Der Entschädigungsberechtigte kann Entschädigung verlangen, wenn die"
    " in den §§ 39 bis 42 BauGB bezeichneten Vermögensnachteile eingetreten sind. Er"
    " kann die Fälligkeit des Anspruchs dadurch herbeiführen, dass er die Leistung der"
    " Entschädigung schriftlich bei dem Entschädigungspflichtigen beantragt. Ein"
    " Entschädigungsanspruch erlischt, wenn nicht innerhalb von drei Jahren nach Ablauf"
    " des Kalenderjahres, in dem die Vermögensnachteile eingetreten sind, die"
    " Fälligkeit des Anspruchs herbeigeführt wird."
)
MUNICIPAL_CODE = (
    "Nach § 24 Absatz 6 GemO gelten Satzungen, die unter Verletzung von Verfahrens-"
    " oder Formvorschriften der GemO oder auf Grund der GemO zustande gekommen sind,"
    " ein Jahr nach der Bekanntmachung als von Anfang an gültig zustande gekommen. Dies"
    " gilt nicht, wenn 1. die Bestimmungen über die Öffentlichkeit der Sitzung, die"
    " Genehmigung, die Ausfertigung oder die Bekanntmachung der Satzung verletzt worden"
    " sind, oder 2. vor Ablauf der genannten Frist die Aufsichtsbehörde den Beschluss"
    " beanstandet oder jemand die Verletzung der Verfahrens- oder Formvorschriften"
    " gegenüber der Gemeindeverwaltung unter Bezeichnung des Sachverhalts, der die"
    " Verletzung begründen soll, schriftlich geltend gemacht hat. Hat jemand eine"
    " Verletzung nach Nummer 2 geltend gemacht, so kann auch nach Ablauf der genannten"
    " Frist jedermann diese Verletzung geltend machen."
)


def needed_roles(plan: Plan) -> list[str]:
    """What is held ready for everybody; the summary after a report on environment."""
    summary = [Role.SUMMARY] if plan.needs_environment_report else []
    return [Role.DRAFT, Role.REASONS, *summary]


def chosen_versions(plan: Plan, fields: dict) -> QuerySet:
    """The documents as they came into force."""
    rows = DocumentVersion.objects.filter(document__plan=plan)
    chosen = rows.filter(pk__in=fields.get("versions", []))
    return chosen.select_related("document").order_by("document__position", "pk")


def choosable_versions(plan: Plan) -> QuerySet:
    """The latest version of each document."""
    rows = DocumentVersion.objects.filter(document__plan=plan).order_by("number")
    latest = dict(rows.values_list("document", "pk"))
    chosen = DocumentVersion.objects.filter(pk__in=latest.values())
    return chosen.select_related("document").order_by("document__position", "pk")


def missing(plan: Plan, fields: dict) -> list[str]:
    """What has to be there before the plan can come into force."""
    found = []
    if plan.statute_on is None:
        found.append(_("The council has not adopted the plan yet."))
    if plan.kind == Plan.Kind.LAND_USE and not fields.get("permission"):
        found.append(_("The higher authority has not permitted it yet (§ 6 BauGB)."))
    roles = {row.document.role for row in chosen_versions(plan, fields)}
    lacking = [Role(role).label for role in needed_roles(plan) if role not in roles]
    if lacking:
        words = _("These documents have to be held ready (§ 10 (3) BauGB): %(names)s.")
        found.append(words % {"names": ", ".join(map(str, lacking))})
    for title in redacted_copies.unconfirmed(chosen_versions(plan, fields)):
        words = _("“%s”: a second person confirms that it is a redacted copy.")
        found.append(words % title)
    if not (fields.get("place") and fields.get("hours")):
        found.append(_("Say where and when the plan can be inspected."))
    return found


def text(plan: Plan, fields: dict) -> str:
    """The wording of the notice, by the kind of plan."""
    is_land_use = plan.kind == Plan.Kind.LAND_USE
    paragraphs = [
        "Öffentliche Bekanntmachung",
        f"{plan.get_kind_display()} „{plan.name}“ ({plan.number})",
        land_use(fields) if is_land_use else zoning(plan),
        f"Geltungsbereich: {plan.spatial_description}",
        inspection(plan, fields),
        *([] if is_land_use else [COMPENSATION]),
        STATUTE,
        "Die Jahresfrist rechnet seit Bekanntmachung, das ist der Tag, an dem diese"
        " Bekanntmachung erscheint.",
        *([] if is_land_use else [MUNICIPAL_CODE]),
        getattr(town(), "name", ""),
    ]
    return "\n\n".join(filter(None, paragraphs))


def zoning(plan: Plan) -> str:
    return (
        f"Der Bebauungsplan wurde{adopted(plan)} nach § 10 Absatz 1 BauGB als Satzung"
        " beschlossen. Der Beschluss wird hiermit nach § 10 Absatz 3 BauGB bekannt"
        " gemacht. Mit dieser Bekanntmachung tritt der Bebauungsplan in Kraft."
    )


def adopted(plan: Plan) -> str:
    decided = plan.resolutions.filter(kind=Resolution.Kind.STATUTE).last()
    return f" am {day(decided.day)} ({decided.body})" if decided else ""


def land_use(fields: dict) -> str:
    return (
        "Die höhere Verwaltungsbehörde hat den Flächennutzungsplan"
        f" {fields.get('permission', '')}".rstrip()
        + " genehmigt. Die Erteilung der Genehmigung wird hiermit nach § 6 Absatz 5"
        " BauGB bekannt gemacht. Mit dieser Bekanntmachung wird der"
        " Flächennutzungsplan wirksam."
    )


def inspection(plan: Plan, fields: dict) -> str:
    """Where the plan can be read, on paper and on the Internet."""
    summary = (
        " und der zusammenfassenden Erklärung" if plan.needs_environment_report else ""
    )
    return (
        f"Der Plan mit der Begründung{summary} wird zu jedermanns Einsicht"
        f" bereitgehalten: {fields.get('place', '')}, {fields.get('hours', '')}. Über"
        " den Inhalt wird auf Verlangen Auskunft gegeben. Die Unterlagen stehen auch im"
        f" Internet: {page_of(plan)}"
    )


def page_of(plan: Plan) -> str:
    path = reverse("participation:plan_archive", args=[plan.procedure.slug])
    return f"{settings.BASE_URL}{path}"


def day(value: date) -> str:
    return date_format(value, "j. F Y")


def take_effect(notice: PublicNotice, effective_on: date, *, by: User) -> None:
    plan = notice.plan
    plan.in_force_on = effective_on
    plan.save(update_fields=["in_force_on"])


def last_day_to_complain(plan: Plan) -> date | None:
    """The end of the year in which faults can be objected to, from the notice on."""
    if plan.in_force_on is None:
        return None
    rule = rules.rule_set(plan.rule_set).rule(COMPLAINT)
    return deadlines.event_period(rule, plan.in_force_on).last_day
