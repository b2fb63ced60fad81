import pytest
from django.test import RequestFactory

from home.addresses import UNKNOWN, client_address, neighbourhood


def request_from(peer, forwarded=None):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("count", "forwarded", "expected"),
    [
        pytest.param(0, None, "10.0.0.1", id="no proxy, no header"),
        pytest.param(0, "203.0.113.9", "10.0.0.1", id="no proxy, header of anybody"),
        pytest.param(1, "203.0.113.9", "203.0.113.9", id="one proxy"),
        pytest.param(
            1, "198.51.100.7, 203.0.113.9", "203.0.113.9", id="one proxy, spoofed"
        ),
        pytest.param(
            2, "198.51.100.7, 203.0.113.9, 10.0.0.2", "203.0.113.9", id="two proxies"
        ),
        pytest.param(2, "203.0.113.9", "10.0.0.1", id="past one of two proxies"),
        pytest.param(1, None, "10.0.0.1", id="past the only proxy"),
        pytest.param(1, "unbekannt", "10.0.0.1", id="no address"),
        pytest.param(1, "203.0.113.9:4711", "203.0.113.9", id="with port"),
        pytest.param(1, "[2001:db8::7]:443", "2001:db8::7", id="IPv6 with port"),
        pytest.param(1, "::ffff:203.0.113.9", "203.0.113.9", id="IPv4 within IPv6"),
    ],
)
def test_client_address_believes_only_our_proxies(settings, count, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = count

    assert client_address(request_from("10.0.0.1", forwarded)) == expected


def test_client_address_behind_a_socket_is_unknown():
    assert client_address(request_from("")) == UNKNOWN


def test_neighbourhood_of_ipv6_is_a_household():
    assert neighbourhood("2001:db8:1:2:aaaa::1") == neighbourhood("2001:db8:1:2::9")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("203.0.113.9") == "203.0.113.9"
