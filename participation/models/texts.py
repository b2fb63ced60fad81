"""A text by paragraphs that people comment on, and what it said before."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from participation.models.procedures import ProcedurePage


def new_key() -> str:
    """A key that is never used again, so that no comment moves to another text."""
    return secrets.token_hex(6)


class Paragraph(Orderable):
    """One paragraph of a text; its key stays, whatever becomes of words and order."""

    LONGEST = 5000

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="paragraphs"
    )
    activity_key = models.CharField(_("activity"), max_length=40)
    key = models.SlugField(
        max_length=40, editable=False, db_index=False, default=new_key
    )
    title = models.CharField(_("heading"), max_length=160, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST)

    panels = [FieldPanel("activity_key"), FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("text", "paragraph")
        verbose_name_plural = pgettext_lazy("text", "paragraphs")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"], name="one_paragraph_per_key"
            )
        ]

    def __str__(self):
        return self.title or self.text[:60]


class ParagraphVersion(models.Model):
    """What a paragraph said when it was published: written once, never changed."""

    procedure = models.ForeignKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="paragraph_versions"
    )
    activity_key = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    number = models.PositiveIntegerField(pgettext_lazy("text", "version"))
    title = models.CharField(_("heading"), max_length=160, blank=True)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("text", "version of a paragraph")
        verbose_name_plural = pgettext_lazy("text", "versions of paragraphs")
        ordering = ["key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key", "number"],
                name="one_paragraph_version_per_number",
            )
        ]

    def __str__(self):
        return f"{self.key} {self.number}"
