"""The pages of participation: all procedures, and each one of them."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock
from home.models import BasePage
from participation import clock
from participation.area_field import AreaField
from participation.models.circle import Circle, Circled
from participation.models.running import Running
from participation.page_forms import ProcedurePageForm
from participation.timetable import timetable_of


class Moderation(models.TextChoices):
    """When what people write is shown: after a look at it, or at once."""

    PRE = "pre", _("Check first, then show")
    POST = "post", _("Show at once, check afterwards")


class ParticipationIndexPage(BasePage):
    """All procedures. Its address is answered by a view with filters."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["participation.ProcedurePage"]
    max_count = 1

    class Meta:
        verbose_name = _("overview of participation")
        verbose_name_plural = _("overviews of participation")


class ProcedureQuerySet(PageQuerySet):
    def with_timetable(self):
        """All that the clock and ``can()`` read, in a fixed number of queries."""
        return self.prefetch_related("phases", "activities", "openings")

    def with_rounds(self):
        """The periods by law too, for lists in which many may be formal."""
        return self.with_timetable().prefetch_related("rounds")

    def for_page(self):
        """One procedure with everything that its page shows."""
        joined = self.select_related("topic", "district", "contact__unit", "sign_video")
        return joined.with_timetable().prefetch_related(
            "milestones", "decisions", "dates", "documents__document"
        )


