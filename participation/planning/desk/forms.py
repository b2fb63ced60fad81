from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.roles import PLANNING_OFFICE
from participation.models import ProcedurePage
from participation.planning.models import Plan

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.ModelForm):
    """The plan beside its page. The rule set is chosen by the day it is begun."""

    class Meta:
        model = Plan
        fields = [
            "procedure",
            "name",
            "number",
            "kind",
            "way",
            "spatial_description",
            "drawn_up_on",
            "is_cross_border",
            "office_name",
            "office_agreement_on",
            "office_people",
        ]
        widgets = {"drawn_up_on": DATE, "office_agreement_on": DATE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pages = ProcedurePage.objects  # no reader: planners work with drafts
        pages = pages.filter(kind=ProcedurePage.Kind.FORMAL)
        free = pages.filter(plan=None) | pages.filter(pk=self.instance.procedure_id)
        self.fields["procedure"].queryset = free
        people = self.fields["office_people"]
        people.queryset = people.queryset.filter(groups__name=PLANNING_OFFICE)

    def clean_drawn_up_on(self):
        day = self.cleaned_data["drawn_up_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("office_people") and not cleaned.get("office_agreement_on"):
            message = _("Without a processing agreement nobody of the office gets in.")
            self.add_error("office_agreement_on", message)
        return cleaned
