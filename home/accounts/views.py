"""The screens of the door: allauth's, with our manners, and the account's own page."""

from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from home.accounts import demo, words
from home.accounts.adapters import MFAAdapter, second_factors
from home.accounts.doorkeeper import KeepsTyped
from home.accounts.forms import PseudonymForm
from home.accounts.providers import allow_form_targets
from home.accounts.sessions import device_name, end_sessions, open_sessions
from home.pagecache import drop_all
from home.roles import needs_second_factor


class SignInView(KeepsTyped, account.LoginView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | demo.accounts_note()

    def render_to_response(self, context, **options):
        return allow_form_targets(super().render_to_response(context, **options))


class SignUpView(KeepsTyped, account.SignupView):
    def render_to_response(self, context, **options):
        return allow_form_targets(super().render_to_response(context, **options))


class PasswordResetView(KeepsTyped, account.PasswordResetView):
    pass


class EmailView(KeepsTyped, account.EmailView):
    pass


class EmailCodeView(account.ConfirmEmailVerificationCodeView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | demo.mail_hint(context["email"])


class ResetCodeView(account.ConfirmPasswordResetCodeView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | demo.mail_hint(context["email"])


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    """Whoever needs a second factor keeps one."""

    def form_valid(self, form):
        if not MFAAdapter().can_delete_authenticator(self.object):
            messages.error(
                self.request, words.SECOND_FACTOR_ERRORS["cannot_delete_authenticator"]
            )
            return redirect("mfa_index")
        return super().form_valid(form)


@require_GET
@login_required
def overview(request):
    person = request.user
    addresses = EmailAddress.objects.filter(user=person)
    context = {
        "sessions": len(open_sessions(person)),
        "waiting_address": addresses.filter(verified=False).first(),
        "factors": second_factors(person).count(),
        "must_have_factor": settings.REQUIRE_SECOND_FACTOR
        and needs_second_factor(person),
        "connections": SocialAccount.objects.filter(user=person).count(),
        "has_providers": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "account/overview.html", context)


@login_required
def pseudonym(request):
    form = PseudonymForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        drop_all()  # the name stands on public pages
        name = request.user.public_name
        messages.success(request, _("Others now read: %(name)s") % {"name": name})
        return redirect("account_overview")
    request.user.refresh_from_db(fields=["pseudonym"])
    status = 400 if form.is_bound else 200
    return render(request, "account/pseudonym.html", {"form": form}, status=status)


@require_GET
@login_required
def sessions(request):
    context = {
        "sessions": [
            {
                "pk": session.pk,
                "device": device_name(session.user_agent),
                "address": session.ip,
                "since": session.created_at,
                "is_here": session.is_current(),
            }
            for session in open_sessions(request.user)
        ]
    }
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
@login_required
def end_session(request, pk):
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    here = session.is_current()
    session.end()
    if here:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


@require_POST
@login_required
def end_everywhere(request):
    end_sessions(request.user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


def inactive(request):
    response = account.account_inactive(request)
    response.status_code = 403
    return response
