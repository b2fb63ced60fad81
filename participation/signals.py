"""What participation does when something else happens in the house."""

from django.dispatch import receiver
from wagtail.signals import page_published

from participation.models import ProcedurePage
from participation.town_texts import put_up_options


@receiver(page_published, sender=ProcedurePage, dispatch_uid="put_up_options")
def on_publication(sender, instance, **kwargs):
    put_up_options(instance)
