from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self):
        from training import duties, outlets, personal, registrations  # noqa: F401
