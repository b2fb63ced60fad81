"""What people hand in, what others say to it, and who supports it."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.visibility import visible_pages
from participation.models.records import OUTCOME_TONES, Outcome
from participation.models.writing import Receipted, Writing, WritingQuerySet


def counted(queryset, reference):
    """A subquery that counts rows of another table without multiplying rows."""
    counts = queryset.filter(**{reference: OuterRef("pk")}).order_by()
    counts = counts.values(reference).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0)


def counted_people(queryset, name):
    """
    A subquery that counts people once over a contribution and what was merged into
    it; ``name`` is the field that tells them apart. Who was erased still counts.
    """
    alike = Contribution.objects.filter(
        Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk")))
    )
    rows = queryset.filter(contribution__in=alike.order_by().values("pk")).order_by()
    people = Count(name, distinct=True) + Count("pk", filter=Q(**{name: None}))
    rows = rows.annotate(all=Value(1)).values("all").annotate(number=people)
    return Coalesce(Subquery(rows.values("number")), 0)


TIMETABLE = [
    f"activity__procedure__{relation}"
    for relation in ("phases", "activities", "openings")
]


# Of rows ``with_outcome()``: nothing has become of them yet.
UNSETTLED = Q(outcome_status=None) | Q(outcome_status=Outcome.Status.IN_REVIEW)


class ContributionQuerySet(WritingQuerySet):
    def for_rules(self):
        """One contribution with all that ``can()`` reads."""
        return self.select_related("activity__procedure").prefetch_related(*TIMETABLE)

    def for_detail(self):
        """One contribution with all that its page reads, too."""
        joined = self.for_rules().select_related("author", "merged_into")
        return joined.with_counts().with_outcome()

    def visible_to(self, user):
        """What this visitor finds by any outlet: public, in a procedure they see."""
        pages = visible_pages(user).values("pk")
        return self.public_or_by(user).filter(activity__procedure__in=pages)

    def by_people(self):
        """What people handed in, without what the town put there itself."""
        return self.filter(is_official=False)

    def with_counts(self):
        return self.annotate(**figures())

    def alike(self, contribution):
        """A contribution and what was merged into it."""
        return self.filter(Q(pk=contribution.pk) | Q(merged_into=contribution.pk))

    def with_outcome(self):
        """
        Adds the status of the latest outcome, if there is one. What was merged
        into another shares the outcome of that.
        """
        settled = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
        latest = Outcome.objects.filter(contribution=settled).order_by("-pk")
        return self.annotate(outcome_status=Subquery(latest.values("status")[:1]))

    def in_need_of_outcome(self):
        """
        What the town owes an answer: all but what was withdrawn, what was hidden
        (its author has been told why), and what was merged into another.
        """
        hidden = Q(status=Writing.Status.HIDDEN)
        return self.by_people().filter(~hidden, withdrawn_at=None, merged_into=None)

    def without_outcome(self):
        """Of these, what has none, or is still being examined."""
        return self.in_need_of_outcome().with_outcome().filter(UNSETTLED)


@cache  # to put these together takes longer than to ask for them
def figures() -> dict:
    """How many people support a contribution, and how many comments it has."""
    return {
        "support_count": counted_people(Support.objects.all(), "person")
        + counted_people(recorded_supports(), "identity"),
        "comment_count": counted(Comment.objects.published(), "contribution"),
    }


def recorded_supports():
    """Support that staff recorded; its table is made after this one."""
    return apps.get_model("participation", "RecordedSupport").objects.all()


class Contribution(Receipted, Writing):
    """
    What one person hands in: an idea, a proposal, a statement.

    The town speaks here too: in a debate with a text of its own, and with each of
    its options, so that people can rate and comment on them as on anything else.
    """

    class Side(models.TextChoices):
        FOR = "for", pgettext_lazy("debate", "For")
        AGAINST = "against", pgettext_lazy("debate", "Against")

    class Origin(models.TextChoices):
        ONLINE = "online", pgettext_lazy("origin", "online")
        PAPER = "paper", pgettext_lazy("origin", "on paper")
        MAIL = "mail", pgettext_lazy("origin", "by mail")
        RECORD = "record", pgettext_lazy("origin", "spoken and recorded")
        EVENT = "event", pgettext_lazy("origin", "at an event")

    LONGEST_TITLE = 120
    LONGEST_TEXT = 10_000

    # PROTECT: what people wrote belongs to the file, whatever happens to the page.
    activity = models.ForeignKey(
        "participation.Activity",
        verbose_name=_("activity"),
        on_delete=models.PROTECT,
        related_name="contributions",
    )
    phase = models.ForeignKey(
        "participation.Phase",
        verbose_name=_("phase"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.ONLINE
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    category = models.CharField(_("category"), max_length=60, blank=True)
    side = models.CharField(
        pgettext_lazy("debate", "side"), max_length=7, choices=Side, blank=True
    )
    # The paragraph of a text it is about; paragraphs keep their keys for good.
    paragraph_key = models.CharField(max_length=40, blank=True, editable=False)
    is_official = models.BooleanField(_("speaks for the town"), default=False)
    option = models.OneToOneField(
        "participation.Option",
        verbose_name=pgettext_lazy("vote", "option"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contribution",
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    address = models.CharField(_("place in words"), max_length=160, blank=True)
    # Both texts stay; support counts once over both.
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["activity", "status", "-created_at"],
                name="participation_newest",
            ),
            models.Index(fields=["receipt_locator"], name="participation_receipts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(
                    lat__isnull=False,
                    lat__range=(-90, 90),
                    lon__isnull=False,
                    lon__range=(-180, 180),
                ),
                name="contribution_lies_somewhere_or_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="contribution_is_not_merged_into_itself",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("participation:contribution", args=[self.pk])

    @property
    def place_in_words(self):
        """What a map would show, for whoever reads the list."""
        return self.address or self.point_in_words

    @property
    def point_in_words(self):
        if self.lat is None:
            return ""
        return _("Place: %(lat)s° north, %(lon)s° east") % {
            "lat": number_format(self.lat, 4),
            "lon": number_format(self.lon, 4),
        }

    # For rows read ``with_outcome()``.
    @property
    def outcome_label(self):
        return Outcome.Status(self.outcome_status).label

    @property
    def outcome_tone(self):
        return OUTCOME_TONES[self.outcome_status]


class CommentQuerySet(WritingQuerySet):
    def threads(self, user):
        """
        The comments that begin a thread: those this person may read, and those
        that are gone but were answered, so that the answers keep their place.
        """
        replies = Comment.objects.published().filter(parent=OuterRef("pk"))
        readable = Q(pk__in=self.public_or_by(user).values("pk")) | Exists(replies)
        return self.filter(readable, parent=None)

    def first_replies(self, user, threads, number):
        """The first replies to each of these comments, in one query."""
        place = Window(
            RowNumber(), partition_by="parent", order_by=["created_at", "pk"]
        )
        replies = self.public_or_by(user).filter(parent__in=threads)
        return replies.annotate(place=place).filter(place__lte=number)

    def visible_to(self, user):
        pages = visible_pages(user).values("pk")
        return self.public_or_by(user).filter(
            contribution__in=Contribution.objects.public_or_by(user).values("pk"),
            contribution__activity__procedure__in=pages,
        )

    def with_reply_count(self):
        replies = Comment.objects.filter(parent__isnull=False).published()
        return self.annotate(reply_count=counted(replies, "parent"))


class Comment(Writing):
    """What somebody says to a contribution, or replies to a comment. No deeper."""

    LONGEST_TEXT = 2000

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="comments"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    is_official = models.BooleanField(_("speaks for the town"), default=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["contribution", "parent", "created_at"],
                name="participation_thread",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
                name="comment_does_not_reply_to_itself",
            )
        ]

    def __str__(self):
        return self.text[:60]

    def save(self, **kwargs):
        # No constraint can look at another row, so every way of saving checks.
        self._check_depth()
        super().save(**kwargs)

    def _check_depth(self):
        if self.parent_id is None:
            return
        if self.parent.parent_id is not None:
            raise ValidationError(_("A reply can't be replied to."))
        if self.parent.contribution_id != self.contribution_id:
            raise ValidationError(_("The comment belongs to another contribution."))

    def get_absolute_url(self):
        contribution = reverse(
            "participation:contribution", args=[self.contribution_id]
        )
        return f"{contribution}#kommentar-{self.pk}"


class Support(models.Model):
    """One person's support for one contribution."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="supports"
    )
    # If an account is erased, the count stays and the name goes.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="supports",
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person"], name="one_vote_per_person"
            )
        ]

    def __str__(self):
        return f"{self.person_id} → {self.contribution_id}"
