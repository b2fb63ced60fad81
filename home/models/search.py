"""The search index: one row for each thing that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """
    The words of one thing as ``home.words`` writes them, the same on every database.

    ``kind`` and ``object_id`` name a row of a registered searchable; who may find it
    is decided at query time by that kind's ``visible_to``, never by this table.
    """

    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), default="")
    url = models.CharField(_("address"), max_length=500, default="")
    title_words = models.TextField()
    words = models.TextField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_search_entry_per_thing"
            )
        ]

    def __str__(self):
        return self.title
