"""The data protection officer's screen: what is known, for whom, until when."""

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.audit import record
from home.models import User, Visitor
from home.privacy import erase, export_of, record_of_processing
from home.registries import PersonalData
from home.roles import DATA_PROTECTION, has_role

SHORTEST_REASON = 15


def may_see_personal_data(user: Visitor) -> bool:
    """Copies and erasures for others are the data protection officer's."""
    return has_role(user, DATA_PROTECTION) or (user.is_active and user.is_superuser)


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the account"))
    act = forms.ChoiceField(
        label=_("What is to happen?"),
        choices=[
            ("copy", _("Download a copy of the data")),
            ("erase", _("Erase the account")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("On which request?"),
        help_text=_("At least 15 characters. It goes on record for good."),
        min_length=SHORTEST_REASON,
        max_length=500,
    )

    def clean_email(self):
        address = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=address).first()
        if self.person is None:
            raise ValidationError(_("There is no account with this address."))
        if self.person.is_superuser:
            raise ValidationError(_("Superusers are ended on the server."))
        return address


class PrivacyView(WagtailAdminTemplateMixin, FormView):
    form_class = PersonForm
    template_name = "home/admin/privacy.html"
    page_title = _("Data protection")
    header_icon = "lock"
    breadcrumbs_items = []

    def dispatch(self, request, *args, **kwargs):
        if not may_see_personal_data(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        names = {
            "entries": [in_words(entry) for entry in record_of_processing()],
            "submit_button_label": _("Carry out"),
            "action_url": self.request.path,
        }
        return super().get_context_data(**kwargs) | names

    def form_valid(self, form):
        act = {"copy": self.send_copy, "erase": self.erase}[form.cleaned_data["act"]]
        return act(form.person, form.cleaned_data["reason"])

    @transaction.atomic
    def send_copy(self, person, reason):
        record(
            "data_copied", f"Konto {person.pk}", actor=self.request.user, reason=reason
        )
        response = JsonResponse(
            export_of(person),
            json_dumps_params={"ensure_ascii": False, "indent": 2, "default": str},
        )
        name = f'attachment; filename="konto-{person.pk}.json"'
        response["Content-Disposition"] = name
        return response

    def erase(self, person, reason):
        erase(person, actor=self.request.user, reason=reason)
        messages.success(self.request, _("The account is erased."))
        return redirect(privacy_url())


def in_words(entry: PersonalData) -> dict:
    """An entry of the record, with the names that people use."""
    meta = apps.get_model(entry.model)._meta
    names = {field.name: field.verbose_name for field in meta.fields}
    return {
        "name": meta.verbose_name_plural,
        "model": entry.model,
        "purpose": entry.purpose,
        "fields": [str(names.get(field, field)) for field in entry.fields],
        "kept": entry.kept,
    }


def privacy_url() -> str:
    return reverse("home_privacy")
