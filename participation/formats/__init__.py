"""
The formats: what kinds of activities there are.

Each module in this package describes one format over the shared tables and
registers it. A new format is a new file here and nothing else.
"""

import pkgutil
from importlib import import_module

from participation.formats.base import Format, get, register, registered

__all__ = ["Format", "get", "load", "register", "registered"]


def load() -> None:
    """Import every module of this package, so that it registers its format."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
