"""What the notula tests share: the registry, the scorer, and reading a text as if it had been uploaded."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.notula.extract import extract
from reports.notula.organisations import Organisations
from reports.notula.read import read

SAMPLES = Path(__file__).parents[2] / "data" / "notula"
Reader = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def registry() -> dict[str, Any]:
    """Organisations and commitments of the samples."""
    loaded: dict[str, Any] = json.loads((SAMPLES / "registry.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def known(registry: dict[str, Any]) -> Organisations:
    """The organisations of the registry."""
    return Organisations.of_registry(registry)


@pytest.fixture(scope="session")
def note(registry: dict[str, Any]) -> Reader:
    """Reads a text or the bytes of a file to a draft."""

    def read_it(content: str | bytes, name: str = "notula.txt", *, with_registry: bool = True) -> dict[str, Any]:
        data = content if isinstance(content, bytes) else content.encode()
        return read(extract(data, name), registry if with_registry else None)

    return read_it


@pytest.fixture(scope="session")
def scorer(registry: dict[str, Any]) -> Any:
    """The scorer as it was delivered with the samples."""
    spec = importlib.util.spec_from_file_location("score_notula", SAMPLES / "score_notula.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Scorer(registry)
