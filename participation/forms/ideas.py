import uuid

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation import areas, gazetteer, tiles
from participation.forms.fields import PlainTextField
from participation.models import Activity, Contribution, District

ROUNDING = 1e-6  # degrees, a hand's breadth: so exactly the map writes a point


class IdeaForm(forms.Form):
    """An idea: title, text, and a place where the activity wants one."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    title = PlainTextField(label=_("Title"), longest=Contribution.LONGEST_TITLE)
    text = PlainTextField(label=_("Your idea"), longest=5000, rows=8)
    category = forms.ChoiceField(label=_("Category"))
    address = PlainTextField(
        label=_("Where is it?"),
        longest=160,
        required=False,
        help_text=_("A street, a square or a description, in up to 160 characters."),
    )
    district = forms.ModelChoiceField(
        District.objects.exclude(lat=None),
        label=_("Or choose a part of the town"),
        required=False,
        to_field_name="key",
        empty_label=_("No choice"),
    )
    place = forms.IntegerField(
        label=_("Do you mean one of these?"), required=False, widget=forms.RadioSelect
    )
    lat = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-90, max_value=90
    )
    lon = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-180, max_value=180
    )

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity
        self._limit_text(activity.setting("longest_text"))
        self._offer_categories(activity.categories)
        if activity.place == Activity.Place.NONE:
            for name in ("address", "district", "place", "lat", "lon"):
                del self.fields[name]
        else:
            self._offer_places()
        if activity.place == Activity.Place.REQUIRED:
            for name in ("address", "district"):  # one of them, or the map
                self.fields[name].is_alternative = True

    def _limit_text(self, longest):
        self.fields["text"] = PlainTextField(
            label=self.activity.recipe.text_label,
            longest=longest,
            rows=8,
            help_text=_("What do you wish for, and why?"),
        )
        self.order_fields(["idempotency_key", "title", "text"])

    def _offer_categories(self, categories):
        if not categories:
            del self.fields["category"]
            return
        choices = [("", _("Please choose"))] + [(name, name) for name in categories]
        self.fields["category"].choices = choices

    @property
    def searches(self):
        """Whether somebody only looks for a place, without a script."""
        return self.is_bound and "ort_suchen" in self.data and "lat" in self.fields

    def is_valid(self):
        return not self.searches and super().is_valid()

    def full_clean(self):
        if self.searches:  # nothing is handed in, so nothing is wrong yet
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def _offer_places(self):
        """What was found for the words, to choose from."""
        found = []
        if self.is_bound and ({"ort_suchen", "place"} & set(self.data)):
            found = gazetteer.suggestions(self.data.get("address", ""))
        if found:
            self.fields["place"].widget.choices = [(e.pk, e.name) for e in found]
        else:
            del self.fields["place"]
            if self.searches:
                self.fields["address"].help_text = _(
                    "We know no such place. You can leave the words as they are, or"
                    " try others."
                )
        self.found_places = {entry.pk: entry for entry in found}

    def clean(self):
        cleaned = super().clean()
        if self.activity.place == Activity.Place.NONE:
            return cleaned
        self._settle_place(cleaned)
        self._keep_to_area(cleaned)
        if self.activity.place == Activity.Place.REQUIRED and not (
            cleaned.get("lat") is not None or cleaned.get("address")
        ):
            self.add_error(
                "address",
                _("Please say where it is: in words, on the map, or by the list."),
            )
        return cleaned

    def _settle_place(self, cleaned):
        """Where it is: chosen by name, set on the map, or said in words."""
        self._settle_change(cleaned)
        chosen = self.found_places.get(cleaned.get("place"))
        has_point = cleaned.get("lat") is not None and cleaned.get("lon") is not None
        if chosen is None and not has_point:
            chosen = gazetteer.exact(cleaned.get("address") or "")
        if chosen:
            cleaned["lat"], cleaned["lon"] = chosen.lat, chosen.lon
            cleaned["address"] = cleaned.get("address") and chosen.name
        elif has_point:
            self._name_point(cleaned)
        else:
            cleaned["lat"] = cleaned["lon"] = None
            self._place_by_district(cleaned)

    def _settle_change(self, cleaned):
        """Words and point go together: who changes one of them gives up the other."""
        before = self.initial.get("lat"), self.initial.get("lon")
        now = cleaned.get("lat"), cleaned.get("lon")
        if None in before or None in now:
            return
        is_moved = max(abs(a - b) for a, b in zip(before, now, strict=True)) > ROUNDING
        is_renamed = "address" in self.changed_data
        if is_renamed and not is_moved:
            cleaned["lat"] = cleaned["lon"] = None
        elif is_moved and not is_renamed:
            cleaned["address"] = ""

    def _name_point(self, cleaned):
        """Who sets a point says it in words too, so that the list says it."""
        if not cleaned.get("address"):
            near = gazetteer.nearest(cleaned["lat"], cleaned["lon"])
            name = Truncator(near.name).chars(150) if near else ""
            cleaned["address"] = name and _("near %(place)s") % {"place": name}

    @cached_property
    def area(self):
        """Where a place may lie: what the procedure is about, or else the town."""
        return self.activity.procedure.area or tiles.town_area()

    def _keep_to_area(self, cleaned):
        if cleaned["lat"] is None or self.area is None:
            return
        if not areas.contains(self.area, cleaned["lat"], cleaned["lon"]):
            self.add_error(
                "address",
                _(
                    "This place lies outside the area that this is about. Please choose"
                    " one inside it, or leave it out."
                ),
            )

    def _place_by_district(self, cleaned):
        """Who can't use the map says it roughly: the middle of a part of the town."""
        if district := cleaned.get("district"):
            cleaned["lat"], cleaned["lon"] = district.lat, district.lon
            cleaned["address"] = cleaned.get("address") or district.name

    @property
    def values(self):
        """What becomes of it in the table."""
        names = ("title", "text", "category", "address", "lat", "lon")
        given = {name: self.cleaned_data.get(name) for name in names}
        empty = {"category": "", "address": ""}
        return {n: empty.get(n) if v in (None, "") else v for n, v in given.items()}
