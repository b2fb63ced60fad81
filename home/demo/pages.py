"""Pages of the demo town that have been online for a while."""

from datetime import datetime

from wagtail.models import Page


def put_online(page: Page, parent: Page, at: datetime) -> None:
    """
    Add a page as it is, online since a moment, with one revision.

    Quicker than a publication, and nobody is told of it.
    """
    page.first_published_at = page.last_published_at = at
    parent.add_child(instance=page)
    revision = page.save_revision(log_action=False, clean=False)
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision, has_unpublished_changes=False
    )
