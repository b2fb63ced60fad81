"""The weighing: its section of the desk, and what waits for whom."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.registries import Outlet, WaitingTask, outlets
from home.rights import ADMIN_ACCESS
from home.roles import ADMINISTRATION, has_role
from participation.planning.desk.sections import Section, sections
from participation.planning.models import Plan, Point, Redaction
from participation.planning.permissions import works_in_an_office, works_inside
from participation.planning.waiting import Matter, matters
from participation.planning.weighing_rights import points_given_to

# Asked without a query, on everybody's page; who runs the house answers no points.
ASKED = set(ADMIN_ACCESS) - {ADMINISTRATION}


def hint(plan) -> str:
    points = Point.objects.filter(statement__plan=plan, step=Point.Step.OPEN)
    number = points.filter(statement__withdrawn_at=None).count()
    words = ngettext("%(n)d point is open", "%(n)d points are open", number)
    return words % {"n": number} if number else ""


sections.append(
    Section(50, gettext_lazy("Weighing"), "planning:weighing", hint, for_office=True)
)


def answers_for_a_post(person):
    return has_role(person, *ASKED)


def points_of_posts(person):
    return points_given_to(person).filter(step=Point.Step.OPEN)


def wait_for_posts(points, person):
    """Points that were given to a post this person answers for."""
    found = points.order_by().aggregate(number=Count("pk"), due=Min("due_on"))
    words = ngettext(
        "%(n)d point waits for your post",
        "%(n)d points wait for your post",
        found["number"],
    )
    yield WaitingTask(
        title=words % {"n": found["number"]},
        url=reverse("planning:my_points"),
        kind=_("Weighing"),
        due=found["due"],
    )


def points_of_the_office(person):
    """Points that were given to the planning office this person works for."""
    return Point.objects.filter(
        to_office=True,
        step=Point.Step.OPEN,
        statement__withdrawn_at=None,
        statement__plan__office_people=person,
        statement__plan__office_agreement_on__isnull=False,
        statement__plan__closed_on=None,
    )


def wait_for_the_office(points, person):
    plans = points.order_by().values("statement__plan", "statement__plan__number")
    for row in plans.annotate(number=Count("pk"), due=Min("due_on")):
        words = ngettext(
            "%(plan)s: %(n)d point to prepare",
            "%(plan)s: %(n)d points to prepare",
            row["number"],
        )
        values = {"plan": row["statement__plan__number"], "n": row["number"]}
        yield WaitingTask(
            title=words % values,
            url=reverse("planning:weighing", args=[row["statement__plan"]]),
            kind=_("Weighing"),
            due=row["due"],
        )


def redactions_of_others(person):
    """Redacted statements that somebody else made (BP-30)."""
    return Redaction.objects.filter(
        confirmed_at=None, statement__plan__closed_on=None
    ).exclude(made_by=person)


def wait_for_second_eyes(redactions, person):
    plans = redactions.order_by().values("statement__plan", "statement__plan__number")
    for row in plans.annotate(number=Count("pk")):
        words = ngettext(
            "%(plan)s: %(n)d redacted statement to confirm",
            "%(plan)s: %(n)d redacted statements to confirm",
            row["number"],
        )
        values = {"plan": row["statement__plan__number"], "n": row["number"]}
        address = reverse("planning:weighing_statements", args=[row["statement__plan"]])
        yield WaitingTask(
            title=words % values,
            url=f"{address}?zeige=bestaetigen",
            kind=_("Weighing"),
        )


matters += [
    Matter(answers_for_a_post, points_of_posts, wait_for_posts),
    Matter(works_in_an_office, points_of_the_office, wait_for_the_office),
    Matter(works_inside, redactions_of_others, wait_for_second_eyes),
]


def screens(word):
    """Every screen of the weighing that shows what somebody wrote."""
    found = [reverse("planning:my_points"), reverse("planning:boilerplates")]
    for plan in Plan.objects.prefetch_related("statements__points"):
        names = ("weighing", "weighing_statements", "weighing_groups")
        found += [reverse(f"planning:{name}", args=[plan.pk]) for name in names]
        found.append(reverse("planning:weighing_suggestions", args=[plan.pk]))
        for statement in plan.statements.all():
            where = [plan.pk, statement.number]
            found.append(reverse("planning:weighing_split", args=where))
            found.append(reverse("planning:weighing_redaction", args=where))
            for point in statement.points.all():
                where = [plan.pk, point.pk]
                found.append(reverse("planning:weighing_point", args=where))
    return found


outlets.append(Outlet("weighing of formal plans", (), screens))
