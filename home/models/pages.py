"""The pages all rooms share: what every page has, the front door, plain content."""

from datetime import timedelta
from itertools import accumulate

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index

from home.blocks import BodyBlock

# How an address is made of a German title.
UMLAUTS = [("[äÄ]", "ae"), ("[öÖ]", "oe"), ("[üÜ]", "ue"), ("ß", "ss")]


class BasePage(Page):
    """
    What every page of the town has: a teaser and, if one was chosen, a picture.

    ``search_kind`` is the key and the label under which the search lists its pages.
    ``four_eyes`` closes the publish button for everyone: such pages go online only
    by approval, or by an emergency release that leaves its reason on record.
    """

    four_eyes = False
    is_cleared = False  # whether its reader was let in already, for this request
    # Under which heading the search lists pages of this type; None: not at all.
    search_kind = ("pages", pgettext_lazy("search", "Pages"))

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, at most 400 characters."),
    )
    picture = models.ForeignKey(
        "home.TownImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    content_panels = Page.content_panels + [
        FieldPanel("introduction"),
        FieldPanel("picture"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=SlugInput(formatters=UMLAUTS)),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Address and search engines"),
        ),
        FieldPanel("show_in_menus"),
    ]
    search_fields = Page.search_fields + [index.SearchField("introduction")]
    private_page_options = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """Ask the database only where a lock can matter at all."""
        from home.visibility import has_locks

        if not self.is_cleared and has_locks(self):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user):
        from home.workflow import TownPagePermissions

        return TownPagePermissions(user, self)


class HomePage(BasePage):
    """The front door: what is open now, dates, news, services in two clicks."""

    welcome = models.CharField(
        _("sentence of welcome"), max_length=160, help_text=_("One sentence.")
    )

    content_panels = Page.content_panels + [
        FieldPanel("welcome"),
        FieldPanel("picture"),
        InlinePanel("services", heading=_("Services"), max_num=12),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def route(self, request, path_components):
        """Find the deepest page of an address at once, not level by level."""
        if not path_components:
            return super().route(request, path_components)
        for page in self.get_pages_along(path_components):
            depth = page.depth - self.depth
            return page.specific.route(request, path_components[depth:])
        return super().route(request, path_components)

    def get_pages_along(self, path_components):
        """The pages whose addresses this one begins with, the deepest in front."""
        paths = accumulate(path_components, "{}{}/".format, initial=self.url_path)
        pages = Page.objects.filter(  # no reader: asked again before serving
            path__startswith=self.path, depth__gt=self.depth, url_path__in=list(paths)
        )
        return pages.order_by("-depth")[:1]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["services"] = self.services_for(request.user)
        context["news"] = town_news(request.user).defer("body")[:3]
        return context

    def services_for(self, user):
        """The services whose pages a visitor may read."""
        from home.visibility import visible_pages

        pages = visible_pages(user)
        return list(self.services.filter(page__in=pages).select_related("page"))


class ServiceLink(Orderable):
    """A service of the town that the front page leads to."""

    home_page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="services")
    title = models.CharField(_("title"), max_length=60)
    text = models.CharField(_("what one can do there"), max_length=120, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("title"), FieldPanel("text"), PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self):
        return self.title


class ContentPage(BasePage):
    """A page of text: who we are, what the law asks, how something is done."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class AccessibilityPage(BasePage):
    """
    The accessibility declaration (§ 12b BGG, LBGG RLP), to be checked every year.
    """

    REVIEW_DAYS = 365

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    checked_on = models.DateField(_("last checked on"), default=timezone.localdate)

    content_panels = BasePage.content_panels + [
        FieldPanel("checked_on"),
        FieldPanel("body"),
    ]
    search_fields = BasePage.search_fields + [index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("accessibility declaration")
        verbose_name_plural = _("accessibility declarations")

    @property
    def next_review(self):
        """The last day of the year that the declaration stands for."""
        return self.checked_on + timedelta(days=self.REVIEW_DAYS)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["next_review"] = self.next_review
        context["review_is_due"] = self.next_review < timezone.localdate()
        return context


class TownNewsIndexPage(BasePage):
    """All news of the town."""

    NEWS_ON_A_PAGE = 12

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.TownNewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news of the town")
        verbose_name_plural = _("news of the town")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        news = town_news(request.user).select_related("picture")
        news = news.prefetch_related("picture__renditions")
        pages = Paginator(news, self.NEWS_ON_A_PAGE)
        context["news"] = pages.get_page(request.GET.get("page"))
        return context


class TownNewsPage(BasePage):
    """A piece of news for everyone."""

    day = models.DateField(_("day"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = BasePage.content_panels + [FieldPanel("day"), FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]
    parent_page_types = ["home.TownNewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("town news item")
        verbose_name_plural = _("town news items")


def town_news(user):
    """The news that a visitor may read, newest first."""
    from home.visibility import visible_pages

    return visible_pages(user, TownNewsPage).order_by("-day", "-pk")
