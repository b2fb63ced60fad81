import pytest
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render

from home.views.town import patterns


@pytest.fixture
def request_of_nobody(rf, town):
    request = rf.get("/muster/")
    request.user = AnonymousUser()
    request.session = {}
    return request


def test_pattern_page_shows_every_component(request_of_nobody):
    html = patterns(request_of_nobody).content.decode()

    for block in (
        "kern-btn--primary",
        "kern-badge--alert",
        "status--warning",
        "chips__list",
        "tabs__list",
        "notice--danger",
        "panel__title",
        "card__title",
        "date-tile",
        "timeline__item--now",
        "facts__row",
        "progress__words",
        "kern-table",
        "empty__title",
        "pagination__list",
        "form-summary",
        "kern-form-check__radio",
        "kern-accordion",
        "person__mark",
    ):
        assert block in html


def test_screens_of_the_door_without_their_own_template_have_our_frame(
    request_of_nobody,
):
    html = render(request_of_nobody, "account/signup_closed.html").content.decode()

    assert "site-header" in html
    assert '<div class="door stack">' in html
