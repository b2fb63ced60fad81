"""Authorities: what the house has to know of them."""

from django.db.models import Count, Min
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from home.registries import (
    Outlet,
    PersonalData,
    WaitingTask,
    outlets,
    personal_data,
)
from participation.planning.authority_answers import note_answer
from participation.planning.desk.authority_rows import hint
from participation.planning.desk.sections import Section, sections
from participation.planning.models import AuthorityInvitation, Round, Statement
from participation.planning.permissions import can_plan
from participation.planning.personal import KEPT_BY_LAW
from participation.planning.waiting import Matter, matters

TO_PRINT = ngettext_lazy(
    "%(n)d letter to an authority is to be printed (%(title)s)",
    "%(n)d letters to authorities are to be printed (%(title)s)",
    "n",
)
BOUNCED = ngettext_lazy(
    "The mail to %(n)d authority came back (%(title)s)",
    "The mails to %(n)d authorities came back (%(title)s)",
    "n",
)
ASKING = ngettext_lazy(
    "%(n)d authority asks for more time (%(title)s)",
    "%(n)d authorities ask for more time (%(title)s)",
    "n",
)


@receiver(post_save, sender=Statement, dispatch_uid="authority_has_answered")
def on_statement(sender, instance, created, **kwargs):
    if created and instance.invitation_id:
        note_answer(instance)


def unanswered():
    rows = AuthorityInvitation.objects.unanswered().with_last_day()
    return rows.filter(round__plan__closed_on=None)


def tasks_of(rows, words, shown):
    """What waits for a planner: one task for each round and matter (BP-12, BP-13)."""
    groups = rows.values("round", "round__plan", "round__title").order_by("round")
    for group in groups.annotate(n=Count("pk"), due=Min("ends_on")):
        address = reverse(
            "planning:invitations", args=[group["round__plan"], group["round"]]
        )
        yield WaitingTask(
            title=words % {"n": group["n"], "title": group["round__title"]},
            url=f"{address}?zeige={shown}",
            kind=_("Urban planning"),
            due=group["due"],
        )


def desk_addresses(word):
    lists = [reverse("planning:authorities") + f"?words={word}&state=all"]
    rounds = Round.objects.for_authorities().values_list("plan", "pk")
    lists += [reverse("planning:invitations", args=where) for where in rounds]
    asked = AuthorityInvitation.objects.values_list("round__plan", "pk")
    return lists + [reverse("planning:invitation", args=where) for where in asked]


sections.append(
    Section(
        30,
        gettext_lazy("Authorities and other public bodies"),
        "planning:authority_rounds",
        hint,
    )
)
matters += [
    Matter(
        can_plan,
        lambda person: unanswered().filter(bounced_at__isnull=False),
        lambda rows, person: tasks_of(rows, BOUNCED, "bounced"),
    ),
    Matter(
        can_plan,
        lambda person: unanswered().asking(),
        lambda rows, person: tasks_of(rows, ASKING, "asking"),
    ),
    Matter(
        can_plan,
        lambda person: unanswered().to_print(),
        lambda rows, person: tasks_of(rows, TO_PRINT, "to_print"),
    ),
]
outlets.append(
    Outlet(
        "planners' authorities",
        ["planning:authorities", "planning:invitations", "planning:invitation"],
        desk_addresses,
    )
)
personal_data.append(
    PersonalData(
        model="participation.AuthorityMessage",
        fields=["to", "made_by"],
        purpose=gettext_lazy("Proving that authorities were asked (§ 4 BauGB)."),
        kept=KEPT_BY_LAW,
        export=lambda person: [],
        erase=lambda person: 0,
    )
)
