"""What everything written by people has in common."""

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WritingQuerySet(models.QuerySet):
    def published(self):
        """What everyone may read."""
        return self.filter(status=Writing.Status.VISIBLE, withdrawn_at=None)

    def waiting(self):
        """What waits for a look before it is shown."""
        return self.filter(status=Writing.Status.WAITING, withdrawn_at=None)

    def hidden(self):
        return self.filter(status=Writing.Status.HIDDEN, withdrawn_at=None)

    def by(self, person):
        """What somebody wrote, as a guest too."""
        return self.none() if person.pk is None else self.filter(author=person)

    def public_or_by(self, person):
        """What this person may read: all that is public, and what they wrote."""
        public = Q(status=Writing.Status.VISIBLE, withdrawn_at=None)
        if person.pk is not None:
            return self.filter(public | Q(author=person))
        return self.filter(public)


class Writing(models.Model):
    """
    A text by a person, to be read by others.

    Moderation never erases it: it changes the status and leaves a reason. Only the
    author and the retention time take a text away.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("contribution", "waiting for a look")
        VISIBLE = "visible", pgettext_lazy("contribution", "public")
        HIDDEN = "hidden", pgettext_lazy("contribution", "hidden")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("contribution", "author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    status = models.CharField(
        pgettext_lazy("contribution", "status"),
        max_length=10,
        choices=Status,
        default=Status.WAITING,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    # Everyone reads it below what was written; empty as long as people may comment.
    locked_because = models.CharField(
        _("closed for comments because"), max_length=300, blank=True, editable=False
    )
    # Made with the form: sending it twice makes one row, and one receipt.
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("received"), db_index=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)

    is_official = False

    class Meta:
        abstract = True

    @property
    def is_public(self):
        return self.status == self.Status.VISIBLE and self.withdrawn_at is None

    @property
    def is_waiting(self):
        return self.status == self.Status.WAITING and self.withdrawn_at is None

    @property
    def is_hidden(self):
        return self.status == self.Status.HIDDEN

    @property
    def hidings(self):
        """The acts that hid it, the latest first, for rows read with their acts."""
        return [act for act in self.moderation_acts.all() if act.act == "hide"]

    @property
    def objection_url(self):
        """Where the author objects to the latest hiding."""
        name = f"participation:{self._meta.model_name}_objection"
        return reverse(name, args=[self.pk])

    @property
    def is_locked(self):
        """Whether nobody may comment on it any more."""
        return bool(self.locked_because)

    @property
    def author_name(self):
        """How readers see who wrote it; whoever speaks for the town has a name."""
        if self.author is None:
            return _("The town") if self.is_official else _("Somebody")
        return str(self.author) if self.is_official else self.author.public_name

    def is_by(self, user):
        return user.pk is not None and self.author_id == user.pk


class Receipted(models.Model):
    """
    Something handed in for which there is a receipt.

    The code itself is shown once and kept nowhere; see ``participation.receipts``.
    """

    receipt_locator = models.CharField(max_length=8, blank=True, editable=False)
    receipt_digest = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        abstract = True


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise PermissionDenied("These rows are only ever added.")

    def delete(self):
        raise PermissionDenied("These rows are only ever added.")


class AppendOnly(models.Model):
    """A row on record: it is added once and neither changed nor deleted."""

    at = models.DateTimeField(
        _("time"), default=timezone.now, editable=False, db_index=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if not self._state.adding:
            raise PermissionDenied("These rows are only ever added.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise PermissionDenied("These rows are only ever added.")
