"""What is new in the house, and for whom."""

from django.db import models, transaction
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.models import BasePage, PageAudience, Unit
from intranet.models.reading import ReadConfirmation, ReadingDuty
from intranet.panels import ReachPanel
from intranet.permissions import can_see_confirmations


class NewsPageForm(WagtailAdminPageForm):
    """Asks for a repeated confirmation each time anew, never by habit."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.live and not self.instance.has_unpublished_changes:
            self.initial["ask_again"] = False
        self.fields["units"].label_from_instance = indented(
            Unit.objects.all().parents()
        )


def indented(parents: dict):
    """Labels units so that one sees what belongs to what."""

    def label(unit):
        depth, above = 0, unit.parent_id
        while above:
            depth, above = depth + 1, parents.get(above)
        return f"{'– ' * depth}{unit}"

    return label


class NewsPage(BasePage):
    """A piece of news for everyone in the house, or for some units and groups."""

    class Kind(models.TextChoices):
        NEWS = "news", pgettext_lazy("kind of news", "News")
        ALERT = "alert", pgettext_lazy("kind of news", "Important")
        SUCCESS = "success", pgettext_lazy("kind of news", "Success")
        PEOPLE = "people", pgettext_lazy("kind of news", "People")

    four_eyes = True
    search_kind = ("intranet-news", pgettext_lazy("search", "News of the house"))

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, default=Kind.NEWS, db_index=True
    )
    day = models.DateField(_("day"), default=timezone.localdate, db_index=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    author = models.ForeignKey(
        "home.Post",
        verbose_name=_("responsible post"),
        on_delete=models.PROTECT,
        related_name="news",
        help_text=_("Who holds it today is named beside the news and can be asked."),
    )
    units = ParentalManyToManyField(
        "home.Unit",
        verbose_name=_("for these units"),
        blank=True,
        related_name="+",
        help_text=_("With all that belongs to them. None at all means everyone."),
    )
    groups = ParentalManyToManyField(
        "auth.Group",
        verbose_name=_("and for these groups"),
        blank=True,
        related_name="+",
    )
    must_read = models.BooleanField(
        _("everyone confirms to have read it"), default=False
    )
    confirm_by = models.DateField(
        pgettext_lazy("reading", "until"), null=True, blank=True
    )
    ask_again = models.BooleanField(
        _("the change is substantial: ask again"),
        default=False,
        help_text=_("Otherwise whoever has confirmed an earlier version is done."),
    )

    base_form_class = NewsPageForm
    content_panels = BasePage.content_panels + [
        FieldPanel("kind"),
        FieldPanel("day"),
        FieldPanel("body"),
        FieldPanel("author"),
        MultiFieldPanel(
            [
                FieldPanel("units", widget=CheckboxSelectMultiple),
                FieldPanel("groups", widget=CheckboxSelectMultiple),
                ReachPanel(),
            ],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("must_read"),
                FieldPanel("confirm_by"),
                FieldPanel("ask_again"),
            ],
            heading=_("Confirmed reading"),
        ),
    ]
    search_fields = BasePage.search_fields + [index.SearchField("body")]
    parent_page_types = ["intranet.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news of the intranet")
        verbose_name_plural = _("news of the intranet")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        reader = request.user
        context["must_confirm"] = ReadingDuty.objects.open_for(reader).of(self).exists()
        context["confirmation"] = ReadConfirmation.objects.by(reader).of(self).last()
        asks = bool(self.pk) and self.must_read
        context["may_see_confirmations"] = asks and can_see_confirmations(reader, self)
        if self.author_id:  # a draft may still be without
            context["contact"] = self.author.person_in_charge()
        context["audience"] = [*self.units.all(), *self.groups.all()]
        return context

    @transaction.atomic
    def save(self, *args, **kwargs):
        """
        Narrow the readers in the same transaction that puts the news online.

        A signal would come a moment too late: until then everyone could read it.
        """
        super().save(*args, **kwargs)
        if self.live and kwargs.get("update_fields") is None:
            mirror_audience(self)


class StaffCouncilNewsPage(NewsPage):
    """News of the staff council, which nobody else approves."""

    four_eyes = False

    parent_page_types = ["intranet.StaffCouncilPage"]
    template = "intranet/news_page.html"

    class Meta:
        verbose_name = _("news of the staff council")
        verbose_name_plural = _("news of the staff council")


def mirror_audience(page: NewsPage) -> None:
    """Copy for whom a page is to where ``home.visibility`` looks."""
    units, groups = list(page.units.all()), list(page.groups.all())
    if not units and not groups:
        PageAudience.objects.filter(page=page.pk).delete()
        return
    audience, _created = PageAudience.objects.get_or_create(page_id=page.pk)
    audience.units.set(units)
    audience.groups.set(groups)
