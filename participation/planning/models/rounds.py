"""The formal steps of a plan: who may state what, from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.procedures import ProcedurePage
from participation.planning.models.plans import Plan


class RoundQuerySet(models.QuerySet):
    def published(self):
        """Rounds that a second person has approved: everybody may know of them."""
        return self.filter(approved_at__isnull=False)

    def for_public(self):
        return self.filter(audience=Round.Audience.PUBLIC)

    def for_authorities(self):
        return self.filter(audience=Round.Audience.AUTHORITIES)

    def running_on(self, day):
        return self.published().filter(first_day__lte=day, last_day__gte=day)


class Round(models.Model):
    """
    One participation by law: its rule, its audience, its days.

    A planner prepares it, a second person approves it; from then on its days, its
    documents and its notice stand. Both days are included; the last one ends at
    24:00 in Europe/Berlin.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("round", "the public")
        AUTHORITIES = "authorities", pgettext_lazy("round", "authorities")

    class Waiver(models.TextChoices):
        """The grounds of § 3 (1) S. 3 BauGB for going without."""

        MINOR = "minor", _("a plan is drawn up or lifted with insignificant effects")
        EARLIER = "earlier", _("information and discussion took place before")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rounds")
    # The same as the plan's: the page's timetable reads its rounds in one query.
    procedure = models.ForeignKey(
        ProcedurePage, on_delete=models.PROTECT, related_name="rounds", editable=False
    )
    rule = models.CharField(
        pgettext_lazy("round", "rule"),
        max_length=20,
        help_text=_("Key of a rule in the plan's rule set, such as “3-2”."),
    )
    audience = models.CharField(
        pgettext_lazy("round", "audience"),
        max_length=12,
        choices=Audience,
        default=Audience.PUBLIC,
    )
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("round", "round number"), default=1
    )
    title = models.CharField(_("title"), max_length=160)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    # What the deadline engine answered, with its inputs: it can be proven later.
    deadline = models.JSONField(default=dict, blank=True, editable=False)
    important_reason = models.BooleanField(
        _("an important reason for a longer period"), null=True, blank=True
    )
    important_reason_text = models.TextField(
        _("why there is one, or why there is none"), max_length=2000, blank=True
    )
    shorter_because = models.TextField(
        _("why the period is shorter"), max_length=2000, blank=True
    )
    # § 4a (3): a renewed round
    is_limited = models.BooleanField(_("limited to the changes"), default=False)
    changes = models.TextField(_("what has changed"), max_length=6000, blank=True)
    is_restricted = models.BooleanField(
        _("only those concerned are asked"), default=False
    )
    restricted_because = models.TextField(
        _("why only those concerned are asked"), max_length=2000, blank=True
    )
    # § 3 (1): the early round
    discussion = models.TextField(
        _("where people can discuss it"), max_length=600, blank=True
    )
    youth = models.TextField(
        _("how children and young people take part"), max_length=600, blank=True
    )
    waiver = models.CharField(
        _("ground for going without"), max_length=10, choices=Waiver, blank=True
    )
    waiver_because = models.TextField(
        _("why this ground holds"), max_length=2000, blank=True
    )
    no_environment_statements = models.BooleanField(
        _("there are no essential environmental statements yet"), default=False
    )
    outage_limit_minutes = models.PositiveIntegerField(
        _("report an outage from this sum of minutes"), default=480
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("round", "round")
        verbose_name_plural = pgettext_lazy("round", "rounds")
        ordering = ["first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rule", "audience", "number"],
                name="one_round_per_rule_and_number",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="round_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="round_is_approved_by_another_person",
                violation_error_message=_("A second person approves."),
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | Q(first_day__isnull=False, last_day__isnull=False),
                name="approved_rounds_have_days",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.procedure_id = self.plan.procedure_id
        super().save(**kwargs)

    def get_absolute_url(self):
        where = [self.procedure.slug, self.key]
        return reverse("participation:round", args=where)

    @property
    def is_published(self):
        return self.approved_at is not None

    @property
    def is_public(self):
        return self.audience == self.Audience.PUBLIC

    @property
    def key(self):
        """Its name in addresses and in the timetable: ``3-2-1``."""
        return f"{self.rule}-{self.number}"


class OtherAccess(models.Model):
    """Another easily reached way to the documents (§ 3 (2) S. 2 BauGB)."""

    class Kind(models.TextChoices):
        PAPER = "paper", pgettext_lazy("access", "to read on paper")
        TERMINAL = "terminal", pgettext_lazy("access", "a public screen")
        SENT = "sent", pgettext_lazy("access", "sent by post on request")

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="other_accesses"
    )
    kind = models.CharField(
        pgettext_lazy("access", "kind"), max_length=10, choices=Kind
    )
    building = models.CharField(_("building and street"), max_length=200)
    room = models.CharField(pgettext_lazy("access", "room"), max_length=120)
    hours = models.CharField(_("opening hours"), max_length=300)
    contact = models.CharField(_("contact"), max_length=200)
    is_accessible = models.BooleanField(_("without barriers"), default=False)

    class Meta:
        verbose_name = _("other access")
        verbose_name_plural = _("other accesses")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.building}, {self.room}"


class PortalEntry(models.Model):
    """Proof that a round was entered in a portal of the state."""

    class Portal(models.TextChoices):
        GEOPORTAL = "geoportal", "GeoPortal.rlp"
        UVP = "uvp", "UVP-Portal"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="portal_entries"
    )
    portal = models.CharField(_("portal"), max_length=12, choices=Portal)
    link = models.URLField(_("address of the entry"), max_length=500)
    entered_on = models.DateField(_("entered on"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("entry in a portal")
        verbose_name_plural = _("entries in portals")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "portal"], name="one_entry_per_portal"
            )
        ]

    def __str__(self):
        return f"{self.get_portal_display()}: {self.link}"
