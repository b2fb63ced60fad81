import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from home.accounts import limits
from home.accounts.limits import Limit, Limits, admit
from home.models import Attempt


def request_from(address="203.0.113.9"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


@pytest.fixture
def three(monkeypatch):
    """An action of which an account may do three a minute, an address five."""
    both = Limits(address=Limit(5, 60), account=Limit(3, 60))
    monkeypatch.setitem(limits.LIMITS, "probe", both)
    return "probe"


@pytest.mark.django_db
def test_account_and_address_are_counted_apart(three):
    by_account = [admit(three, request_from(), "anna").is_refused for _ in range(4)]
    by_address = [admit(three, request_from(), f"x{n}").is_refused for n in range(3)]

    assert by_account == [False, False, False, True]
    assert by_address == [False, False, True]


@pytest.mark.django_db
def test_a_household_of_ipv6_is_one_address(three):
    answers = [
        admit(three, request_from(f"2001:db8:1:2::{n}"), f"x{n}").is_refused
        for n in range(6)
    ]

    assert answers == [False] * 5 + [True]


@pytest.mark.django_db
def test_whoever_is_turned_away_leaves_no_row(three):
    for _ in range(10):
        admit(three, request_from(), "anna")

    assert Attempt.objects.count() == 2 * 3


@pytest.mark.django_db
def test_an_attempt_taken_back_does_not_count(three):
    for _ in range(10):
        admission = admit(three, request_from(), "anna")
        assert not admission.is_refused
        admission.take_back()

    assert not Attempt.objects.exists()


@pytest.mark.django_db
def test_without_an_account_only_the_address_counts(three):
    answers = [admit(three, request_from()).is_refused for _ in range(6)]

    assert answers == [False] * 5 + [True]


@pytest.mark.django_db
def test_the_wait_is_until_the_oldest_attempt_is_over(three, time_machine):
    time_machine.move_to("2026-05-04 10:00:00", tick=False)
    admit(three, request_from(), "anna")
    time_machine.move_to("2026-05-04 10:00:20", tick=False)
    admit(three, request_from(), "anna")
    admit(three, request_from(), "anna")

    assert admit(three, request_from(), "anna").wait == 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spelling", ["Anna@x.example", " anna@x.example", "ａｎｎａ@x.example"]
)
def test_spellings_of_an_account_are_one(three, spelling):
    for _ in range(3):
        admit(three, request_from(), "anna@x.example")

    assert admit(three, request_from("198.51.100.1"), spelling).is_refused


@pytest.mark.django_db
def test_three_queries_are_enough(three, django_assert_num_queries):
    with django_assert_num_queries(3):
        admit(three, request_from(), "anna")


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_no_more_than_the_limit_get_in(three, monkeypatch):
    """All of them find the door open at their first look; the second look decides."""
    people = 12
    together = threading.Barrier(people)
    look = limits.longest_wait
    first_looks, admitted = [], []

    def look_together(action, found, *, own):
        wait = look(action, found, own=own)
        if own == 0:
            first_looks.append(wait)
            together.wait(20)
        return wait

    def knock():
        try:
            if not admit(three, request_from(), "anna").is_refused:
                admitted.append(True)
        finally:
            connection.close()

    monkeypatch.setattr(limits, "longest_wait", look_together)
    threads = [threading.Thread(target=knock) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert first_looks == [0] * people  # with one look alone, all would be in
    assert len(admitted) <= 3
