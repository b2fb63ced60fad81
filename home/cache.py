"""
A cache that may fail without anybody noticing.

The cache is never the truth (security rule 16). When the one of the town does
not answer, this process's own memory takes over for a few seconds, so that
neither a page nor a sign-in waits or breaks.
"""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
PAUSE = 10  # seconds for which a cache that failed is left alone


class SteadyCache(BaseCache):
    """The cache described by the option ``main``, with memory to fall back on."""

    def __init__(self, name, params):
        super().__init__(params)
        main = dict(params["OPTIONS"]["main"])
        backend = import_string(main.pop("BACKEND"))
        self.main = backend(main.pop("LOCATION", ""), main)
        self.memory = LocMemCache(f"steady-{name}", {})
        self.rest_until = 0.0

    def _ask(self, method, *args, **kwargs):
        if time.monotonic() >= self.rest_until:
            try:
                return getattr(self.main, method)(*args, **kwargs)
            except ValueError:  # a missing key for incr: part of the contract
                raise
            except Exception as error:  # whatever the cache server throws
                self.rest_until = time.monotonic() + PAUSE
                logger.warning("The cache does not answer: %s", type(error).__name__)
        return getattr(self.memory, method)(*args, **kwargs)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._ask("get", key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("set", key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("touch", key, timeout, version)

    def delete(self, key, version=None):
        return self._ask("delete", key, version)

    def incr(self, key, delta=1, version=None):
        return self._ask("incr", key, delta, version)

    def has_key(self, key, version=None):
        return self._ask("has_key", key, version)

    def get_many(self, keys, version=None):
        return self._ask("get_many", keys, version)

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("set_many", data, timeout, version)

    def delete_many(self, keys, version=None):
        return self._ask("delete_many", keys, version)

    def clear(self):
        self.memory.clear()
        return self._ask("clear")

    def close(self, **kwargs):
        return self._ask("close", **kwargs)
