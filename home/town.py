"""The town's name, colours and contact, known without asking the database each time."""

from django.core.cache import cache
from wagtail.models import Site

from home.models import TownSettings

SECONDS = 60 * 60


def town_of(request) -> TownSettings:
    """The settings of the site that a request is for."""
    site = Site.find_for_request(request)
    if site is None:
        return TownSettings()
    kept = cache.get(key_of(site.pk))
    if kept is not None:
        return TownSettings(**kept)
    town = TownSettings.for_request(request)
    fields = TownSettings._meta.concrete_fields
    values = {field.attname: getattr(town, field.attname) for field in fields}
    cache.set(key_of(site.pk), values, SECONDS)
    return town


def forget_town(instance: TownSettings, **kwargs) -> None:
    """Called when the settings are saved."""
    cache.delete(key_of(instance.site_id))


def key_of(site_id: int) -> str:
    return f"town-{site_id}"
