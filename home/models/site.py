"""What distinguishes one town from another."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour like #1f4d3a."))


@register_setting(icon="home")
class TownSettings(BaseSiteSetting):
    """Name, crest, colours and contact of the town."""

    name = models.CharField(_("name of the town"), max_length=80, default="Stadtraum")
    claim = models.CharField(_("line below the name"), max_length=120, blank=True)
    crest = models.ForeignKey(
        "home.TownImage",
        verbose_name=_("crest"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    main_colour = models.CharField(
        _("main colour"), max_length=7, default="#1f4d3a", validators=[colour]
    )
    ground_colour = models.CharField(
        _("ground colour"), max_length=7, default="#f6f0e6", validators=[colour]
    )
    alert_colour = models.CharField(
        _("colour of what ends soon"),
        max_length=7,
        default="#7a1f3d",
        validators=[colour],
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    opening_hours = models.TextField(_("opening hours"), max_length=300, blank=True)
    feedback_email = models.EmailField(
        _("address for barriers that people report"), blank=True
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("claim"), FieldPanel("crest")],
            heading=_("Town"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("main_colour"),
                FieldPanel("ground_colour"),
                FieldPanel("alert_colour"),
            ],
            heading=_("Colours"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("opening_hours"),
                FieldPanel("feedback_email"),
            ],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")
