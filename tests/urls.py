"""Every address of the house by its name, read from the URL configuration."""

from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.views.generic import RedirectView

# Wagtail's screens check their permissions themselves; allauth shows no content.
FOREIGN = (
    "wagtail.admin",
    "wagtail.contrib",
    "allauth.",
    "django.contrib.auth",
    "django.views.static",
)


def public_names():
    """The names of all views outside the administration and allauth."""
    return {name for name, route in named_routes() if not is_foreign(name, route)}


def named_routes():
    yield from walk(get_resolver(), "", "")


def walk(resolver, namespace, route):
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry, inner, here)
        elif not leads_elsewhere(entry.callback):
            yield namespace + (entry.name or here), here


def is_foreign(name, route):
    return route.startswith(("verwaltung/", "^medien/")) or name.startswith("allauth")


def leads_elsewhere(view):
    """Redirects have no content, and foreign sign-in views have none of ours."""
    if issubclass(getattr(view, "view_class", object), RedirectView):
        return True
    return view.__module__.startswith(FOREIGN)
