from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self):
        from participation import (  # noqa: F401
            checks,
            formats,
            outlets,
            outlets_after,
            outlets_meeting,
            outlets_told,
            people,
            personal,
            personal_after,
            personal_follows,
            personal_members,
            personal_moderation,
            personal_surveys,
            receipt_pages,
            registrations,
            signals,
            survey_outlets,
            text_outlets,
            text_versions,
        )
        from participation.cockpit import registrations as cockpit  # noqa: F401
        from participation.planning import registrations as planning  # noqa: F401
        from participation.voting import registrations as voting  # noqa: F401

        formats.load()
