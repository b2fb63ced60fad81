"""The front page, and the town's colours and crest for the browser."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe
from wagtail.models import Site

from home.colours import as_hsl, dark_scheme, light_scheme
from home.models import HomePage
from home.serving import serve
from home.town import town_of

CREST_SIZE = "max-160x160|format-webp|webpquality-85"
ONE_DAY = 60 * 60 * 24


@require_safe
def front(request):
    """The front page of the site that a request is for."""
    site = Site.find_for_request(request)
    return serve(request, HomePage, pk=site and site.root_page_id)


def colours_of(request) -> tuple[str, str, str]:
    town = town_of(request)
    return town.main_colour, town.ground_colour, town.alert_colour


def colours_tag(request) -> str:
    digest = hashlib.sha256(" ".join(colours_of(request)).encode())
    return f'"{digest.hexdigest()[:16]}"'


@require_safe
@condition(etag_func=colours_tag)
def town_css(request):
    """The palette as custom properties, in the layer that the bundle leaves for it."""
    colours = colours_of(request)
    light, dark = light_scheme(*colours), dark_scheme(*colours)
    css = (
        f"@layer town{{:root{{{light.as_css()}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark.as_css()}}}}}}}"
    )
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    # The pages ask with ?v=<colours>, so a change is seen at once.
    patch_cache_control(response, public=True, max_age=ONE_DAY)
    return response


@require_safe
@condition(etag_func=colours_tag)
def admin_css(request):
    """The same for Wagtail's screens, which count in hue, saturation, lightness."""
    hue, saturation, lightness = as_hsl(colours_of(request)[0])
    css = (
        f":root{{--w-color-primary-hue:{hue};"
        f"--w-color-primary-saturation:{saturation}%;"
        f"--w-color-primary-lightness:{min(lightness, 20)}%;"
        f"--w-color-secondary-hue:{hue};"
        f"--w-color-secondary-saturation:{saturation}%}}"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
def crest(request):
    """The crest under an address that never changes, so that no page looks it up."""
    image = town_of(request).crest
    if image is None:
        raise Http404
    rendition = image.get_rendition(CREST_SIZE)
    with rendition.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type="image/webp")
    patch_cache_control(response, public=True, max_age=ONE_DAY)
    return response


@require_safe
def patterns(request):
    """Every component with words as long as German allows."""
    from home.patterns import samples

    return render(request, "home/patterns.html", samples(request))
