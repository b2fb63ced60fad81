"""The questions of a survey, and what people answered."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from home.storage import PRIVATE
from participation.fields import LinesField
from participation.models.contributions import Contribution
from participation.models.procedures import ProcedurePage
from participation.models.writing import Receipted

FILES = "umfragen"


class Question(Orderable):
    """One question of a survey, and when it is asked."""

    class Kind(models.TextChoices):
        SINGLE = "single", pgettext_lazy("question", "one of several answers")
        MULTIPLE = "multiple", pgettext_lazy("question", "several answers")
        OPEN = "open", pgettext_lazy("question", "answer in own words")
        SCALE = "scale", pgettext_lazy("question", "scale")
        MATRIX = "matrix", pgettext_lazy("question", "matrix: several on one scale")
        RANKING = "ranking", pgettext_lazy("question", "ranking")
        NUMBER = "number", pgettext_lazy("question", "number")
        PLACE = "place", pgettext_lazy("question", "place")
        FILE = "file", pgettext_lazy("question", "file")

    CHOOSING = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX, Kind.RANKING})
    DECIDING = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE})
    SCALE = (1, 5)
    LARGEST = 10**12  # a number beyond is nobody's answer, and spoils every mean

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="questions"
    )
    activity_key = models.CharField(_("activity"), max_length=40)
    key = models.SlugField(max_length=40, editable=False, db_index=False)
    kind = models.CharField(
        pgettext_lazy("question", "kind"),
        max_length=10,
        choices=Kind,
        default=Kind.SINGLE,
    )
    title = models.CharField(_("question"), max_length=240)
    help = models.CharField(_("help"), max_length=300, blank=True)
    required = models.BooleanField(_("needs an answer"), default=False)
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("The answers are never published, only evaluated inside."),
    )
    begins_page = models.BooleanField(_("begins a new page"), default=False)
    choices = LinesField(
        _("answers to choose from"),
        default=list,
        blank=True,
        help_text=_("One on a line. For a matrix: the columns."),
    )
    allows_other = models.BooleanField(_("also “other”, in own words"), default=False)
    rows = LinesField(
        _("rows of a matrix"), default=list, blank=True, help_text=_("One on a line.")
    )
    lowest = models.IntegerField(
        _("least"),
        null=True,
        blank=True,
        help_text=_("Lowest number or end of the scale; fewest answers or ranks."),
    )
    highest = models.IntegerField(
        _("most"),
        null=True,
        blank=True,
        help_text=_("Highest number or end of the scale; most answers or ranks."),
    )
    low_label = models.CharField(_("low end means"), max_length=40, blank=True)
    high_label = models.CharField(_("high end means"), max_length=40, blank=True)
    shown_if = models.CharField(_("only if this question"), max_length=40, blank=True)
    shown_if_answer = models.CharField(
        _("was answered with"), max_length=60, blank=True
    )

    panels = [
        FieldRowPanel([FieldPanel("activity_key"), FieldPanel("kind")]),
        FieldPanel("title"),
        FieldPanel("help"),
        FieldRowPanel(
            [
                FieldPanel("required"),
                FieldPanel("confidential"),
                FieldPanel("begins_page"),
            ]
        ),
        FieldPanel("choices"),
        FieldPanel("allows_other"),
        FieldPanel("rows"),
        FieldRowPanel([FieldPanel("lowest"), FieldPanel("highest")]),
        FieldRowPanel([FieldPanel("low_label"), FieldPanel("high_label")]),
        FieldRowPanel([FieldPanel("shown_if"), FieldPanel("shown_if_answer")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("survey", "question")
        verbose_name_plural = pgettext_lazy("survey", "questions")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"], name="one_question_per_key"
            )
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.key = self.key or slugify(self.title)[:40]
        super().save(**kwargs)

    def clean(self):
        """What an editor can still get wrong, in words."""
        if self.kind in self.CHOOSING and len(self.choices) < 2:
            raise ValidationError({"choices": _("Give at least two answers.")})
        if self.kind == self.Kind.MATRIX and not self.rows:
            raise ValidationError({"rows": _("A matrix needs at least one row.")})
        if None not in (self.lowest, self.highest) and self.lowest > self.highest:
            raise ValidationError({"highest": _("The most is smaller than the least.")})
        if self.kind == self.Kind.SCALE and len(self.steps) not in range(2, 12):
            raise ValidationError({"highest": _("A scale has 2 to 11 steps.")})

    @property
    def steps(self) -> list[int]:
        """The numbers of a scale, from one end to the other."""
        low, high = self.SCALE
        low = low if self.lowest is None else self.lowest
        high = high if self.highest is None else self.highest
        return list(range(low, high + 1)) if high - low < 100 else []

    @property
    def offered(self) -> list[str]:
        """What one can choose, as it is stored: answers, or the steps of a scale."""
        if self.kind == self.Kind.SCALE:
            return [str(step) for step in self.steps]
        return self.choices if self.kind in self.CHOOSING else []

    @property
    def can_divide(self) -> bool:
        """
        Whether results can be looked at by the answers to this question.

        Those to a further question can't: beside the one it follows they would tell
        of groups that no table shows.
        """
        if self.confidential or self.shown_if:
            return False
        return self.kind in self.DECIDING


class SurveyResponseQuerySet(models.QuerySet):
    def handed_in(self):
        return self.filter(state=SurveyResponse.State.HANDED_IN)

    def drafts(self):
        return self.filter(state=SurveyResponse.State.DRAFT)

    def of(self, person):
        known = person.is_authenticated
        return self.filter(participant=person) if known else self.none()


class SurveyResponse(Receipted):
    """
    What one person answered in a survey; a draft until it is handed in.

    In an anonymous survey nobody is stored. The key made with the form is then all
    that leads back to a draft.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("survey", "begun")
        HANDED_IN = "handed_in", pgettext_lazy("survey", "handed in")

    activity = models.ForeignKey(
        "participation.Activity",
        verbose_name=_("activity"),
        on_delete=models.PROTECT,
        related_name="survey_responses",
    )
    participant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("participant"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="survey_responses",
    )
    state = models.CharField(
        pgettext_lazy("survey", "state"),
        max_length=10,
        choices=State,
        default=State.DRAFT,
    )
    answers = models.JSONField(_("answers"), default=dict)
    origin = models.CharField(
        _("origin"),
        max_length=10,
        choices=Contribution.Origin,
        default=Contribution.Origin.ONLINE,
    )
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)

    objects = SurveyResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["activity", "state"], name="survey_answers"),
            models.Index(fields=["receipt_locator"], name="survey_receipts"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "participant"],
                condition=Q(participant__isnull=False),
                name="one_response_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", handed_in_at=None)
                | Q(state="handed_in", handed_in_at__isnull=False),
                name="handed_in_survey_has_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.activity}, {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("participation:survey_receipt", args=[self.idempotency_key])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT


def place_of_file(instance, filename):
    """A name that says nothing about who sent it."""
    suffix = PurePath(filename).suffix.lower()
    return f"{PRIVATE}{FILES}/{uuid.uuid4().hex}{suffix}"


class SurveyFile(models.Model):
    """A file that somebody added to an answer. Only the town's staff open it."""

    response = models.ForeignKey(
        SurveyResponse, on_delete=models.CASCADE, related_name="files"
    )
    question_key = models.CharField(max_length=40)
    file = models.FileField(_("file"), upload_to=place_of_file)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = pgettext_lazy("survey", "file")
        verbose_name_plural = pgettext_lazy("survey", "files")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question_key"], name="one_file_per_answer"
            )
        ]

    def __str__(self):
        return self.name

    def delete(self, **kwargs):
        self.file.delete(save=False)
        return super().delete(**kwargs)
