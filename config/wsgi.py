import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
ROOM = 16_000  # values on the stack of a request: about a thousand calls deep


def on_one_stack(serve):
    """
    The same application, with room for all calls of a request in one piece of memory.

    CPython keeps frames in pieces of 16 KB and, before it learned to keep a spare one,
    gives a piece back as soon as it is empty (gh-142183). A loop in a template within
    templates meets the end of a piece and maps and unmaps memory with every call.
    See docs/decisions/0016.
    """

    def application(environ, start_response):
        return serve(environ, start_response)

    application.__code__ = application.__code__.replace(co_stacksize=ROOM)
    return application


application = on_one_stack(get_wsgi_application())
