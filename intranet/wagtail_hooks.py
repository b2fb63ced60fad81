"""The intranet in the administration."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from home.numbers import number_in
from intranet.audience import reached
from intranet.models import QuickLink


class QuickLinkViewSet(ModelViewSet):
    """Where the editors keep the short ways of the start page."""

    model = QuickLink
    menu_label = _("Quick links")
    icon = "link"
    add_to_admin_menu = True
    list_display = ["title", "group", "url"]
    form_fields = ["title", "url", "group"]


@hooks.register("register_admin_viewset")
def register_quick_links():
    return QuickLinkViewSet("schnellzugriffe")


@hooks.register("register_admin_urls")
def register_reach():
    return [path("intranet/reichweite/", reach, name="intranet_reach")]


def reach(request):
    """How many people an audience has: the sentence that the editor shows."""
    count = reached(numbers(request, "units"), numbers(request, "groups")).count()
    sentence = render_to_string("intranet/panels/_reach.html", {"count": count})
    return HttpResponse(sentence.strip(), content_type="text/plain; charset=utf-8")


def numbers(request, name):
    return {number_in(value) for value in request.GET.getlist(name)}
