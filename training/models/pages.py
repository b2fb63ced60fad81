"""What the town offers to learn or to attend, and the two programmes it stands in."""

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.models import BasePage
from home.roles import INTRANET_READERS
from home.visibility import has_locks

# Whom one may choose as a trainer.
STAFF = {"groups__name": INTRANET_READERS, "is_active": True}


class Topic(models.Model):
    """What an offer is about, for those who look for something."""

    name = models.CharField(pgettext_lazy("topic", "name"), max_length=60, unique=True)
    slug = models.SlugField(_("short key"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("topic of offers")
        verbose_name_plural = _("topics of offers")
        ordering = ["name"]

    def __str__(self):
        return self.name


class TrainingIndexPage(BasePage):
    """The programme for staff. Its address is answered by a view with a calendar."""

    template = "training/index_page.html"
    subpage_types = ["training.OfferPage"]
    max_count = 1

    class Meta:
        verbose_name = _("training programme")
        verbose_name_plural = _("training programmes")


class EventIndexPage(BasePage):
    """The public calendar. Its address is answered by a view."""

    template = "training/index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["training.OfferPage"]
    max_count = 1

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")


class OfferPage(BasePage):
    """
    A course or an event, apart from when it takes place.

    Where it stands in the tree decides for whom it is: below the calendar for
    everyone, below the training programme for staff. Its sessions are planned by
    trainers and point here, so they never pass through page revisions.
    """

    search_kind = ("offers", pgettext_lazy("search", "Courses and events"))

    class Kind(models.TextChoices):
        COURSE = "course", pgettext_lazy("offer", "Course")
        EVENT = "event", pgettext_lazy("offer", "Event")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COURSE)
    topic = models.ForeignKey(
        Topic,
        verbose_name=pgettext_lazy("offer", "topic"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="offers",
    )
    goals = models.TextField(
        _("what one takes home"),
        max_length=1500,
        blank=True,
        help_text=_("One goal a line."),
    )
    body = StreamField(
        BodyBlock(), verbose_name=pgettext_lazy("offer", "description"), blank=True
    )
    responsible_post = models.ForeignKey(
        "home.Post",
        verbose_name=_("responsible post"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        help_text=_("The post that answers for this offer and for questions."),
    )
    trainers = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("training", "trainers"),
        blank=True,
        related_name="offers",
        limit_choices_to=STAFF,
        help_text=_("They may plan sessions of this offer."),
    )

    content_panels = BasePage.content_panels + [
        FieldPanel("kind"),
        FieldPanel("topic"),
        FieldPanel("goals"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("responsible_post"),
                FieldPanel("trainers", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Who is in charge"),
        ),
    ]
    search_fields = BasePage.search_fields + [
        index.SearchField("goals"),
        index.SearchField("body"),
    ]
    parent_page_types = ["training.TrainingIndexPage", "training.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = pgettext_lazy("training", "offer")
        verbose_name_plural = pgettext_lazy("training", "offers")

    @property
    def is_internal(self):
        """Whether it stands behind a door that not everyone may pass."""
        return has_locks(self)

    @property
    def goal_list(self):
        return [goal.strip() for goal in self.goals.splitlines() if goal.strip()]

    def get_context(self, request, *args, **kwargs):
        from training.offers import offer_context

        context = super().get_context(request, *args, **kwargs)
        return context | offer_context(self, request.user)
