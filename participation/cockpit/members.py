"""Members of a procedure: who is one, who is invited, inviting, ending it."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from participation import members
from participation.cockpit.views import all_procedures

BETWEEN = re.compile(r"[,;\n]+")
MOST_NAMED = 5


class InviteForm(forms.Form):
    """E-mail addresses, one or a list as it was copied from a mail."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        help_text=gettext_lazy(
            "One on a line, or with commas between them. At most 100 at once."
        ),
    )

    def clean_addresses(self) -> list[str]:
        parts = BETWEEN.split(self.cleaned_data["addresses"])
        found = list(dict.fromkeys(address_in(part) for part in parts if part.strip()))
        if len(found) > members.MOST_AT_ONCE:
            raise ValidationError(
                _("These are %(n)d addresses. Please invite at most %(most)d at once.")
                % {"n": len(found), "most": members.MOST_AT_ONCE}
            )
        if wrong := [address for address in found if not is_address(address)]:
            raise ValidationError(
                _("Nobody was invited yet. Please look at: %(wrong)s")
                % {"wrong": ", ".join(wrong[:MOST_NAMED])}
            )
        return found


def address_in(part: str) -> str:
    """The address in “Anna Muster <anna@example.org>”; the part itself without one."""
    words = [word.strip("<>()\"'") for word in part.split()]
    return next((word for word in words if "@" in word), part.strip()).lower()


def is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def members_of(request, pk):
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    form = InviteForm(request.POST or None)
    if not form.is_valid():
        return show(request, procedure, form)
    addresses = form.cleaned_data["addresses"]
    number = members.invite(procedure, addresses, by=request.user)
    words = ngettext("%(n)d invitation sent.", "%(n)d invitations sent.", number)
    messages.success(request, words % {"n": number})
    if known := len(addresses) - number:
        words = ngettext(
            "%(n)d address was invited before.",
            "%(n)d addresses were invited before.",
            known,
        )
        messages.info(request, words % {"n": known})
    return redirect("participation_members", pk)


def show(request, procedure, form):
    rows = procedure.members.select_related("person")
    context = {
        "page": procedure,
        "header_title": _("Members"),
        "page_title": _("Members"),
        "page_subtitle": procedure.get_admin_display_title(),
        "header_icon": "group",
        "form": form,
        "joined": rows.joined().order_by("joined_at"),
        "invited": rows.invited(),
    }
    status = 400 if form.errors else 200
    template = "participation/cockpit/members.html"
    return render(request, template, context, status=status)


@require_POST
def member_remove(request, pk, member):
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    found = get_object_or_404(procedure.members, pk=member)
    members.remove(found, by=request.user)
    done = _("The membership has ended.") if found.person_id else ""
    messages.success(request, done or _("The invitation was taken back."))
    return redirect("participation_members", pk)
