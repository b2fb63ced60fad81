"""What the door remembers about knocking."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Attempt(models.Model):
    """
    Somebody tried something that is limited.

    Neither an address nor an account is written down: the key is a keyed hash of
    it, and rows go as soon as they no longer count.
    """

    action = models.CharField(pgettext_lazy("attempt", "action"), max_length=30)
    key = models.CharField(pgettext_lazy("attempt", "key"), max_length=64)
    at = models.DateTimeField(pgettext_lazy("attempt", "at"))

    class Meta:
        verbose_name = pgettext_lazy("attempt", "attempt")
        verbose_name_plural = pgettext_lazy("attempt", "attempts")
        indexes = [models.Index(fields=["action", "key", "at"], name="attempts_made")]

    def __str__(self):
        return f"{self.action} {self.at:%d.%m.%Y %H:%M}"
