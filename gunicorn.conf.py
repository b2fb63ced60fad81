"""How gunicorn serves the town; it reads this file wherever it starts here."""

import gc

# Loaded once, before the workers begin: they share its memory and start at once.
preload_app = True


def when_ready(server):
    """Load the addresses, too, and let no collection write to what is shared."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - asked for what asking loads
    gc.collect()
    gc.freeze()
