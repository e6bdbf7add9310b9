"""Values that are kept between clicks, for all visitors of this process.

Streamlit's own caches hash every argument anew at each click; here the key is compared as it is. What is kept is
frozen and shared. The key must hold everything that the value hangs on.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """As many values as it may hold; the one that was not asked for longest makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._making: dict[Key, Lock] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """The value, if it is there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep it."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def of(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value; who asks first makes it, and who asks meanwhile waits for that one."""
        found = self.get(key)
        if found is not None:
            return found
        with self._lock:
            making = self._making.setdefault(key, Lock())
        try:
            with making:
                found = self.get(key)
                if found is None:
                    found = make()
                    self.put(key, found)
        finally:
            with self._lock:
                self._making.pop(key, None)
        return found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
