"""Room for all calls of a request. See docs/decisions/0016."""

from collections.abc import Callable

ROOM = 16_000  # values on the stack: about a thousand calls deep


def on_one_stack(function: Callable) -> Callable:
    """
    The same function, with room for all that it calls in one piece of memory.

    CPython keeps frames in pieces of 16 KB and, before it learned to keep a spare one,
    gives a piece back as soon as it is empty (gh-142183). A loop in a template within
    templates meets the end of a piece and maps and unmaps memory with every call.
    """

    def call(*args):
        return function(*args)

    call.__code__ = call.__code__.replace(co_stacksize=ROOM)
    return call
