"""What people are told: a notice on their page, and a letter by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something one person was told, to be read on “Meine Seite”."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("told at"), auto_now_add=True, db_index=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title


class LetterQuerySet(models.QuerySet):
    def waiting(self, now):
        return self.filter(state=Letter.State.WAITING, try_at__lte=now)


class Letter(models.Model):
    """
    A mail in the outbox.

    The row is written in the transaction of its cause, so it exists if and only if
    that happened. It keeps one Message-ID through all attempts: a mail that arrives
    twice is recognised as one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        PARKED = "parked", _("parked")

    MOST_ATTEMPTS = 5

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    # Where one press ends mails of this kind; empty for what people must be told.
    unsubscribe_url = models.CharField(max_length=300, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    try_at = models.DateTimeField(_("next attempt"))
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "try_at"], name="letters_to_send")]

    def __str__(self):
        return self.subject
