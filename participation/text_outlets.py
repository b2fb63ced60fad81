"""The ways by which remarks on texts leave the house."""

from home.registries import Outlet, outlets
from participation.models import Paragraph


def remarks(word):
    """Every paragraph with its remarks, and what changed in its text."""
    found = []
    for paragraph in Paragraph.objects.select_related("procedure"):
        address = paragraph.procedure.activity_url(paragraph.activity_key)
        found += [f"{address}?absatz={paragraph.key}", f"{address}?ansicht=aenderungen"]
    return found


outlets.append(Outlet("remarks on texts", [], remarks))
