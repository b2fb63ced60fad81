"""What editors see beside the fields of a piece of news."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from intranet.audience import reached


class ReachPanel(Panel):
    """Says how many people the audience has, while it is being chosen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "intranet/panels/reach.html"

        class Media:
            js = ["intranet/js/reach.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            units = [unit.pk for unit in self.instance.units.all()]
            groups = [group.pk for group in self.instance.groups.all()]
            count = reached(units, groups).count()
            return context | {"count": count, "url": reverse("intranet_reach")}
