"""
Signing in through an identity provider (OpenID Connect), configured by settings.

The provider is a machine of somebody else: it may be away, slow or talk nonsense.
People then read what to do, and never see an error of ours.
"""

import logging
from functools import wraps
from urllib.parse import urlsplit

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.shortcuts import render
from requests import RequestException

from home.middleware import PUBLIC_POLICY

logger = logging.getLogger(__name__)
# What a foreign answer can be: nothing, no JSON, other names, other types.
BROKEN = (
    RequestException,
    OAuth2Error,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def patient(view):
    @wraps(view)
    def with_patience(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except BROKEN as error:
            logger.warning("Identity provider: %s", type(error).__name__)
            return unreachable(request)
        if getattr(response, "status_code", 200) == 401:
            return unreachable(request, status=400)
        return allow_form_targets(response)

    return with_patience


def unreachable(request, status=503):
    return render(request, "socialaccount/authentication_error.html", status=status)


def allow_form_targets(response):
    """
    Let the sign-in form lead to the provider.

    Browsers apply ``form-action`` to where a form is redirected, too.
    """
    origins = " ".join(sorted(provider_origins()))
    if origins:
        own = "form-action 'self'"
        policy = PUBLIC_POLICY.replace(own, f"{own} {origins}")
        response.headers["Content-Security-Policy"] = policy
    return response


def provider_origins():
    for provider in settings.SOCIALACCOUNT_PROVIDERS.values():
        for app in provider.get("APPS", []):
            address = urlsplit(app["settings"]["server_url"])
            yield f"{address.scheme}://{address.netloc}"


login = patient(openid_connect.login)
callback = patient(openid_connect.callback)
