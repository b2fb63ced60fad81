"""Authorities: what the house has to know of them."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from participation.planning.authority_answers import note_answer
from participation.planning.models import Statement


@receiver(post_save, sender=Statement, dispatch_uid="authority_has_answered")
def on_statement(sender, instance, created, **kwargs):
    if created and instance.invitation_id:
        note_answer(instance)
