"""Documents and the proof of their publication: what the house has to know."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.registries import (
    Outlet,
    WaitingTask,
    outlets,
    public_views,
)
from participation.planning import documents, redacted_copies
from participation.planning.desk.sections import Section, sections
from participation.planning.models import DocumentVersion, Round
from participation.planning.outages import outages_of
from participation.planning.permissions import (
    can_approve,
    can_plan,
    works_inside,
)
from participation.planning.probing import running_rounds
from participation.planning.publication import address_of
from participation.planning.waiting import Matter, matters


def hint(plan) -> str:
    waiting = documents.waiting_for_confirmation(timezone.localdate())
    number = waiting.filter(document__plan=plan).count()
    if number:
        words = ngettext(
            "%(n)d waits for confirmation", "%(n)d wait for confirmation", number
        )
        return words % {"n": number}
    return ""


def watched_rounds(person):
    return running_rounds(timezone.now())


def outages_to_decide(rounds, person):
    """Rounds whose outages grew so long that somebody has to decide (BP-28)."""
    found = outages_of(list(rounds), timezone.now())
    for round in rounds:
        if found[round.pk].asks_for_decision:
            title = _("“%(title)s” was out of reach or unwatched: extend or repeat it?")
            yield WaitingTask(
                title=title % {"title": round.title},
                url=reverse("planning:round_proof", args=[round.plan_id, round.pk]),
                kind=_("Urban planning"),
                due=round.last_day,
            )


def replacements_of_others(person):
    waiting = documents.waiting_for_confirmation(timezone.localdate())
    return waiting.exclude(uploaded_by=person)


def replacements_to_confirm(versions, person):
    for version in versions.select_related("document"):
        where = [version.document.plan_id, version.pk]
        yield WaitingTask(
            title=_("Confirm the new version of “%s”") % version.document.title,
            url=reverse("planning:version_confirm", args=where),
            kind=_("Urban planning"),
        )


def copies_of_others(person):
    """What private persons wrote, uploaded by somebody else (BP-30)."""
    return redacted_copies.to_confirm().exclude(uploaded_by=person)


def copies_to_confirm(versions, person):
    for version in versions:
        title = _("“%s”: confirm that it is a redacted copy")
        yield WaitingTask(
            title=title % version.document.title,
            url=reverse(
                "planning:version_copy", args=[version.document.plan_id, version.pk]
            ),
            kind=_("Urban planning"),
        )


def renewals_to_prepare(versions, person):
    """After a replacement that changes the plan: a round has to be prepared."""
    for version in versions.select_related("document__plan"):
        plan = version.document.plan
        yield WaitingTask(
            title=_("Publish “%s” again: a document was replaced") % plan.name,
            url=reverse("planning:plan", args=[plan.pk]),
            kind=_("Urban planning"),
        )


def public_addresses(word):
    """Every round and every file, whether or not it is anybody's business yet."""
    rounds = Round.objects.select_related("procedure", "plan")
    pages = {
        reverse("participation:procedure", args=[round.procedure.slug])
        for round in rounds
    }
    files = [address_of(version) for version in DocumentVersion.objects.all()]
    return [*sorted(pages), *(r.get_absolute_url() for r in rounds), *files]


def desk_addresses(word):
    plans = Round.objects.values_list("plan", flat=True).distinct()
    lists = [reverse("planning:documents", args=[pk]) for pk in plans]
    files = [
        reverse("planning:version_file", args=[version.document.plan_id, version.pk])
        for version in DocumentVersion.objects.select_related("document")
    ]
    return lists + files


public_views |= {"participation:round", "participation:plan_document"}
sections.append(
    Section(20, gettext_lazy("Documents and publication"), "planning:documents", hint)
)
matters += [
    Matter(can_plan, watched_rounds, outages_to_decide),
    Matter(can_approve, replacements_of_others, replacements_to_confirm),
    Matter(can_plan, lambda person: documents.renewals_due(), renewals_to_prepare),
    Matter(works_inside, copies_of_others, copies_to_confirm),
]
outlets += [
    Outlet(
        "rounds and their documents",
        ["participation:round", "participation:plan_document"],
        public_addresses,
    ),
    Outlet(
        "planners' documents",
        ["planning:documents", "planning:version_file"],
        desk_addresses,
    ),
]
