import pytest
from allauth import urls as allauth_urls
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver

from home.accounts.limits import LIMITS
from home.accounts.urls import urlpatterns

ARGUMENTS = {
    "mfa_remove_webauthn": [1],
    "mfa_edit_webauthn": [1],
    "openid_connect_login": ["stadt"],
    "openid_connect_callback": ["stadt"],
}


def names_in(patterns):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from names_in(entry.url_patterns)
        elif entry.name:
            yield entry.name


def routes_in(patterns, before=""):
    for entry in patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes_in(entry.url_patterns, here)
        elif "(" not in here and "<" not in here:
            yield here


@pytest.mark.parametrize("name", sorted(set(names_in(allauth_urls.urlpatterns))))
def test_every_name_of_allauth_has_a_german_address(name):
    address = reverse(name, args=ARGUMENTS.get(name))

    assert address.startswith("/konto/")


@pytest.mark.parametrize("route", sorted(set(routes_in(allauth_urls.urlpatterns))))
def test_no_english_address_of_allauth_is_reachable(route):
    german = {str(entry.pattern) for entry in urlpatterns}
    if route in german:
        return
    try:
        match = resolve(f"/konto/{route}")
    except Resolver404:
        return

    assert match.view_name == "wagtail_serve"  # a page that does not exist: 404


def test_english_addresses_are_missing(client, town):
    for path in ("/konto/login/", "/konto/signup/", "/konto/2fa/", "/accounts/login/"):
        assert client.get(path).status_code == 404


def test_every_view_of_the_door_is_limited():
    for entry in urlpatterns:
        assert entry.callback.limited_as in LIMITS


def test_names_are_unique():
    names = [entry.name for entry in urlpatterns]

    assert len(names) == len(set(names))


def test_sign_up_by_passkey_stays_off():
    with pytest.raises(NoReverseMatch):
        reverse("mfa_signup_webauthn")
    assert get_resolver().reverse_dict.getlist("account_signup")
