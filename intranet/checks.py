"""What must hold, or the start is refused with words."""

from django.core.checks import Error, Tags, register
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from intranet.models import IntranetPage


@register(Tags.database)
def intranet_is_closed(app_configs=None, databases=None, **kwargs):
    """The root of the intranet is restricted to groups (asked with ``--database``)."""
    if not databases:
        return []
    try:
        roots = list(open_roots())
    except (OperationalError, ProgrammingError):  # before the first migration
        return []
    return [
        Error(
            _("“%(page)s” is not restricted to a group: everybody could read it.")
            % {"page": page},
            hint="manage.py found_town",
            id="intranet.E001",
        )
        for page in roots
    ]


def open_roots():
    """The roots of the intranet that no group closes."""
    closed = PageViewRestriction.objects.filter(
        restriction_type=PageViewRestriction.GROUPS
    ).exclude(groups=None)
    pages = IntranetPage.objects.all()  # no reader: only whether it is closed
    return pages.exclude(pk__in=closed.values("page"))
