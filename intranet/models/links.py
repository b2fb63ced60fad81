"""Ways out of the intranet's start page to what people use every day."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

address = RegexValidator(
    r"^(https?://|/(?!/))", _("Write an address like https://… or /intranet/…")
)


class QuickLink(models.Model):
    """An address that many need often, among others of its group."""

    title = models.CharField(_("title"), max_length=60)
    url = models.CharField(_("address"), max_length=500, validators=[address])
    group = models.CharField(
        pgettext_lazy("quick link", "heading"),
        max_length=40,
        help_text=_("Links with the same heading stand together, like “Every day”."),
    )
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)

    sort_order_field = "position"

    class Meta:
        verbose_name = _("quick link")
        verbose_name_plural = _("quick links")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title
