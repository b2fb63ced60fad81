"""What is made of statements for the council, and what of it everybody may have."""

from django.urls import reverse

from home import roles
from tests.factories.council import PreparedFileFactory, in_force
from tests.factories.planning import DocumentVersionFactory, PlanFactory
from tests.house import EVERYBODY, SUPERUSER
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import THE_TWO

PLANNERS = frozenset({SUPERUSER, roles.PARTICIPATION_PLANNERS})


def ended(house):
    """A plan that is in force: its page is there for everybody."""

    def make():
        plan = PlanFactory(number="BP-Rebberg")
        in_force(plan)
        return plan

    return house.once("ended", make)


def page(thing):
    return [reverse("participation:plan_archive", args=[thing.plan.procedure.slug])]


def document_in_force(house, secret):
    plan = PlanFactory(name=secret)
    version = DocumentVersionFactory(
        document__plan=plan, document__title=secret, content=secret.encode()
    )
    return in_force(plan, version, text=secret)


def document_of_a_draft(house, secret):
    """Chosen in a notice that nobody has approved."""
    version = DocumentVersionFactory(
        document__plan=ended(house), document__title=secret, content=secret.encode()
    )
    notice = in_force(
        PlanFactory(), version, text=secret, approved_at=None, approved_by=None
    )
    notice.appearances.all().delete()
    notice.plan = ended(house)
    notice.save()
    return notice


def paper(**fields):
    def make(house, secret):
        content = secret.encode()
        return PreparedFileFactory(plan=ended(house), content=content, **fields)

    return make


def at_the_desk(paper):
    return [reverse("planning:paper_file", args=[paper.plan_id, paper.pk])]


HIDDEN = [
    HiddenThing("document in force", document_in_force, EVERYBODY, page),
    HiddenThing("document of a notice in draft", document_of_a_draft, THE_TWO),
    HiddenThing("weighing table with names", paper(), PLANNERS, at_the_desk),
    HiddenThing(
        "anonymous table in draft", paper(anonymous=True), THE_TWO, at_the_desk
    ),
    HiddenThing("anonymous table let out", paper(let_out=True), EVERYBODY),
    HiddenThing("letters about results", paper(kind="briefe"), PLANNERS, at_the_desk),
    HiddenThing("complete file of a plan", paper(kind="akte"), PLANNERS, at_the_desk),
]

NO_CONTENT = []
