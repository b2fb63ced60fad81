"""What editors choose in the cockpit."""

from datetime import date, datetime, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import pgettext_lazy

from participation.clock import BERLIN
from participation.preview import Eyes

LAST_SECOND = time(23, 59, 59)
# Far enough from the ends of the calendar to be reckoned with.
OUR_TIME = [
    MinValueValidator(date(1990, 1, 1)),
    MaxValueValidator(date(2199, 12, 31)),
]


class MomentForm(forms.Form):
    """A day, an hour to the second, and as whom to look."""

    day = forms.DateField(
        label=pgettext_lazy("preview", "Day"),
        validators=OUR_TIME,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=pgettext_lazy("preview", "Time"),
        widget=forms.TimeInput({"type": "time", "step": 1}, format="%H:%M:%S"),
    )
    eyes = forms.ChoiceField(
        label=pgettext_lazy("preview", "Seen by"), choices=Eyes, initial=Eyes.ANONYMOUS
    )

    @property
    def moment(self) -> datetime:
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return datetime.combine(day, hour, tzinfo=BERLIN)


def turning_moments(phases) -> list[dict]:
    """Where something opens or closes: the first and last second of every phase."""
    return [
        {"phase": phase, "day": day, "hour": hour, "opens": hour == time.min}
        for phase in phases
        for day, hour in ((phase.first_day, time.min), (phase.last_day, LAST_SECOND))
    ]


class CopyForm(forms.Form):
    """A new procedure: its title, and the day on which its first phase begins."""

    title = forms.CharField(
        label=pgettext_lazy("copy", "Title of the new procedure"), max_length=200
    )
    first_day = forms.DateField(
        label=pgettext_lazy("copy", "First day of the first phase"),
        validators=OUR_TIME,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
