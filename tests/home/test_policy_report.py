import json
import logging

import pytest
from django.core.cache import cache
from django.test import Client

REPORT = {
    "document-uri": "https://testserver/suche/?q=Scheidung",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://zaehler.example/z.js?person=7",
}


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.WARNING, "home.policy")
    return caplog


def send(body):
    client = Client(enforce_csrf_checks=True)
    return client.post("/browser-meldung/", body, content_type="application/csp-report")


def report(**changes):
    return json.dumps({"csp-report": REPORT | changes})


def test_what_was_stopped_is_told_without_saying_who_read_what(log):
    answer = send(report())

    assert answer.status_code == 204
    assert log.messages == [
        "Stopped by the content security policy: "
        "script-src-elem zaehler.example home:search"
    ]


def test_nobody_fills_the_log(log):
    for _number in range(5):
        send(report())

    assert len(log.messages) == 1


def test_no_line_of_their_own_gets_into_the_log(log):
    send(report(**{"effective-directive": "img-src\n2026 ERROR gefälscht"}))

    assert "\n" not in log.messages[0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "kein JSON",
        "[]",
        "[" * 8000,
        '{"csp-report": 7}',
        report(**{"blocked-uri": "http://[::"}),
        report(**{"document-uri": "x" * 9000}),
    ],
)
def test_nonsense_is_taken_without_a_word(log, body):
    assert send(body).status_code == 204
    assert log.messages == []


def test_inline_code_is_told_by_its_kind(log):
    cache.clear()

    send(report(**{"blocked-uri": "inline"}))

    assert log.messages[0].endswith("script-src-elem inline home:search")
