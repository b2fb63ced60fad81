"""What every template knows."""

from django.conf import settings

from home.roles import can_read_intranet
from home.town import town_of


def house(request):
    town = town_of(request)
    colours = (town.main_colour, town.ground_colour, town.alert_colour)
    return {
        "town": town,
        "town_colours": "".join(colours).replace("#", ""),
        "is_inside": request.path.startswith(settings.INTRANET_PATH),
        "is_staff_member": can_read_intranet(request.user)
        if hasattr(request, "user")
        else False,
    }
