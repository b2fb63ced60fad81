"""Statements that are still being written."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.planning.models.authorities import AuthorityInvitation
from participation.planning.models.rounds import Round


class StatementDraft(models.Model):
    """
    What somebody typed so far, kept on the server for a while.

    A citizen's is opened by the random key in their form's address, an authority's by
    its link. It becomes a statement, or vanishes with the round.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="drafts")
    invitation = models.OneToOneField(
        AuthorityInvitation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="draft",
    )
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("draft of a statement")
        verbose_name_plural = _("drafts of statements")

    def __str__(self):
        return str(self.key)
