"""What this room tells the house about itself."""

from home.accounts.limits import LIMITS, MINUTE, Limit, Limits
from home.registries import demo_chapters, foundations, grant
from home.roles import TRAINING_LEADS
from training.demo.chapter import chapter
from training.foundation import foundation

foundations.append(foundation)
demo_chapters.append(chapter)

# Mails to whoever a visitor says to be: few, and few from one address.
LIMITS["event_guest"] = Limits(
    address=Limit(20, 15 * MINUTE), account=Limit(4, 15 * MINUTE)
)

for model in ("place", "topic"):
    for act in ("add", "change", "delete", "view"):
        grant(TRAINING_LEADS, f"training.{act}_{model}")
