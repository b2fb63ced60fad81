"""What follows a hiding: the author objects once; who goes on is blocked for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel

from participation.models.records import ModerationAct


def names_somebody():
    """A person who is forgotten, and not deleted with, when the account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


class StandardReason(models.Model):
    """A reason that moderators give often, worded well once."""

    rule = models.CharField(_("rule"), max_length=10, choices=ModerationAct.Rule)
    text = models.TextField(
        _("reason"), max_length=500, help_text=_("The author reads this.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    panels = [FieldPanel("rule"), FieldPanel("text"), FieldPanel("position")]

    class Meta:
        verbose_name = _("standard reason")
        verbose_name_plural = _("standard reasons")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class ObjectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)


class Objection(models.Model):
    """The author says why a text should not have been hidden: once for each hiding."""

    LONGEST_TEXT = 1500

    act = models.OneToOneField(
        ModerationAct, on_delete=models.PROTECT, related_name="objection"
    )
    text = models.TextField(_("why it should be public"), max_length=LONGEST_TEXT)
    created_at = models.DateTimeField(_("objected at"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = names_somebody()
    is_granted = models.BooleanField(_("granted"), null=True)
    answer = models.TextField(_("reason of the decision"), max_length=1000, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, is_granted=None, answer="")
                | Q(decided_at__isnull=False, is_granted__isnull=False) & ~Q(answer=""),
                name="objection_is_decided_with_a_reason",
            )
        ]

    def __str__(self):
        return self.text[:60]

    def settle(self, is_granted, *, reason, by):
        self.is_granted, self.answer, self.decided_by = is_granted, reason, by
        self.decided_at = timezone.now()
        self.save()

    @property
    def is_open(self):
        return self.decided_at is None

    @property
    def outcome(self):
        """What came of it, as a word."""
        if self.is_open:
            return pgettext_lazy("objection", "being looked at")
        if self.is_granted:
            return pgettext_lazy("objection", "granted")
        return pgettext_lazy("objection", "declined")


class BlockQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(lifted_at=None, last_day__gte=day)


class Block(models.Model):
    """Somebody may not write in participations for some days, and knows why."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="blocks",
    )
    rule = models.CharField(_("rule"), max_length=10, choices=ModerationAct.Rule)
    reason = models.TextField(_("reason"), max_length=1000)
    last_day = models.DateField(_("last day"), help_text=_("Still blocked on it."))
    at = models.DateTimeField(_("blocked at"), default=timezone.now)
    by = names_somebody()
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = names_somebody()
    lifted_because = models.TextField(_("why lifted"), max_length=1000, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("moderation", "block")
        verbose_name_plural = pgettext_lazy("moderation", "blocks")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="block_needs_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None)
                | Q(lifted_at__gte=F("at")) & ~Q(lifted_because=""),
                name="block_is_lifted_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} – {self.last_day}"
