"""
Statements (Stellungnahmen): what came in, from whom, by which way, when.

``Statement`` is the row of the file, its first ``StatementVersion`` the original;
versions are only ever added. The shape follows XBeteiligung 0701.
"""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.contributions import Contribution
from participation.models.writing import AppendOnly, Receipted
from participation.planning.models.authorities import AuthorityInvitation
from participation.planning.models.documents import PlanDocument
from participation.planning.models.plans import Plan
from participation.planning.models.rounds import Round

STATEMENTS = "stellungnahmen"


def private_name(row, filename: str) -> str:
    """A name that tells nobody who wrote, in the private part of the house."""
    return f"{STATEMENTS}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class StatementQuerySet(models.QuerySet):
    def standing(self):
        """What has not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def to_weigh(self):
        """What needs an answer: with concerns, neither withdrawn nor disregarded."""
        rows = self.standing().filter(no_concerns=False)
        return rows.exclude(late_check__is_disregarded=True)

    def timely(self):
        return self.filter(is_late=False)

    def late(self):
        return self.filter(is_late=True)


class Statement(Receipted):
    """
    One statement in one round, whoever gave it and by whichever way.

    ``number`` counts within the plan and is given under a lock. ``received_at`` is
    the moment of receipt; a letter's is noon of the day it came. The form stays open
    after the last day: what comes then ``is_late`` and is never refused (BP-17).
    """

    class Origin(models.TextChoices):
        ONLINE = "online", pgettext_lazy("statement", "online")
        LETTER = "letter", pgettext_lazy("statement", "letter")
        MAIL = "mail", pgettext_lazy("statement", "e-mail")
        FAX = "fax", pgettext_lazy("statement", "fax")
        RECORD = "record", pgettext_lazy("statement", "oral, put on record")
        IMPORT = "import", pgettext_lazy("statement", "imported")

    class Giver(models.TextChoices):
        PERSON = "person", pgettext_lazy("statement", "private person")
        ORGANISATION = "organisation", pgettext_lazy("statement", "organisation")
        AUTHORITY = "authority", pgettext_lazy("statement", "authority")

    class About(models.TextChoices):
        PLAN = "plan", pgettext_lazy("statement", "the whole plan")
        DOCUMENT = "document", pgettext_lazy("statement", "a document")
        PARAGRAPH = "paragraph", pgettext_lazy("statement", "a passage")
        PLACE = "place", pgettext_lazy("statement", "a place")

    LONGEST_TEXT = 100_000

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="statements")
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="statements"
    )
    number = models.PositiveIntegerField(pgettext_lazy("statement", "number"))
    origin = models.CharField(
        pgettext_lazy("statement", "way"), max_length=10, choices=Origin
    )
    giver = models.CharField(
        pgettext_lazy("statement", "from"),
        max_length=14,
        choices=Giver,
        default=Giver.PERSON,
    )
    received_at = models.DateTimeField(_("received at"), db_index=True)
    is_late = models.BooleanField(_("late"), default=False)
    name = models.CharField(_("name"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    about = models.CharField(
        pgettext_lazy("statement", "about"),
        max_length=10,
        choices=About,
        default=About.PLAN,
    )
    document = models.ForeignKey(
        PlanDocument,
        verbose_name=pgettext_lazy("plan", "document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    passage = models.CharField(
        _("page, section or paragraph"), max_length=200, blank=True
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    place = models.CharField(_("place in words"), max_length=200, blank=True)
    idea = models.ForeignKey(
        Contribution,
        verbose_name=_("refers to an earlier contribution"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    invitation = models.ForeignKey(
        AuthorityInvitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    no_concerns = models.BooleanField(_("no concerns"), default=False)
    # Made with the form: sending it twice makes one row, and one receipt.
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    group = models.ForeignKey(
        "participation.StatementGroup",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="one_statement_per_number"
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False),
                name="statement_lies_somewhere_or_nowhere",
            ),
        ]

    def __str__(self):
        return f"{self.plan.number}-{self.number:04d}"

    @property
    def reference(self):
        """Its number on the receipt, in letters and in the table."""
        return str(self)

    @property
    def current(self):
        """The wording that counts now; prefetch ``versions`` for many."""
        return max(self.versions.all(), key=lambda version: version.number)

    @property
    def original(self):
        return min(self.versions.all(), key=lambda version: version.number)

    @property
    def is_disregarded(self):
        """Whether it came late and is left out; select ``late_check`` for many."""
        check = getattr(self, "late_check", None)
        return check is not None and check.is_disregarded

    @property
    def current_files(self):
        """The files that belong to the wording that counts now."""
        return [file for file in self.files.all() if file.last_version is None]


class StatementVersion(AppendOnly):
    """The wording of a statement at one time. Nobody changes it, ever (rule 41)."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", pgettext_lazy("statement", "original")
        CORRECTION = "correction", pgettext_lazy("statement", "correction")

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("statement", "version"))
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ORIGINAL)
    text = models.TextField(pgettext_lazy("statement", "text"))
    sha256 = models.CharField("SHA-256", max_length=64)
    # So that a correction that is sent twice is taken once.
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("wording of a statement")
        verbose_name_plural = _("wordings of statements")
        ordering = ["statement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="one_wording_per_number"
            )
        ]

    def __str__(self):
        return f"{self.statement_id}/{self.number}"


class StatementFile(models.Model):
    """
    A file that came with a statement, or the scan of what came on paper.

    A correction takes files out and adds some: each tells with which wording it came,
    and which was its last. None is ever deleted.
    """

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="files"
    )
    file = models.FileField(_("file"), upload_to=private_name, max_length=200)
    filename = models.CharField(_("name of the file"), max_length=160)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    is_scan = models.BooleanField(_("scan of the original"), default=False)
    first_version = models.PositiveSmallIntegerField(default=1, editable=False)
    last_version = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = pgettext_lazy("statement", "file of a statement")
        verbose_name_plural = pgettext_lazy("statement", "files of statements")
        ordering = ["pk"]

    def __str__(self):
        return self.filename

    def belongs_to(self, number: int) -> bool:
        """Whether it was there with this wording."""
        is_gone = self.last_version is not None and self.last_version < number
        return self.first_version <= number and not is_gone


class Signatory(models.Model):
    """One person on a list of signatures below a statement; counted one by one."""

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="signatories"
    )
    name = models.CharField(_("name"), max_length=160)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    # Keyed hash of name and address: the same person counts once in a group.
    identity = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["pk"]

    def __str__(self):
        return self.name
