from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def today():
    """``today(-3)`` is the day three days ago."""
    return lambda days=0: timezone.localdate() + timedelta(days=days)
