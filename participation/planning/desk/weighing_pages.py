"""What the screens of the weighing share."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from participation.planning.desk.views import titled
from participation.planning.permissions import works_inside
from participation.planning.weighing_rights import can_weigh

FOLDER = "participation/planning/desk/weighing"
ON_A_PAGE = 50


def framed(request, plan, title):
    """What every screen of one plan's weighing prints around its matter."""
    user = request.user
    return titled(title, f"{plan.number} {plan.name}") | {
        "plan": plan,
        "may_weigh": can_weigh(user, plan),
        "sees_statements": works_inside(user),
    }


def paged(request, rows) -> dict:
    """One page of many rows, and the rest of the address for the way through them."""
    kept = request.GET.copy()
    kept.pop("page", None)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return {"page_obj": page, "query": kept.urlencode()}


def attempt(request, act: Callable, done: str) -> bool:
    """Do something and say so, or say why not."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True


def giver_of(statement) -> str:
    """Who gave it, as far as it is nobody's secret: bodies by name, people never."""
    if statement.giver == statement.Giver.PERSON:
        return _("Private person")
    return statement.organisation or statement.get_giver_display()
