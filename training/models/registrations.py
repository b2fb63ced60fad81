"""Who comes to a session, who waits, and how that came about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those who run a session read its list by ``run_by``."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def active(self):
        return self.filter(state__in=Registration.ACTIVE)

    def registered(self):
        return self.filter(state=Registration.State.REGISTERED)

    def waiting(self):
        """In the order of arrival, which nothing changes."""
        waiting = self.filter(state=Registration.State.WAITING)
        return waiting.order_by("joined_at", "pk")

    def counted_for_sessions(self, session="pk"):
        """How many there are for each session of an outer query."""
        outer = self.filter(session=models.OuterRef(session))
        outer = outer.order_by().values("session")
        number = models.Subquery(outer.annotate(n=models.Count("pk")).values("n"))
        return Coalesce(number, 0)

    def of(self, *, person=None, email=""):
        if person is not None:
            return self.filter(person=person)
        return self.filter(person=None, guest_email__iexact=email)

    def for_listing(self):
        """All that “my courses” shows, in a fixed number of queries."""
        return self.select_related("session__offer", "session__place").prefetch_related(
            "session__dates"
        )


class Registration(models.Model):
    """A person's seat in a session, or their place on its waiting list."""

    class State(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("registration", "registered")
        WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
        CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")
        UNPLACED = "unplaced", pgettext_lazy("registration", "no seat became free")

    ACTIVE = (State.REGISTERED, State.WAITING)

    session = models.ForeignKey(
        "training.Session", on_delete=models.PROTECT, related_name="registrations"
    )
    # Someone with an account; or a guest; or nobody any more, after an erasure.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="registrations",
    )
    guest_name = models.CharField(_("your name"), max_length=80, blank=True)
    guest_email = models.EmailField(_("your e-mail address"), blank=True)
    state = models.CharField(
        pgettext_lazy("registration", "state"), max_length=10, choices=State
    )
    joined_at = models.DateTimeField(
        _("registered at"), default=timezone.now, editable=False
    )
    needs = models.TextField(
        _("what you need to take part well"),
        max_length=500,
        blank=True,
        help_text=_(
            "For example sign language, a seat in front, large print. Only the "
            "trainers read this; it is deleted 14 days after the last date."
        ),
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=["registered", "waiting"]),
                name="one_active_registration_per_person",
            ),
            models.UniqueConstraint(
                "session",
                Lower("guest_email"),
                condition=Q(state__in=["registered", "waiting"]) & ~Q(guest_email=""),
                name="one_active_registration_per_guest",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(guest_email="", guest_name=""),
                name="registration_is_of_a_person_or_a_guest",
            ),
        ]
        indexes = [
            models.Index(
                fields=["session", "state", "joined_at"], name="waiting_in_order"
            )
        ]

    def __str__(self):
        return f"{self.name} – {self.session}"

    @property
    def name(self):
        """The name on the list of participants."""
        if self.person_id:
            return str(self.person)
        return self.guest_name or str(_("deleted person"))

    @property
    def email(self):
        return self.person.email if self.person_id else self.guest_email

    @property
    def is_active(self):
        return self.state in self.ACTIVE

    @property
    def is_registered(self):
        return self.state == self.State.REGISTERED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def position(self):
        """The place on the waiting list, counted from one; asks the database."""
        waiting = self.session.registrations.waiting()
        return list(waiting.values_list("pk", flat=True)).index(self.pk) + 1


class RegistrationStep(models.Model):
    """What happened to a registration, by whom and when. Only ever added to."""

    class Cause(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("step", "registered")
        QUEUED = "queued", _("put on the waiting list")
        MOVED_UP = "moved_up", _("moved up from the waiting list")
        WITHDRAWN = "withdrawn", _("cancelled by the person")
        REMOVED = "removed", _("taken off the list by the trainers")
        CLOSED = "closed", _("waiting list closed")
        ERASED = "erased", _("personal data deleted")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="steps"
    )
    cause = models.CharField(_("what happened"), max_length=10, choices=Cause)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(
        pgettext_lazy("step", "when"), default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of registrations")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M}: {self.get_cause_display()}"


class Attendance(models.Model):
    """A participant was there on a date."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attendances"
    )
    date = models.ForeignKey(
        "training.SessionDate", on_delete=models.CASCADE, related_name="attendances"
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "date"], name="one_attendance_per_date"
            )
        ]

    def __str__(self):
        return f"{self.registration.name}: {self.date}"
