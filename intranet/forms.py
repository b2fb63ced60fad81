from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import StaffProfile


class ProfileForm(forms.ModelForm):
    class Meta:
        model = StaffProfile
        fields = ["about", "phone", "room", "working_days"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "about": _("Write it as you would say it. Colleagues find you by it."),
            "working_days": _("For example: Mo–Do"),
        }
