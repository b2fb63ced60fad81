"""What header, footer and breadcrumb ask."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.navigation import children_of, main_entries, trail_to
from home.roles import needs_second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """The entries of the public navigation: ``label``, ``url``, ``active``."""
    request = context["request"]
    return [entry(request, label, url) for label, url in main_entries(request)]


@register.simple_tag(takes_context=True)
def inside_navigation(context):
    """The entries of the intranet's own navigation."""
    request = context["request"]
    places = [
        (pgettext("navigation", "Start"), "/intranet/"),
        (pgettext("navigation", "News"), "/intranet/aktuelles/"),
        (pgettext("navigation", "People"), "/intranet/personen/"),
        (pgettext("navigation", "Knowledge"), "/intranet/wissen/"),
        (pgettext("navigation", "Training"), "/intranet/schulungen/"),
    ]
    start, *others = (entry(request, label, url) for label, url in places)
    start["active"] = request.path == start["url"]
    return [start, *others]


def entry(request, label, url):
    is_here = request.path.startswith(url) if url else False
    return {"label": label, "url": url, "active": is_here}


@register.simple_tag(takes_context=True)
def page_trail(context):
    """The way from the front page to the page shown, or nothing on the front page."""
    page = context.get("page")
    if not getattr(page, "pk", None) or page.depth <= 2:
        return []
    return [*trail_to(page, context["request"]), (page.title, "")]


@register.simple_tag(takes_context=True)
def child_pages(context, page):
    """The pages below this one that its reader may see, in the editors' order."""
    return children_of(page, context["request"].user)


@register.simple_tag
def address(name):
    """The address behind a view's name, or nothing as long as there is no such view."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def required_pages():
    """The pages that the law and good manners ask for, by their fixed addresses."""
    return [
        (_("Imprint"), "/impressum/"),
        (_("Data protection"), "/datenschutz/"),
        (_("Accessibility"), "/barrierefreiheit/"),
        (_("Easy language"), "/leichte-sprache/"),
        (_("Sign language"), "/gebaerdensprache/"),
        (_("Contact"), "/kontakt/"),
    ]


@register.simple_tag(takes_context=True)
def address_to_tell(context):
    """
    The address of this page, fit to be told to others.

    Some addresses are keys: of a draft, a receipt, an authority's link. Their secret
    part, whatever is captured as ``<str:…>`` or ``<uuid:…>``, is left out.
    """
    request = context["request"]
    if request is None:  # a page that tells its address to nothing on it
        return ""
    path, match = request.path, request.resolver_match
    for name, value in match.kwargs.items() if match else ():
        if f"<str:{name}>" in match.route or f"<uuid:{name}>" in match.route:
            path = path.replace(str(value), "…")
    return path


@register.filter
def works_in_administration(user):
    """Whether a person has a role that leads into the administration."""
    return needs_second_factor(user)
