"""The knowledge base's first page, inside the intranet."""

from home.founding import child
from home.models import HomePage
from home.registries import Foundation
from knowledge.models import KnowledgeIndexPage


def lay(front_page: HomePage) -> None:
    """Lay the index below the root of the intranet, which was laid before."""
    root = front_page.get_children().get(slug="intranet")
    child(
        root,
        KnowledgeIndexPage,
        "wissen",
        title="Wissen",
        introduction="Kurze Antworten, geprüft und mit Namen. Sagen Sie es, wenn etwas "
        "nicht mehr stimmt.",
    )


foundation = Foundation(order=30, name="Wissen", lay=lay)
