"""By what people look for procedures: what it is about, and where."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class Topic(models.Model):
    """What a procedure is about: building, traffic, climate …"""

    key = models.SlugField(_("short key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    panels = [FieldPanel("name"), FieldPanel("key"), FieldPanel("position")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class District(models.Model):
    """A part of the town, with the place where the map shows it."""

    key = models.SlugField(_("short key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("position"),
        FieldPanel("lat"),
        FieldPanel("lon"),
    ]

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name
