"""Authorities and other public bodies (Träger öffentlicher Belange)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.fields import LinesField
from participation.planning.models.rounds import Round


class Authority(models.Model):
    """A body whose tasks may be touched by a plan (§ 4 BauGB)."""

    name = models.CharField(pgettext_lazy("authority", "name"), max_length=200)
    department = models.CharField(
        pgettext_lazy("authority", "department"), max_length=200, blank=True
    )
    person = models.CharField(_("contact person"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    tags = LinesField(
        pgettext_lazy("authority", "tags"),
        default=list,
        blank=True,
        help_text=_("One on a line, such as “Wasser” or “Nachbargemeinde”."),
    )
    note = models.TextField(
        pgettext_lazy("authority", "note"), max_length=600, blank=True
    )
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = pgettext_lazy("authority", "authority")
        verbose_name_plural = pgettext_lazy("authority", "authorities")
        ordering = ["name", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "department"], name="one_authority_per_name"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.department}" if self.department else self.name


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_at=None)

    def with_last_day(self):
        """With ``ends_on``, the database's word for ``last_day``."""
        return self.annotate(ends_on=Coalesce("extended_until", "due_on"))

    def asking(self):
        """Whose wish for more time nobody has decided yet."""
        return self.filter(
            asked_until__isnull=False, extended_until=None, refused_because=""
        )

    def to_print(self):
        """Those without an address for mail whose letter was not made yet."""
        return self.filter(due_on=None)


class AuthorityInvitation(models.Model):
    """
    That one authority was asked in one round, and what it did since.

    The personal link opens drafts and upload without an account; the database holds
    only its digest. It is an event period: the day of receipt does not count.
    """

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="invitations"
    )
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="invitations"
    )
    link_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    letter = models.ForeignKey(
        "home.Letter", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(
        _("what you add to the message"), max_length=2000, blank=True
    )
    # What was announced to it: names and checksums of the documents.
    enclosed = models.JSONField(default=list, blank=True, editable=False)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    deadline = models.JSONField(default=dict, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    asked_until = models.DateField(_("asks for time until"), null=True, blank=True)
    asked_because = models.TextField(
        _("why more time is needed"), max_length=1000, blank=True
    )
    extended_until = models.DateField(_("extended until"), null=True, blank=True)
    extended_because = models.TextField(
        _("important reason for the extension"), max_length=1000, blank=True
    )
    refused_because = models.TextField(
        _("why it was not extended"), max_length=1000, blank=True
    )
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("mail came back at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("authority", "invitation")
        verbose_name_plural = pgettext_lazy("authority", "invitations")
        ordering = ["authority__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "authority"], name="one_invitation_per_authority"
            ),
            models.CheckConstraint(
                condition=Q(extended_until=None) | ~Q(extended_because=""),
                name="extensions_have_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.authority)

    @property
    def last_day(self):
        """The day on which its answer is due, with an extension."""
        return self.extended_until or self.due_on

    @property
    def is_asking(self):
        return bool(
            self.asked_until and not self.extended_until and not self.refused_because
        )

    def is_late_on(self, day):
        return not self.answered_at and bool(self.last_day) and self.last_day < day


class AuthorityMessage(models.Model):
    """
    What was written to an authority in a round, and whether it went out.

    The outbox forgets a mail after a month, the file of the procedure doesn't. The
    personal link is left out of the text.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", pgettext_lazy("authority", "invitation by e-mail")
        PAPER = "paper", pgettext_lazy("authority", "invitation by letter")
        REMINDER = "reminder", pgettext_lazy("authority", "reminder")
        EXTENSION = "extension", pgettext_lazy("authority", "more time granted")
        REFUSAL = "refusal", pgettext_lazy("authority", "more time refused")

    invitation = models.ForeignKey(
        AuthorityInvitation, on_delete=models.PROTECT, related_name="messages"
    )
    kind = models.CharField(
        pgettext_lazy("authority", "kind"), max_length=10, choices=Kind
    )
    # An address for mail; empty for what goes by post.
    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    letter = models.ForeignKey(
        "home.Letter", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    delivered_at = models.DateTimeField(
        _("taken by the mail server at"), null=True, blank=True
    )
    failed_at = models.DateTimeField(_("not delivered, known since"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("authority", "message")
        verbose_name_plural = pgettext_lazy("authority", "messages")
        ordering = ["pk"]

    def __str__(self):
        return self.subject
