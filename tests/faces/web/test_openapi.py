"""The REST API asked whatever its own OpenAPI lets be asked, and what it does not."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.faces.web.conftest import SAMPLES, Served, kept, serving

pytest.importorskip("fastapi")
schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = 12  # of each operation, of what it lets be asked and of what it does not
READING = 5  # where each has an article read


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page of its own: what is made up is written into its ledger."""
    from musnad.intake import read_articles

    articles = list(read_articles([str(SAMPLES / "press.jsonl")], on_problem=pytest.fail))
    path = tmp_path_factory.mktemp("fuzzed") / "press.db"
    with serving(kept(path, articles[:4]), burst=100_000, minute=1e7) as served:
        yield served


def modes(operation: Any) -> list[Any]:
    """What is made up for an operation: what it takes, and what is wrong if anything can be; any text is some id."""
    schemas = [one.definition["schema"] for one in operation.iter_parameters()]
    free = all(set(schema) <= {"type", "title"} and schema["type"] == "string" for schema in schemas)
    every = list(schemathesis.GenerationMode)
    return [schemathesis.GenerationMode.POSITIVE] if free and not operation.body else every


def test_the_api_withstands_what_is_made_up(own: Served) -> None:
    api = schemathesis.openapi.from_url(f"{own.url}/api/v1/openapi.json")
    from schemathesis.specs.openapi.checks import positive_data_acceptance  # no schema tells that a day must be one

    tried = []
    for found in api.get_all_operations():
        operation = found.ok()
        most = READING if operation.method == "post" else EXAMPLES
        for mode in modes(operation):

            @settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
            @given(case=operation.as_strategy(generation_mode=mode))
            def asked(case) -> None:
                case.call_and_validate(excluded_checks=[positive_data_acceptance])

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of schemathesis' own making
                asked()
        tried.append(operation.label)
    assert len(tried) > 8
