"""What the cockpit tells the house: what waits for whoever answers for a procedure."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import Post
from home.registries import WaitingTask, task_sources
from participation import retention
from participation.permissions import can_run


def personal_data_will_go(person):
    """A month before personal data are removed, the post in charge is warned."""
    soon = retention.due_soon(timezone.localdate()) if can_run(person) else []
    if not soon:
        return
    mine = set(Post.objects.in_charge(person).values_list("pk", flat=True))
    for procedure in soon:
        if procedure.contact_id in mine:
            yield WaitingTask(
                title=_("Personal data of “%s” will be removed") % procedure.title,
                url=reverse("participation_cockpit", args=[procedure.pk]),
                kind=_("Retention"),
                due=procedure.day,
            )


task_sources.append(personal_data_will_go)
