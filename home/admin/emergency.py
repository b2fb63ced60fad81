"""The screen on which somebody acts alone and says why."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from home.emergency import may_act_alone, release, take_offline

SHORTEST_REASON = 15


class EmergencyForm(forms.Form):
    act = forms.ChoiceField(
        label=_("What is to happen?"),
        choices=[
            ("release", _("Put the latest version online")),
            ("take_offline", _("Take the page offline")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why can this not wait for an approval?"),
        help_text=_(
            "At least 15 characters. The reason goes on record for good, and all who "
            "would have been asked are told."
        ),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EmergencyView(WagtailAdminTemplateMixin, FormView):
    form_class = EmergencyForm
    template_name = "home/admin/emergency.html"
    page_title = _("Emergency release")
    header_icon = "warning"
    breadcrumbs_items = []

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not may_act_alone(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        names = {
            "submit_button_label": _("Act without approval"),
            "action_url": self.request.path,
            "page": self.page,
        }
        return super().get_context_data(**kwargs) | names

    def form_valid(self, form):
        act = {"release": release, "take_offline": take_offline}
        chosen = act[form.cleaned_data["act"]]
        chosen(self.page, actor=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("Done. The reason is on record."))
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)


def emergency_url(page) -> str:
    return reverse("home_emergency", args=[page.pk])
