from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from home.models import Absence
from home.serving import serve
from home.visibility import visible_pages
from intranet import confirmed_reading, contact, directory, organisation
from intranet.forms import ProfileForm
from intranet.models import IntranetPage, NewsPage
from intranet.permissions import can_edit_profile, can_see_confirmations
from intranet.services import confirm_reading
from intranet.vcard import vcard

PEOPLE_PER_PAGE = 30
PEOPLE = (pgettext_lazy("intranet", "People"), reverse_lazy("intranet:people"))
UNITS = (gettext_lazy("Units and posts"), reverse_lazy("intranet:units"))


@require_safe
def start(request):
    return serve(request, IntranetPage)


@require_POST
def reading_confirm(request, pk):
    page = get_object_or_404(visible_pages(request.user, NewsPage), pk=pk)
    confirm_reading(page, request.user)
    messages.success(request, _("Thank you. Your confirmation is noted."))
    return redirect(page.get_url(request))


def confirmations(request, pk):
    page = get_object_or_404(visible_pages(request.user, NewsPage), pk=pk)
    if not can_see_confirmations(request.user, page):
        raise PermissionDenied
    way = trail((page.title, page.get_url(request)), _("Confirmations"))
    context = confirmed_reading.overview(page) | {"item": page, "trail": way}
    return render(request, "intranet/confirmations.html", context)


def people(request):
    question = directory.Question.of(request.user, request.GET)
    context = directory.listing(request.user, question)
    page_obj = Paginator(context["entries"], PEOPLE_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context |= {"page_obj": page_obj, "trail": trail(PEOPLE)}
    return render(request, "intranet/people.html", context)


def person(request, key):
    profile = profile_or_404(request, key)
    colleague = profile.person
    today = timezone.localdate()
    context = {
        "profile": profile,
        "colleague": colleague,
        "posts": colleague.posts.select_related("unit", "deputy__profile"),
        "deputy_posts": colleague.deputy_posts.select_related(
            "unit", "holder__profile"
        ),
        "absence": Absence.objects.on(today)
        .filter(person=colleague)
        .select_related("contact__holder__profile", "contact__unit")
        .first(),
        "facts": contact.of_person(profile),
        "may_edit": can_edit_profile(request.user, profile),
        "trail": trail(PEOPLE, str(colleague)),
    }
    return render(request, "intranet/person.html", context)


def person_edit(request, key):
    profile = profile_or_404(request, key)
    if not can_edit_profile(request.user, profile):
        raise PermissionDenied
    form = ProfileForm(request.POST or None, instance=profile)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect(profile)
    context = {
        "form": form,
        "profile": profile,
        "trail": trail(PEOPLE, _("Change my profile")),
    }
    status = 400 if form.is_bound else 200
    return render(request, "intranet/person_edit.html", context, status=status)


def person_card(request, key):
    profile = profile_or_404(request, key)
    response = HttpResponse(vcard(profile), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{profile.key}.vcf"'
    return response


def units(request):
    context = {"tree": organisation.tree(request.user), "trail": trail(UNITS)}
    return render(request, "intranet/units.html", context)


def unit(request, key):
    unit = get_object_or_404(directory.visible_units(request.user), key=key)
    context = {
        "unit": unit,
        "trail": trail(UNITS, *organisation.units_above(unit, request.user), unit.name),
        "facts": contact.of_unit(unit),
        "posts": organisation.posts_of(unit),
        "parts": unit.children.all(),
        "pages": organisation.owned_pages(unit, request.user),
    }
    return render(request, "intranet/unit.html", context)


def profile_or_404(request, key):
    profiles = directory.visible_profiles(request.user).select_related("person")
    return get_object_or_404(profiles, key=key)


def trail(*steps):
    """The way from the intranet's start page; the last step is where one is."""
    ways = [step if isinstance(step, tuple) else (step, "") for step in steps]
    ways[-1] = (ways[-1][0], "")
    return [("Intranet", settings.INTRANET_PATH), *ways]
