"""What stands on the first screen of the administration."""

from wagtail.admin.ui.components import Component

from home.registries import tasks_for

# Wagtail's list of approvals shows what ours shows, but without due dates.
SUPERSEDED = {"workflow_objects_to_moderate", "whats_new_in_wagtail_version"}


class WaitingPanel(Component):
    """What waits for the person who signed in, what is due first in front."""

    name = "waiting_for_me"
    template_name = "home/admin/waiting.html"
    order = 50

    def __init__(self, tasks):
        self.tasks = tasks

    def get_context_data(self, parent_context):
        return {"tasks": self.tasks}


def arrange(request, panels) -> None:
    """Put our panel first, and leave out what it replaces."""
    panels[:] = [
        panel for panel in panels if getattr(panel, "name", "") not in SUPERSEDED
    ]
    panels.append(WaitingPanel(tasks_for(request.user)))
