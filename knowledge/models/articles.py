"""What the house knows: articles with a short answer, a text and a guarantor."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from home.blocks import BodyBlock
from home.models import BasePage
from knowledge import reading
from knowledge.models.care import CaredPage


class ArticlePage(CaredPage):
    """
    A piece of knowledge: the short answer first, then the text.

    The introduction of other pages is the short answer here, so that lists and
    search show it too.
    """

    class Kind(models.TextChoices):
        HOWTO = "howto", pgettext_lazy("kind of article", "How-to")
        REGULATION = "regulation", pgettext_lazy("kind of article", "Regulation")
        FAQ = "faq", pgettext_lazy("kind of article", "Questions and answers")
        PROCESS = "process", pgettext_lazy("kind of article", "Process")
        CONTACT = "contact", pgettext_lazy("kind of article", "Contacts")

    four_eyes = True
    search_kind = ("articles", pgettext_lazy("search", "Knowledge"))

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.HOWTO, db_index=True
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    topics = ClusterTaggableManager(
        through="knowledge.ArticleTopic",
        verbose_name=pgettext_lazy("knowledge", "topics"),
        blank=True,
        help_text=_("Type and choose. New topics are made in the list of topics."),
    )
    number = models.CharField(
        _("number of the regulation"),
        max_length=20,
        blank=True,
        help_text=_("For example: DA 12"),
    )
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("This day included. A repealed text stays readable."),
    )

    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("kind"),
        FieldPanel(
            "introduction",
            heading=_("In short"),
            help_text=_(
                "The answer in one to three sentences, at most 400 characters."
            ),
        ),
        FieldPanel("body"),
        CaredPage.care_panel,
        FieldPanel("topics"),
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("valid_from"),
                FieldPanel("valid_until"),
            ],
            heading=_("Only for regulations"),
        ),
        InlinePanel("related_pages", heading=_("See also"), max_num=8),
        InlinePanel("change_notes", heading=_("What has changed")),
    ]
    search_fields = BasePage.search_fields + [
        index.SearchField("body"),
        index.SearchField("number"),
    ]
    parent_page_types = ["knowledge.AreaPage"]
    subpage_types = []

    class Meta:
        verbose_name = pgettext_lazy("knowledge", "article")
        verbose_name_plural = pgettext_lazy("knowledge", "articles")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from"))
                | Q(valid_until=None)
                | Q(valid_from=None),
                name="regulation_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | reading.article(self, request.user)

    @property
    def is_repealed(self):
        return bool(self.valid_until) and self.valid_until < timezone.localdate()


class RelatedPage(Orderable):
    """Another page worth reading with an article."""

    article = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="related_pages"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self):
        return str(self.page)


class ChangeNote(models.Model):
    """What is new in an article, in the words of those who changed it."""

    article = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="change_notes"
    )
    day = models.DateField(_("day"), default=timezone.localdate)
    text = models.CharField(_("what has changed"), max_length=200)

    panels = [FieldPanel("day"), FieldPanel("text")]

    class Meta:
        verbose_name = _("change note")
        verbose_name_plural = _("change notes")
        ordering = ["-day", "-pk"]

    def __str__(self):
        return self.text
