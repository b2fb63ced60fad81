"""What trainers fill in: a session with its dates, a reason, a message."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList, from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from home.models import User
from home.numbers import number_in
from training.models import OfferPage, Session, SessionDate
from training.permissions import is_lead

ROWS = 4
MOST_ROWS = 40
NO_SUCH_TIME = gettext_noop(
    "The clocks change in this night: this time does not exist, or exists twice."
)
MOMENT = "%Y-%m-%dT%H:%M"


def moment_widget():
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)


class SessionForm(forms.ModelForm):
    online_link = Session._meta.get_field("online_link").formfield(
        assume_scheme="https"
    )

    class Meta:
        model = Session
        fields = [
            "title",
            "place",
            "seats",
            "has_waiting_list",
            "opens_at",
            "closes_at",
            "access",
            "online_link",
            "trainers",
        ]
        widgets = {
            "opens_at": moment_widget(),
            "closes_at": moment_widget(),
            "access": forms.Textarea(attrs={"rows": 2}),
            "seats": forms.NumberInput(attrs={"min": 1, "max": 2000}),
            "trainers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, offer: OfferPage, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["seats"].max_value = 2000
        self.fields["trainers"].queryset = self.possible_trainers(offer)

    def possible_trainers(self, offer: OfferPage):
        """A lead chooses among everyone; trainers among those of the offer."""
        everyone = self.fields["trainers"].queryset.order_by("last_name", "first_name")
        if is_lead(self.user):
            return everyone.distinct()
        known = {person.pk for person in offer.trainers.all()} | {self.user.pk}
        if self.instance.pk:
            known |= {person.pk for person in self.instance.trainers.all()}
        return everyone.filter(pk__in=known).distinct()

    def clean_trainers(self):
        """Whoever may run only their own sessions can't lock themselves out."""
        trainers = self.cleaned_data["trainers"]
        if is_lead(self.user) or self.user in trainers:
            return trainers
        raise ValidationError(_("You hold this session yourself: please stay on it."))


class DateForm(forms.Form):
    """One row: a day with begin and end. An empty row is no date."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(
        label=pgettext_lazy("date", "Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    start = forms.TimeField(
        label=pgettext_lazy("date", "From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=pgettext_lazy("date", "To"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    @property
    def is_empty(self) -> bool:
        data = self.cleaned_data
        return not any(data.get(name) for name in ("day", "start", "end"))

    def clean(self):
        data = super().clean()
        if self.errors or self.is_empty:
            return data
        for name in ("day", "start", "end"):
            if not data.get(name):
                self.add_error(name, _("Please fill in day, begin and end."))
        if not self.errors:
            self.clean_span(data)
        return data

    def clean_span(self, data):
        """An hour that the change of time leaves out, or brings twice, is refused."""
        try:
            starts_at, ends_at = (
                from_current_timezone(datetime.combine(data["day"], data[name]))
                for name in ("start", "end")
            )
        except ValidationError:
            self.add_error("start", _(NO_SUCH_TIME))
            return
        if ends_at <= starts_at:
            self.add_error("end", _("The end is not after the beginning."))
        data["span"] = starts_at, ends_at

    @staticmethod
    def initial_of(date: SessionDate) -> dict:
        starts_at = timezone.localtime(date.starts_at)
        return {
            "pk": date.pk,
            "day": starts_at.date(),
            "start": starts_at.time(),
            "end": timezone.localtime(date.ends_at).time(),
        }


class BaseDates(forms.BaseFormSet):
    """The dates of a session, as rows."""

    def clean(self):
        if not any(self.errors) and not self.filled:
            raise ValidationError(_("Please give at least one date."))

    @property
    def filled(self) -> list[DateForm]:
        return [form for form in self.forms if not form.is_empty]

    def dates_of(self, session: Session) -> list[SessionDate]:
        """The rows as dates; those that were there before keep what they are."""
        known = {date.pk: date for date in session.dates.all()} if session.pk else {}
        return [self.date_of(form, known) for form in self.filled]

    def date_of(self, form: DateForm, known: dict[int, SessionDate]) -> SessionDate:
        date = known.pop(form.cleaned_data["pk"], None) or SessionDate()
        date.starts_at, date.ends_at = form.cleaned_data["span"]
        return date


def date_rows(session: Session, data=None, *, more=0) -> BaseDates:
    """Rows for the dates there are, and empty ones up to four, or more if wanted."""
    there = list(session.dates.all()) if session.pk else []
    extra = max(ROWS - len(there), 1)
    factory = forms.formset_factory(
        DateForm,
        formset=BaseDates,
        extra=extra,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
    )
    if data is not None and more:
        data = with_more_rows(data, more)
    initial = [DateForm.initial_of(date) for date in there]
    return factory(data, initial=initial, prefix="dates")


def with_more_rows(data, more: int):
    data, name = data.copy(), "dates-TOTAL_FORMS"
    data[name] = str(min(number_in(data.get(name)) + more, MOST_ROWS))
    return data


def hold_back_errors(form: forms.Form, dates: BaseDates) -> None:
    """Whoever only asked for more rows has not finished: nothing is wrong yet."""
    for one in (form, *dates.forms):
        one._errors = ErrorDict()
        one.cleaned_data = {}
    dates._errors = [one._errors for one in dates.forms]
    dates._non_form_errors = ErrorList()


class ReasonForm(forms.Form):
    """Why a session does not take place: everyone registered reads it."""

    reason = forms.CharField(
        label=_("Why does it not take place?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone who is registered or waits gets this by mail."),
    )


class MessageForm(forms.Form):
    """A message to everyone who has a seat."""

    title = forms.CharField(label=_("What it is about"), max_length=120)
    text = forms.CharField(
        label=_("Your message"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
