"""
The rows of a procedure page: phases, activities, what is open when, dates.

They pass through drafts and approval together with the page. Openings name phases
and activities by key, because the rows of one draft have no primary keys yet.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from participation import formats
from participation.fields import LinesField, VerbsField
from participation.models.procedures import Moderation, ProcedurePage
from participation.settings_field import SettingsField


class Phase(Orderable):
    """A stretch of days in a procedure, with a name."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="phases"
    )
    key = models.SlugField(max_length=40, editable=False, db_index=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.CharField(_("what happens in it"), max_length=300, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), help_text=_("Still open on this day."))

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="phase_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.UniqueConstraint(
                fields=["procedure", "key"], name="one_phase_per_key"
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.key = self.key or slugify(self.title)[:40]
        super().save(**kwargs)


def format_choices():
    return formats.registered()


class Activity(Orderable):
    """A way to take part in a procedure: a format with its settings."""

    class Place(models.TextChoices):
        NONE = "none", _("No place")
        OPTIONAL = "optional", _("A place may be given")
        REQUIRED = "required", _("A place is required")

    class Who(models.TextChoices):
        ACCOUNTS = "accounts", _("People with an account")
        GUESTS = "guests", _("Guests without an account, too")

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="activities"
    )
    key = models.SlugField(max_length=40, editable=False, db_index=False)
    title = models.CharField(_("title"), max_length=120)
    format = models.CharField(
        _("format"), max_length=30, choices=format_choices, default="ideas"
    )
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    question = models.CharField(_("question to people"), max_length=240, blank=True)
    who = models.CharField(
        _("who takes part"),
        max_length=10,
        choices=Who,
        default=Who.ACCOUNTS,
        help_text=_("Support and votes need an account in any case."),
    )
    place = models.CharField(
        _("place"), max_length=10, choices=Place, default=Place.OPTIONAL
    )
    categories = LinesField(
        _("categories"),
        default=list,
        blank=True,
        help_text=_("One on a line. Leave it empty if none are needed."),
    )
    moderation = models.CharField(
        _("moderation"),
        max_length=4,
        choices=Moderation,
        blank=True,
        help_text=_("Leave it empty to do as the procedure does."),
    )
    figures_after_end = models.BooleanField(
        _("keep the figures until the end"),
        default=False,
        help_text=_("Nobody sees how much support or how many votes there are."),
    )
    settings = SettingsField(_("settings of the format"), default=dict, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("format"),
        FieldPanel("introduction"),
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("who"), FieldPanel("moderation")]),
        FieldPanel("place"),
        FieldPanel("figures_after_end"),
        FieldPanel("categories"),
        FieldPanel("settings"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"], name="one_activity_per_key"
            )
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.key = self.key or slugify(self.title)[:40]
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("participation:activity", args=[self.procedure.slug, self.key])

    def clean(self):
        if self.figures_after_end and not self.recipe.keeps_figures:
            message = _("With a threshold, the support can't be kept until the end.")
            raise ValidationError({"figures_after_end": message})
        if self.who == self.Who.GUESTS and not self.recipe.open_to_guests:
            message = _("Everybody counts once here, so it is not for guests.")
            raise ValidationError({"who": message})

    @property
    def recipe(self):
        """The format of this activity."""
        return formats.get(self.format)

    def setting(self, name):
        """A setting of the format; its default, if the activity says nothing."""
        given = self.settings.get(self.format, {})
        return given.get(name, self.recipe.settings[name].initial)

    def rows(self, part):
        """The rows of the procedure that belong to this activity, as ``options``."""
        rows = getattr(self.procedure, part).all()
        return [row for row in rows if row.activity_key == self.key]

    @property
    def admits_guests(self):
        """Whether people contribute and comment here without an account."""
        return self.who == self.Who.GUESTS and self.recipe.open_to_guests

    @property
    def checks_first(self):
        """Whether what people write waits for a look before it is shown."""
        return (self.moderation or self.procedure.moderation) == Moderation.PRE


class Opening(Orderable):
    """What one activity allows in one phase."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="openings"
    )
    phase_key = models.CharField(_("phase"), max_length=40)
    activity_key = models.CharField(_("activity"), max_length=40)
    verbs = VerbsField(_("people can"), default=list)

    panels = [
        FieldRowPanel([FieldPanel("phase_key"), FieldPanel("activity_key")]),
        FieldPanel("verbs"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "phase_key", "activity_key"],
                name="one_opening_per_phase_and_activity",
                violation_error_message=_(
                    "This phase and this activity are there twice."
                ),
            )
        ]

    def __str__(self):
        return f"{self.activity_key} in {self.phase_key}"


class Option(Orderable):
    """Something that people choose among or rate, set by the town."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="options"
    )
    activity_key = models.CharField(_("activity"), max_length=40)
    key = models.SlugField(max_length=40, editable=False, db_index=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    price = models.PositiveIntegerField(
        _("price in euros"),
        null=True,
        blank=True,
        help_text=_("Counts in a vote with a limit of money."),
    )
    picture = models.ForeignKey(
        "home.TownImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldPanel("activity_key"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("price"),
        FieldPanel("picture"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("vote", "option")
        verbose_name_plural = pgettext_lazy("vote", "options")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"], name="one_option_per_key"
            )
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.key = self.key or slugify(self.title)[:40]
        super().save(**kwargs)


class ProcedureDate(Orderable):
    """A day on which people meet about a procedure."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="dates"
    )
    title = models.CharField(_("title"), max_length=160)
    day = models.DateField(_("day"))
    start = models.TimeField(pgettext_lazy("time", "from"), null=True, blank=True)
    end = models.TimeField(pgettext_lazy("time", "until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("start"), FieldPanel("end")]),
        FieldPanel("place"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("procedure", "date")
        verbose_name_plural = pgettext_lazy("procedure", "dates")

    def __str__(self):
        return self.title


class ProcedureDocument(Orderable):
    """A document that people can read about a procedure."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(_("title"), max_length=160)
    document = models.ForeignKey(
        "home.TownDocument",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("procedure", "document")
        verbose_name_plural = pgettext_lazy("procedure", "documents")

    def __str__(self):
        return self.title
