"""Data for other systems: the section of the desk, and what is public."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.registries import Outlet, outlets
from participation.planning.desk.sections import Section, sections

sections.append(
    Section(70, _("Data for other systems"), "planning:exports", for_approvers=False)
)
outlets.append(
    Outlet(
        "running plans as GeoJSON",
        ["participation:plans_geojson"],
        lambda word: [reverse("participation:plans_geojson")],
    )
)
