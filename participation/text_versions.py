"""When a procedure is published, what its paragraphs say is noted."""

from wagtail.signals import page_published

from participation.models import ProcedurePage
from participation.texts import keep_versions


def note_versions(instance, **kwargs):
    keep_versions(instance)


page_published.connect(
    note_versions, sender=ProcedurePage, dispatch_uid="participation.text_versions"
)