class ProcedurePage(Circled, Running, BasePage):
    """
    A matter on which the town asks its citizens.

    Editors write and publish it like any other page. What citizens add lives in
    plain models that point here, so it never passes through page revisions.
    """

    class Kind(models.TextChoices):
        INFORMAL = "informal", pgettext_lazy("procedure", "informal")
        FORMAL = "formal", pgettext_lazy("procedure", "formal, by law")

    four_eyes = True
    search_kind = ("procedures", pgettext_lazy("search", "Participation"))
    private_page_options = []  # who reads it says its circle

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.INFORMAL,
        help_text=_("A formal procedure follows a law; nobody can support there."),
    )
    rule_set = models.CharField(
        _("rule"),
        max_length=80,
        blank=True,
        help_text=_("For formal procedures, for example “§ 3 (2) BauGB”."),
    )
    rule_set_valid_from = models.DateField(
        _("version of the rule"), null=True, blank=True
    )
    topic = models.ForeignKey(
        "participation.Topic",
        verbose_name=_("topic"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="procedures",
    )
    district = models.ForeignKey(
        "participation.District",
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="procedures",
        help_text=_("Leave it empty if the whole town is concerned."),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    area = AreaField(
        pgettext_lazy("map", "area"),
        null=True,
        blank=True,
        help_text=_(
            "As GeoJSON polygon, if places outside don't belong to the matter. Leave it"
            " empty otherwise."
        ),
    )
    contact = models.ForeignKey(
        "home.Post",
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="procedures",
        help_text=_("The post that answers for this procedure and its questions."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("what it is about"), blank=True)
    legal_note = models.TextField(
        _("what the participation binds to"),
        max_length=1500,
        blank=True,
        help_text=_("Say honestly what follows from it, and who decides."),
    )
    moderation = models.CharField(
        _("moderation"), max_length=4, choices=Moderation, default=Moderation.POST
    )
    result = models.TextField(
        _("what became of it"),
        max_length=3000,
        blank=True,
        help_text=_("A summary of the result, in plain words."),
    )
    archived_on = models.DateField(
        _("archived on"),
        null=True,
        blank=True,
        help_text=_("From this day on, the procedure is closed and only to be read."),
    )

    objects = PageManager.from_queryset(ProcedureQuerySet)()

    content_panels = BasePage.content_panels + [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("topic"), FieldPanel("district")]),
                FieldPanel("contact"),
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
                FieldPanel("area"),
            ],
            heading=_("Topic, place, contact"),
        ),
        FieldPanel("body"),
        FieldPanel("legal_note"),
        InlinePanel(
            "documents",
            heading=pgettext_lazy("procedure", "Documents"),
            label=pgettext_lazy("procedure", "Document"),
        ),
        InlinePanel(
            "dates",
            heading=pgettext_lazy("procedure", "Dates"),
            label=pgettext_lazy("procedure", "Date"),
        ),
    ]
    process_panels = [
        *Circled.panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel(
                    [FieldPanel("rule_set"), FieldPanel("rule_set_valid_from")]
                ),
                FieldPanel("moderation"),
            ],
            heading=_("Kind and rules"),
        ),
        InlinePanel("phases", heading=_("Phases"), label=_("Phase")),
        InlinePanel("activities", heading=_("Activities"), label=_("Activity")),
        InlinePanel(
            "openings",
            heading=_("What is open when"),
            label=_("Opening"),
            help_text=_(
                "Without an entry, an activity is open in the first phase. New phases"
                " and activities appear here once the draft has been saved."
            ),
        ),
    ]
    part_panels = [
        InlinePanel(
            "options",
            heading=_("Options to choose from or to rate"),
            label=pgettext_lazy("vote", "Option"),
        ),
        InlinePanel(
            "questions",
            heading=_("Questions of the surveys"),
            label=pgettext_lazy("survey", "Question"),
        ),
        InlinePanel(
            "paragraphs",
            heading=_("Paragraphs of the texts"),
            label=pgettext_lazy("text", "Paragraph"),
        ),
    ]
    result_panels = [
        FieldPanel("result"),
        InlinePanel("milestones", heading=_("Milestones"), label=_("Milestone")),
        InlinePanel("decisions", heading=_("Decisions"), label=_("Decision")),
        FieldPanel("archived_on"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("What it is about")),
            ObjectList(process_panels, heading=_("Phases and activities")),
            ObjectList(part_panels, heading=_("Contents of the activities")),
            ObjectList(result_panels, heading=_("Result")),
            ObjectList(Running.panels, heading=_("For all, and for later")),
            ObjectList(BasePage.promote_panels, heading=_("Address and menus")),
            ObjectList(BasePage.settings_panels, heading=_("Schedule")),
        ]
    )
    search_fields = BasePage.search_fields + [
        index.SearchField("body"),
        index.SearchField("result"),
    ]
    base_form_class = ProcedurePageForm
    parent_page_types = ["participation.ParticipationIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("participation procedure")
        verbose_name_plural = _("participation procedures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__isnull=False, lon__isnull=False),
                name="procedure_lies_somewhere_or_nowhere",
                violation_error_message=_("A place needs latitude and longitude."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="informal") | models.Q(circle=Circle.PUBLIC),
                name="formal_procedures_are_for_everybody",
                violation_error_message=_("A formal procedure is for everybody."),
            ),
        ]

    @property
    def is_formal(self):
        return self.kind == self.Kind.FORMAL

    @cached_property
    def ordered_phases(self):
        dated = [p for p in self.phases.all() if p.first_day and p.last_day]
        return sorted(dated, key=lambda phase: phase.first_day)

    @cached_property
    def public_rounds(self):
        """The formal rounds of everybody that a second person has approved."""
        if not (self.is_formal and self.pk):
            return []  # and no question asked
        return [r for r in self.rounds.all() if r.is_published and r.is_public]

    @cached_property
    def timetable(self):
        """Phases, activities and openings as values, for ``can()`` and the clock."""
        return timetable_of(self)

    @property
    def has_result(self):
        return bool(self.result or self.milestones.all())

    def state_on(self, day):
        return clock.state_of(
            self.timetable.spans,
            day,
            has_result=self.has_result,
            archived_on=self.archived_on,
        )

    @property
    def state(self):
        return self.state_on(timezone.localdate())

    def get_context(self, request, *args, **kwargs):
        from participation.procedures import procedure_context

        context = super().get_context(request, *args, **kwargs)
        return context | procedure_context(self, request)

    @property
    def result_url(self):
        """Where it says what became of it."""
        return reverse("participation:result", args=[self.slug])

    @property
    def closing_url(self):
        """Where staff give outcomes and bring it to its end."""
        return reverse("participation:closing_desk", args=[self.slug])

    def clean(self):
        super().clean()
        from participation.closing import check_archiving

        check_archiving(self)

    def activity_url(self, key):
        return reverse("participation:activity", args=[self.slug, key])
