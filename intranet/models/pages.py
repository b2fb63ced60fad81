"""The rooms of the intranet: start page, news, staff council."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.models import BasePage
from home.roles import STAFF_COUNCIL
from intranet import listings, start


class IntranetPage(BasePage):
    """What concerns me today: the start page and the root of everything internal."""

    parent_page_types = ["home.HomePage"]
    max_count = 1

    class Meta:
        verbose_name = _("intranet")
        verbose_name_plural = _("intranets")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | start.overview(request.user)


class NewsIndexPage(BasePage):
    """All news of the house that a person may read."""

    parent_page_types = ["intranet.IntranetPage"]
    subpage_types = ["intranet.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news of the house")
        verbose_name_plural = _("news of the house")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | listings.news(request)


class StaffCouncilPage(BasePage):
    """
    The staff council's own branch.

    Everyone in the house may read it. In the administration nobody but the council
    sees, changes or moves it, administrators included (``home.workflow``).
    """

    sealed_for = STAFF_COUNCIL

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]
    parent_page_types = ["intranet.IntranetPage"]
    subpage_types = ["intranet.StaffCouncilNewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("staff council")
        verbose_name_plural = _("staff councils")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | listings.staff_council_news(request, self)
