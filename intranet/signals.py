"""What follows when a piece of news is published."""

from django.dispatch import receiver
from wagtail.signals import page_published

from intranet.models import NewsPage, ReadingDuty


@receiver(page_published, dispatch_uid="renew_reading_duty")
def renew_reading_duty(instance, revision=None, **kwargs):
    """Ask for a confirmation, ask again after a substantial change, or no more."""
    if not isinstance(instance, NewsPage) or revision is None:
        return
    if not instance.must_read:
        ReadingDuty.objects.of(instance).delete()
        return
    duty, is_new = ReadingDuty.objects.get_or_create(
        page_id=instance.pk, defaults={"revision": revision}
    )
    if instance.ask_again and not is_new:
        duty.revision = revision
        duty.save()
