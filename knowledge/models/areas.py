"""The rooms of the knowledge base: its front page and its areas."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.models import BasePage
from knowledge import listings
from knowledge.models.care import CaredPage


class KnowledgeIndexPage(BasePage):
    """All the knowledge of the house: areas, search, what is new, what is due."""

    parent_page_types = ["intranet.IntranetPage"]
    subpage_types = ["knowledge.AreaPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("knowledge base")
        verbose_name_plural = _("knowledge bases")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | listings.front(request.user, self, AreaPage)


class AreaPage(CaredPage):
    """A section of the knowledge base. Its post answers for articles without one."""

    content_panels = BasePage.content_panels + [CaredPage.care_panel]
    parent_page_types = ["knowledge.KnowledgeIndexPage"]
    subpage_types = ["knowledge.ArticlePage"]

    class Meta:
        verbose_name = pgettext_lazy("knowledge", "area")
        verbose_name_plural = pgettext_lazy("knowledge", "areas")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | listings.area(request, self)
