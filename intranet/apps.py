from django.apps import AppConfig


class IntranetConfig(AppConfig):
    name = "intranet"

    def ready(self):
        from intranet import checks, indexing, outlets, registrations, signals  # noqa: F401
