from datetime import timedelta

import pytest
from django.utils import timezone

from participation.planning.desk.forms import PlanForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (1, True)])
def test_decision_to_draw_up_is_not_in_the_future(days, is_refused):
    day = timezone.localdate() + timedelta(days)

    form = PlanForm({"drawn_up_on": day.isoformat()})

    assert ("drawn_up_on" in form.errors) == is_refused
