"""
The administration's screens for people.

Nobody becomes a superuser here: that is done on the server alone. Passwords are chosen
by their owners, and accounts are erased by the privacy screens, not deleted.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views import groups
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from home.audit import record
from home.models import User
from home.people import (
    claim_address,
    put_group_on_record,
    put_roles_on_record,
    welcome,
)


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "pseudonym", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, editing_self=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = ""
        if editing_self:
            self.fields.pop("is_active", None)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewPersonForm(PersonForm):
    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class KnownPersonForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]


class NewPersonView(CreateView):
    def save_instance(self):
        with transaction.atomic():
            person = super().save_instance()
            welcome(person, actor=self.request.user)
            put_roles_on_record(person, set(), actor=self.request.user)
        return person


class KnownPersonView(EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        refuse_to_touch_superusers(request.user, self.object)

    def save_instance(self):
        with transaction.atomic():
            before = set(self.object.groups.values_list("name", flat=True))
            person = super().save_instance()
            claim_address(person)
            put_roles_on_record(person, before, actor=self.request.user)
        return person


class PeopleView(IndexView):
    page_title = _("People")
    add_item_label = _("Add a person")

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "is_superuser"]


def refuse_to_touch_superusers(user: User, person: User) -> None:
    """A superuser's address leads into the account: only superusers may change it."""
    if person.is_superuser and not user.is_superuser:
        raise PermissionDenied


class TownUserViewSet(UserViewSet):
    menu_label = _("People")
    template_prefix = "home/admin/users/"
    index_view_class = PeopleView
    add_view_class = NewPersonView
    edit_view_class = KnownPersonView
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return KnownPersonForm if for_update else NewPersonForm


class OnRecordMixin:
    """Notes what a group may do, once its rights on pages are saved as well."""

    @transaction.atomic
    def process_form(self):
        response = super().process_form()
        if response.status_code == 302:
            put_group_on_record(self.object, actor=self.request.user)
        return response


class NewGroupView(OnRecordMixin, groups.CreateView):
    pass


class KnownGroupView(OnRecordMixin, groups.EditView):
    pass


class EndGroupView(groups.DeleteView):
    @transaction.atomic
    def delete_action(self):
        record("group_ended", self.object.name, actor=self.request.user)
        super().delete_action()


class TownGroupViewSet(groups.GroupViewSet):
    add_view_class = NewGroupView
    edit_view_class = KnownGroupView
    delete_view_class = EndGroupView
