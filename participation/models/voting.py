"""
Voting: what is voted on, who has voted, and the ballots.

In a secret vote no row of the roll knows of a ballot and no ballot of the roll. Both
have random numbers for primary keys, so that not even their order tells who belongs
to what; a ballot has no time at all.
"""

import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.voting.paper import Paper

RANDOM_BITS = 60  # twelve letters of a ballot number


def random_number() -> int:
    return secrets.randbits(RANDOM_BITS) or 1


class BallotPaper(models.Model):
    """
    What is voted on and how, as announced: fixed when the first ballot is cast.

    After the end it takes up the count, once. What editors change in the activity
    later has no effect on the vote.
    """

    COUNT = frozenset({"counted_at", "result", "checksum"})

    activity = models.OneToOneField(
        "participation.Activity", on_delete=models.PROTECT, related_name="ballot_paper"
    )
    content = models.JSONField(_("what is voted on and how"))
    fixed_on = models.DateField(pgettext_lazy("vote", "fixed on"))
    counted_at = models.DateTimeField(
        pgettext_lazy("vote", "counted"), null=True, blank=True
    )
    result = models.JSONField(pgettext_lazy("vote", "count"), null=True, blank=True)
    checksum = models.CharField(_("checksum of the ballot file"), max_length=64)

    class Meta:
        verbose_name = pgettext_lazy("vote", "ballot paper")
        verbose_name_plural = pgettext_lazy("vote", "ballot papers")
        constraints = [
            models.CheckConstraint(
                condition=Q(counted_at=None, checksum="")
                | Q(counted_at__isnull=False) & ~Q(checksum=""),
                name="counted_with_a_checksum_or_not_at_all",
            )
        ]

    def __str__(self):
        return str(self.activity)

    def save(self, **kwargs):
        if not self._state.adding:
            self._ensure_only_the_count_is_new(kwargs.get("update_fields"))
        super().save(**kwargs)

    @property
    def paper(self) -> Paper:
        return Paper.from_json(self.content)

    def _ensure_only_the_count_is_new(self, fields):
        was_counted = type(self).objects.filter(pk=self.pk, counted_at__isnull=False)
        if not fields or set(fields) - self.COUNT or was_counted.exists():
            raise PermissionDenied("A ballot paper is fixed, and counted once.")


class CodeBatch(models.Model):
    """Voting codes that were made and printed together."""

    LONGEST_TITLE = 120
    MOST = 20_000

    activity = models.ForeignKey(
        "participation.Activity", on_delete=models.PROTECT, related_name="code_batches"
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    size = models.PositiveIntegerField(_("number of codes"))
    made_on = models.DateField(pgettext_lazy("codes", "made on"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("codes", "made by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("batch of voting codes")
        verbose_name_plural = _("batches of voting codes")
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class AccessCode(models.Model):
    """A printed code that opens one vote for one ballot. Kept as a salted hash only."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="codes")
    locator = models.CharField(max_length=8)
    digest = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("voting code")
        verbose_name_plural = _("voting codes")
        indexes = [models.Index(fields=["locator"], name="participation_codes")]

    def __str__(self):
        return f"{self.batch_id}/{self.locator}…"

    @property
    def voter_key(self):
        return f"code:{self.pk}"


class VoterRoll(models.Model):
    """One line for each voter who has voted; there can't be a second one."""

    # An integer key of SQLite is its order on disk: random, it tells nothing.
    id = models.BigAutoField(primary_key=True, default=random_number)
    activity = models.ForeignKey(
        "participation.Activity", on_delete=models.PROTECT, related_name="voter_roll"
    )
    voter_key = models.CharField(pgettext_lazy("vote", "voter"), max_length=80)
    # A check value of the account's address, for this vote alone: who erases the
    # account and comes again with the same address doesn't vote a second time.
    address_key = models.CharField(_("check value"), max_length=64, blank=True)
    code = models.OneToOneField(
        AccessCode,
        verbose_name=_("voting code"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="use",
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = pgettext_lazy("vote", "line of the roll")
        verbose_name_plural = pgettext_lazy("vote", "roll of voters")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "voter_key"], name="one_ballot_per_voter"
            ),
            models.UniqueConstraint(
                fields=["activity", "address_key"],
                condition=~Q(address_key=""),
                name="one_ballot_per_address",
            ),
        ]

    def __str__(self):
        return f"{self.activity_id}: {self.voter_key}"


class Ballot(models.Model):
    """
    A ballot that was cast: one mark for each option, in the order of the paper.

    ``voter_key`` is filled in an open vote alone; there a ballot may be changed until
    the end, and only the last one is kept.
    """

    number = models.BigAutoField(primary_key=True, default=random_number)
    activity = models.ForeignKey(
        "participation.Activity", on_delete=models.PROTECT, related_name="ballots"
    )
    choices = models.JSONField(pgettext_lazy("vote", "marks"))
    voter_key = models.CharField(
        pgettext_lazy("vote", "voter"), max_length=80, blank=True
    )

    class Meta:
        verbose_name = pgettext_lazy("vote", "ballot")
        verbose_name_plural = pgettext_lazy("vote", "ballots")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "voter_key"],
                condition=~Q(voter_key=""),
                name="one_open_ballot_per_voter",
            )
        ]

    def __str__(self):
        return str(self.number)
