"""The town's own list of addresses and places, so that nobody else is asked."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def normal(words: str) -> str:
    """An address as it is looked for: “Kaiser-Str. 3” and “kaiserstraße 3” are one."""
    words = words.casefold().translate(UMLAUTS)
    words = re.sub(r"str(asse|\.|\b)", "str", words)
    return "".join(re.findall(r"[a-z0-9]+", words))


class GazetteerEntry(models.Model):
    """An address or a place of the town that people may name in words."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    words = models.CharField(max_length=200, db_index=True, editable=False)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("entry of the gazetteer")
        verbose_name_plural = _("entries of the gazetteer")
        ordering = ["name"]
        indexes = [models.Index(fields=["lat", "lon"], name="participation_nearby")]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.words = normal(self.name)
        super().save(**kwargs)
