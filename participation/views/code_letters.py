"""The screen in the administration on which codes are made and printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from participation.forms.vote import IssueForm
from participation.models import Activity
from participation.voting import codes, letters


class CodeLettersView(WagtailAdminTemplateMixin, FormView):
    """Make codes and get the letters, once; above, what became of earlier ones."""

    form_class = IssueForm
    template_name = "participation/admin/codes.html"
    page_title = _("Voting codes")
    header_icon = "key"
    breadcrumbs_items = []

    def dispatch(self, request, *args, **kwargs):
        if not may_issue(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"votes": votes_by_code()}

    def get_context_data(self, **kwargs):
        names = {
            "submit_button_label": _("Make codes and download the letters"),
            "action_url": reverse("participation_codes"),
            "batches": codes.batches(),
            "accounts": [
                (activity, codes.account_of(activity))
                for activity in votes_with_codes()
            ],
        }
        return super().get_context_data(**kwargs) | names

    def form_valid(self, form):
        activity, number = form.cleaned_data["activity"], form.cleaned_data["number"]
        pdf = letters.issue(
            activity,
            number=number,
            title=form.cleaned_data["title"],
            by=self.request.user,
        )
        # The letters are sent instead of a page: the next one says that it was done.
        words = ngettext("%(n)d code was made.", "%(n)d codes were made.", number)
        messages.success(self.request, words % {"n": number})
        response = HttpResponse(pdf, content_type="application/pdf")
        name = letters.name_of(activity)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response


def may_issue(user) -> bool:
    return user.has_perm("participation.add_codebatch")


def votes_by_code():
    """The activities in which people vote by code."""
    votes = Activity.objects.filter(format="vote", settings__vote__voters="code")
    return votes.select_related("procedure").order_by("procedure__title", "title")


def votes_with_codes():
    return votes_by_code().filter(pk__in=codes.batches().values("activity"))
