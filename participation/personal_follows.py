"""What is known about people by what they follow."""

from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from participation.followed import described
from participation.models import Follow
from participation.models.following import SUBJECTS


def follows(person) -> list[dict]:
    rows = Follow.objects.by(person).select_related(*SUBJECTS)
    return [
        {
            "what": row.title,
            "how often": str(row.get_rhythm_display()),
            "since": row.created_at.isoformat(),
        }
        for row in described(list(rows), person)
    ]


personal_data.append(
    PersonalData(
        model="participation.Follow",
        fields=["procedure", "contribution", "topic", "district", "rhythm"],
        purpose=_("telling people what happens with what they follow"),
        kept=_("until the person no longer follows it, or erases the account"),
        export=follows,
        erase=lambda person: Follow.objects.by(person).delete()[0],
    )
)
