"""When offers take place, with how many seats."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.roles import TRAINERS, TRAINING_LEADS, has_role
from home.visibility import visible_pages
from training.models.pages import STAFF, OfferPage
from training.models.places import Place
from training.models.registrations import Registration


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Announced sessions of the offers that this visitor may read."""
        announced = self.exclude(state=Session.State.PLANNED)
        return announced.filter(offer__in=visible_pages(user, OfferPage))

    def run_by(self, user):
        """Sessions that this person looks after: all of them, or their own."""
        if user.is_active and (user.is_superuser or has_role(user, TRAINING_LEADS)):
            return self
        if user.is_active and has_role(user, TRAINERS):
            return self.filter(trainers=user)
        return self.none()

    def upcoming(self, at=None):
        return self.filter(ends_at__gte=at or timezone.now())

    def over(self, at=None):
        return self.filter(ends_at__lt=at or timezone.now())

    def with_taken(self):
        """How many seats are taken and how many people wait."""
        registrations = Registration.objects.all()
        return self.annotate(
            taken=registrations.registered().counted_for_sessions(),
            waiting=registrations.waiting().counted_for_sessions(),
        )

    def for_listing(self):
        """All that a list of sessions shows, in a fixed number of queries."""
        return (
            self.with_taken()
            .select_related("offer__topic", "place")
            .defer("offer__body", "offer__goals")
            .prefetch_related("dates", "trainers")
            .order_by("starts_at", "pk")
        )


class Session(models.Model):
    """One run of an offer: with seats, a place and one or more dates."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("session", "being planned")
        OPEN = "open", pgettext_lazy("session", "announced")
        CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")
        DONE = "done", pgettext_lazy("session", "closed")

    # PROTECT: who came to what is remembered, whatever happens to the page.
    offer = models.ForeignKey(
        OfferPage,
        verbose_name=pgettext_lazy("training", "offer"),
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    title = models.CharField(
        _("addition to the title"),
        max_length=120,
        blank=True,
        help_text=_("For example “Course A” or “for beginners”. May stay empty."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=pgettext_lazy("training", "place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        help_text=_("Leave it empty if the session takes place online only."),
    )
    online_link = models.URLField(
        _("link for taking part online"),
        max_length=500,
        blank=True,
        help_text=_("Shown only to those who have a seat."),
    )
    access = models.TextField(
        _("accessibility of this session"),
        max_length=500,
        blank=True,
        help_text=_("Beside what is known of the place, for example sign language."),
    )
    seats = models.PositiveIntegerField(
        pgettext_lazy("session", "seats"), validators=[MinValueValidator(1)]
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("Whoever waits longest moves up when a seat becomes free."),
    )
    opens_at = models.DateTimeField(
        _("registration opens"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as the session is announced."),
    )
    closes_at = models.DateTimeField(
        _("registration closes"),
        null=True,
        blank=True,
        help_text=_("Empty: when the first date begins."),
    )
    state = models.CharField(
        pgettext_lazy("session", "state"),
        max_length=10,
        choices=State,
        default=State.PLANNED,
    )
    cancel_reason = models.CharField(
        _("why it was cancelled"), max_length=300, blank=True
    )
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("training", "trainers"),
        blank=True,
        related_name="training_sessions",
        limit_choices_to=STAFF,
    )
    # The span of its dates, written with them: lists sort by it, rules read it.
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    # Counts what calendars must learn anew (SEQUENCE, RFC 5545).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("training", "session")
        verbose_name_plural = pgettext_lazy("training", "sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1), name="session_has_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None)
                | Q(opens_at=None)
                | Q(closes_at__gt=F("opens_at")),
                name="registration_closes_after_it_opens",
                violation_error_message=_("Registration would close before it opens."),
            ),
        ]

    def __str__(self):
        return f"{self.offer.title}: {self.title}" if self.title else self.offer.title

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def is_done(self):
        return self.state == self.State.DONE

    @property
    def first_day(self):
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def registration_ends_at(self):
        return self.closes_at or self.starts_at

    @property
    def free(self):
        """Seats left, where a list has counted them."""
        return max(self.seats - self.taken, 0)

    @property
    def is_full(self):
        """No seat for whoever comes next: those who wait go first."""
        return self.free == 0 or self.waiting > 0


class SessionDateQuerySet(models.QuerySet):
    def for_calendar(self):
        """All that a calendar shows of each date, in one query."""
        registrations = Registration.objects.all()
        return (
            self.annotate(
                taken=registrations.registered().counted_for_sessions("session"),
                waiting=registrations.waiting().counted_for_sessions("session"),
            )
            .select_related("session__offer__topic", "session__place")
            .defer("session__offer__body", "session__offer__goals")
            .order_by("starts_at", "pk")
        )

    def with_room(self):
        """Of a calendar, what one can still come to without waiting."""
        return self.filter(taken__lt=models.F("session__seats"), waiting=0)


class SessionDate(models.Model):
    """One stretch of time of a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(pgettext_lazy("date", "begins"), db_index=True)
    ends_at = models.DateTimeField(pgettext_lazy("date", "ends"), db_index=True)
    # A calendar knows an entry by this name, however often it is moved.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = SessionDateQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("training", "date")
        verbose_name_plural = pgettext_lazy("training", "dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="date_ends_after_it_begins",
                violation_error_message=_("The end is not after the beginning."),
            )
        ]

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"

    @property
    def days(self):
        """The first and the last day on which it takes place."""
        last = self.ends_at - timedelta(microseconds=1)
        return timezone.localdate(self.starts_at), timezone.localdate(last)
