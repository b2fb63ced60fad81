"""Weighing (Abwägung): statements in points, what the town says to each, and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.writing import AppendOnly
from participation.planning.models.council import Resolution
from participation.planning.models.documents import PlanDocument
from participation.planning.models.plans import Plan
from participation.planning.models.statements import Statement, StatementVersion


class Point(models.Model):
    """
    One matter in one statement: a marked piece of its original text, the proposal of
    the administration, and what the council made of it.
    """

    class Result(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("weighing", "zur Kenntnis")
        FOLLOWED = "followed", pgettext_lazy("weighing", "wird gefolgt")
        PARTLY = "partly", pgettext_lazy("weighing", "wird teilweise gefolgt")
        NOT_FOLLOWED = "not_followed", pgettext_lazy("weighing", "wird nicht gefolgt")

    class Step(models.TextChoices):
        OPEN = "open", pgettext_lazy("weighing", "open")
        PREPARED = "prepared", pgettext_lazy("weighing", "prepared")
        READY = "ready", pgettext_lazy("weighing", "ready for the council")

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="points"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("weighing", "number"))
    # Which wording was marked: a correction that comes later has other characters.
    wording = models.ForeignKey(
        StatementVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        editable=False,
    )
    # Characters of that wording, [start, end); both empty: the whole statement.
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    # The working copy of the passage; the original stays in the statement.
    text = models.TextField(pgettext_lazy("weighing", "text"))
    topic = models.CharField(
        pgettext_lazy("weighing", "topic"), max_length=80, blank=True
    )
    document = models.ForeignKey(
        PlanDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
    )
    place = models.CharField(_("place in words"), max_length=200, blank=True)
    post = models.ForeignKey(
        "home.Post",
        verbose_name=pgettext_lazy("weighing", "post that answers"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="points",
    )
    to_office = models.BooleanField(_("prepared by the planning office"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    proposal = models.TextField(_("proposal for the weighing"), blank=True)
    proposed_result = models.CharField(
        _("proposed result"), max_length=12, choices=Result, blank=True
    )
    step = models.CharField(
        pgettext_lazy("weighing", "step"),
        max_length=10,
        choices=Step,
        default=Step.OPEN,
    )
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
    )
    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("weighing", "point")
        verbose_name_plural = pgettext_lazy("weighing", "points")
        ordering = ["statement__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="one_point_per_number"
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")),
                name="point_marks_a_passage_or_all",
            ),
            models.CheckConstraint(
                condition=Q(resolution=None, result="")
                | (Q(resolution__isnull=False) & ~Q(result="")),
                name="results_come_from_a_resolution",
            ),
        ]

    def __str__(self):
        return f"{self.statement}.{self.number}"


class PointVersion(AppendOnly):
    """
    What a proposal said before somebody changed it, and what else they changed.

    ``changes`` holds each field with its value before and after, in words.
    """

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="history")
    proposal = models.TextField(blank=True)
    proposed_result = models.CharField(max_length=12, blank=True)
    step = models.CharField(max_length=10, blank=True)
    changes = models.JSONField(default=dict, blank=True)
    reason = models.TextField(
        pgettext_lazy("weighing", "reason"), max_length=1000, blank=True
    )

    class Meta:
        verbose_name = pgettext_lazy("weighing", "earlier proposal")
        verbose_name_plural = pgettext_lazy("weighing", "earlier proposals")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.point_id} {self.at:%d.%m.%Y %H:%M}"


class Boilerplate(models.Model):
    """A text that planners use in proposals again and again."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    text = models.TextField(pgettext_lazy("weighing", "text"), max_length=6000)
    result = models.CharField(
        _("proposed result"), max_length=12, choices=Point.Result, blank=True
    )

    class Meta:
        verbose_name = pgettext_lazy("weighing", "boilerplate")
        verbose_name_plural = pgettext_lazy("weighing", "boilerplates")
        ordering = ["title"]

    def __str__(self):
        return self.title


class StatementGroup(models.Model):
    """
    Statements with essentially the same content (§ 3 (2) S. 7 BauGB). That they
    are is said by a person, never by the machine.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="groups")
    title = models.CharField(_("title"), max_length=160)
    collective = models.BooleanField(
        _("inspection instead of single messages"), default=False
    )
    inspection_place = models.CharField(
        _("place of inspection"), max_length=300, blank=True
    )
    inspection_hours = models.CharField(_("opening hours"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("group of like statements")
        verbose_name_plural = _("groups of like statements")
        ordering = ["pk"]

    def __str__(self):
        return self.title


class LateCheck(AppendOnly):
    """The three questions of § 4a (5) BauGB about one late statement, answered."""

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="late_check"
    )
    was_unknown = models.BooleanField(
        _("Its content was not known and did not have to be known.")
    )
    is_irrelevant = models.BooleanField(
        _("Its content is not relevant to whether the plan is lawful.")
    )
    was_warned = models.BooleanField(_("The notice gave the hint."))
    is_disregarded = models.BooleanField(_("It is disregarded."))
    reason = models.TextField(pgettext_lazy("weighing", "reason"), max_length=2000)

    class Meta:
        verbose_name = _("check of a late statement")
        verbose_name_plural = _("checks of late statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_disregarded=False)
                | Q(was_unknown=True, is_irrelevant=True, was_warned=True),
                name="disregarded_only_after_three_times_yes",
            )
        ]

    def __str__(self):
        return str(self.statement_id)


class Redaction(models.Model):
    """A statement without personal data, made by one and confirmed by another."""

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="redaction"
    )
    text = models.TextField(_("text without personal data"))
    # What the scan pointed out and somebody let stand, with the reason.
    left_standing = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("redacted statement")
        verbose_name_plural = _("redacted statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("made_by")),
                name="redaction_is_confirmed_by_another_person",
            )
        ]

    def __str__(self):
        return str(self.statement_id)
