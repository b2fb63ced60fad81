"""A plan by the BauGB: the formal side of a procedure."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.procedures import ProcedurePage


class Plan(models.Model):
    """
    What the law asks about a formal procedure, beside its page.

    The rule set is pinned when the plan is begun: a later change of the law never
    alters a running procedure (§ 233 BauGB).
    """

    class Kind(models.TextChoices):
        ZONING = "bplan", pgettext_lazy("plan", "Bebauungsplan")
        LAND_USE = "fnp", pgettext_lazy("plan", "Flächennutzungsplan")
        OTHER = "other", pgettext_lazy("plan", "another procedure")

    class Way(models.TextChoices):
        REGULAR = "regular", pgettext_lazy("plan", "regular procedure")
        SIMPLIFIED = "13", pgettext_lazy("plan", "simplified (§ 13 BauGB)")
        ACCELERATED = "13a", pgettext_lazy("plan", "accelerated (§ 13a BauGB)")

    procedure = models.OneToOneField(
        ProcedurePage,
        verbose_name=_("participation procedure"),
        on_delete=models.PROTECT,
        related_name="plan",
    )
    name = models.CharField(pgettext_lazy("plan", "name of the plan"), max_length=200)
    number = models.CharField(
        pgettext_lazy("plan", "number of the plan"), max_length=40, unique=True
    )
    kind = models.CharField(
        pgettext_lazy("plan", "kind of plan"),
        max_length=10,
        choices=Kind,
        default=Kind.ZONING,
    )
    way = models.CharField(
        pgettext_lazy("plan", "procedure by law"),
        max_length=10,
        choices=Way,
        default=Way.REGULAR,
    )
    rule_set = models.CharField(_("rule set"), max_length=40)
    rule_set_pinned_on = models.DateField(_("rule set pinned on"))
    spatial_description = models.TextField(
        _("the area in words"),
        max_length=1500,
        help_text=_("Streets, boundaries, what lies within: the map in words."),
    )
    drawn_up_on = models.DateField(_("decision to draw it up"), null=True, blank=True)
    statute_on = models.DateField(_("adopted as a statute"), null=True, blank=True)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    is_cross_border = models.BooleanField(
        _("has effects beyond the border"), default=False
    )
    office_name = models.CharField(_("planning office"), max_length=160, blank=True)
    office_agreement_on = models.DateField(
        _("processing agreement signed on"),
        null=True,
        blank=True,
        help_text=_("Without it, nobody of the office gets access (Art. 28 GDPR)."),
    )
    office_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("people of the planning office"),
        related_name="office_plans",
        blank=True,
    )
    last_number = models.PositiveIntegerField(
        _("last number given to a statement"), default=0, editable=False
    )
    closed_on = models.DateField(_("procedure closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("plan", "plan")
        verbose_name_plural = pgettext_lazy("plan", "plans")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.name}"

    @property
    def needs_environment_report(self):
        """§ 2a BauGB; not in the procedures of §§ 13 and 13a."""
        return self.way == self.Way.REGULAR


class ClosingDay(models.Model):
    """A working day on which the town hall is closed; warns, never moves a deadline."""

    day = models.DateField(_("day"), unique=True)
    reason = models.CharField(pgettext_lazy("closing day", "reason"), max_length=120)

    class Meta:
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%d.%m.%Y} {self.reason}"
