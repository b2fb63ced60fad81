from django.apps import AppConfig
from django.conf import settings


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from django_q.conf import Conf

        from home import checks, outlets, registrations, signals  # noqa: F401
        from home.searchables import register_page_kinds

        register_page_kinds()
        from home.accounts import registrations as door  # noqa: F401
        from home.accounts import signals as door_signals  # noqa: F401

        # Tasks are signed pickles: their key opens nothing else, and none opens them.
        Conf.SECRET_KEY = settings.QUEUE_KEY
