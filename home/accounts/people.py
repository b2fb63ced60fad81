"""Accounts that nobody came to use."""

from datetime import timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from home.models import User

DAYS_TO_CONFIRM = 7


def forget_unconfirmed_accounts() -> int:
    """Delete accounts whose address was never confirmed; return how many."""
    before = timezone.now() - timedelta(days=DAYS_TO_CONFIRM)
    never_came = User.objects.filter(
        date_joined__lt=before, last_login=None, emailaddress__verified=False
    ).exclude(emailaddress__verified=True)
    gone = 0
    for person in never_came.distinct():
        try:
            person.delete()
        except ProtectedError:  # something of theirs is on record: not ours to judge
            continue
        gone += 1
    return gone
