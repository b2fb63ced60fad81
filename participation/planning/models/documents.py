"""
The documents of a plan. What was published stays as it was, byte for byte.

Files lie below ``PLANS`` in the private root, because drafts are nobody's business;
a view sends those that were ever published to everybody, without login or cookie.
"""

import hashlib
import uuid
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.fields import LinesField
from participation.planning.models.plans import Plan
from participation.planning.models.rounds import Round

PLANS = "planung"


def version_name(version, filename: str) -> str:
    return f"{PLANS}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class PlanDocument(models.Model):
    """One document of a plan in all its versions."""

    class Role(models.TextChoices):
        """Beside each: its code in XPlanung (``externeReferenz``)."""

        DRAFT = "1030", pgettext_lazy("plan", "plan drawing and text")
        REASONS = "1010", pgettext_lazy("plan", "Begründung")
        ENVIRONMENT_REPORT = "1050", pgettext_lazy("plan", "Umweltbericht")
        ENVIRONMENT_STATEMENT = "2700", pgettext_lazy("plan", "environmental statement")
        SUMMARY = "1090", pgettext_lazy("plan", "zusammenfassende Erklärung")
        OTHER = "9999", pgettext_lazy("plan", "other document")

    class Topic(models.TextChoices):
        """The kinds of environmental information of a notice (BP-07)."""

        PEOPLE = "mensch", _("Mensch und Gesundheit")
        SPECIES = "arten", _("Tiere und Pflanzen")
        SOIL = "boden", _("Boden")
        LAND = "flaeche", _("Fläche")
        WATER = "wasser", _("Wasser")
        AIR = "luft", _("Luft und Klima")
        LANDSCAPE = "landschaft", _("Landschaft")
        HERITAGE = "kultur", _("Kultur- und Sachgüter")

    class Writer(models.TextChoices):
        BODY = "body", pgettext_lazy("plan", "an authority or an organisation")
        PERSON = "person", pgettext_lazy("plan", "a private person")
        TOWN = "town", pgettext_lazy("plan", "the town, or an office it has asked")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(
        pgettext_lazy("plan", "role"), max_length=4, choices=Role, default=Role.OTHER
    )
    written_by = models.CharField(
        _("written by"),
        max_length=8,
        choices=Writer,
        blank=True,
        help_text=_(
            "What a private person wrote is published as a redacted copy alone; a"
            " second person confirms that it is one."
        ),
    )
    topics = models.JSONField(
        _("kinds of environmental information"),
        default=list,
        blank=True,
        help_text=_("Which of the eight topics it speaks about."),
    )
    keywords = LinesField(
        _("what it says about them, in keywords"),
        default=list,
        blank=True,
        help_text=_("One on a line, such as “Lärm der Bahnlinie”. No evaluation."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("plan", "document")
        verbose_name_plural = pgettext_lazy("plan", "documents")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class DocumentVersion(models.Model):
    """
    A file as it was uploaded, with its size and checksums; it never changes.

    A version that replaces a published one is confirmed by a second person.
    """

    FIXED = ("file", "size", "sha256", "sha512", "number", "document_id")

    document = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("plan", "version"))
    file = models.FileField(_("file"), upload_to=version_name, max_length=200)
    filename = models.CharField(_("name of the file"), max_length=160)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    sha512 = models.CharField("SHA-512", max_length=128)
    is_tagged = models.BooleanField(_("tagged PDF"), default=False)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaced_because = models.TextField(
        _("why it replaces the one before"), max_length=1000, blank=True
    )
    asks_renewal = models.BooleanField(
        _("the plan has to be published again"), null=True, blank=True
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Who has read that it is a redacted copy of what a private person wrote (BP-30).
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("plan", "version of a document")
        verbose_name_plural = pgettext_lazy("plan", "versions of documents")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_document_version_per_number"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("uploaded_by")),
                name="version_is_confirmed_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(redacted_by=None) | ~Q(redacted_by=F("uploaded_by")),
                name="redacted_copy_is_confirmed_by_another_person",
            ),
        ]

    def __str__(self):
        return f"{self.document}, Fassung {self.number}"

    def save(self, **kwargs):
        before = getattr(self, "_as_read", {})
        if any(str(getattr(self, name)) != str(before[name]) for name in before):
            raise PermissionDenied("A version of a document never changes.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise PermissionDenied("A version of a document stays.")

    @classmethod
    def from_db(cls, db, field_names, values):
        version = super().from_db(db, field_names, values)
        version._as_read = {name: version.__dict__.get(name) for name in cls.FIXED}
        return version


class PublishedVersion(models.Model):
    """
    That one version was part of one round, from its first to its last public minute.
    """

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="published_versions"
    )
    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="publications"
    )
    first_minute = models.DateTimeField(
        _("public since"), null=True, blank=True, editable=False
    )
    last_minute = models.DateTimeField(
        _("public until"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = pgettext_lazy("plan", "published document")
        verbose_name_plural = pgettext_lazy("plan", "published documents")
        ordering = ["version__document__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version"], name="one_publication_per_round"
            )
        ]

    def __str__(self):
        return f"{self.version} · {self.round}"


def checksums(file) -> dict[str, object]:
    """Size and both checksums of an open file, read in pieces."""
    size, short, long = 0, hashlib.sha256(), hashlib.sha512()
    for piece in file.chunks():
        size += len(piece)
        short.update(piece)
        long.update(piece)
    return {"size": size, "sha256": short.hexdigest(), "sha512": long.hexdigest()}
