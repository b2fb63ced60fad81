"""The pages that this room can't be without."""

from django.utils.translation import gettext

from home.founding import child
from home.registries import Foundation
from training.models import EventIndexPage, TrainingIndexPage


def lay(front_page) -> None:
    """The public calendar, and the programme for staff if there is an intranet."""
    child(
        front_page,
        EventIndexPage,
        "veranstaltungen",
        title=gettext("Events"),
        introduction=gettext("What the town invites you to: walks, talks and courses."),
        show_in_menus=True,
    )
    intranet = front_page.get_children().filter(slug="intranet").first()
    if intranet:
        child(
            intranet,
            TrainingIndexPage,
            "schulungen",
            title=gettext("Training programme"),
            introduction=gettext("Learn something, and see what you registered for."),
        )


foundation = Foundation(40, "training", lay)
