"""Every route as every role and as nobody, with inputs made from the OpenAPI document itself (schemathesis).

No answer is a 5xx, and each has a status, a media type and a shape that the document declares. ``make fuzz`` tries more
(TRUYVET_FUZZ: examples of each route that the role may use).
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.python import asgi
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.accounts.roles import Role
from service.api.documents import answers, plain
from tests.service.accounts.test_roles import _ROLES, TABLE
from tests.service.hostile.world import World

EXAMPLES = int(os.environ.get("TRUYVET_FUZZ", "4"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: A request's credentials are the role's.
CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(default=ProjectConfig(generation=GenerationConfig(with_security_parameters=False)))
)
LETTERS = {role: letter for letter, role in _ROLES.items()}


def operations(schema: BaseSchema) -> Iterator[APIOperation]:
    for found in schema.get_all_operations():
        yield found.ok()


def may(role: Role | None, operation: APIOperation) -> bool:
    who = TABLE.get((operation.method.upper(), operation.path), "*")
    return who == "*" or (role is not None and LETTERS[role] in who)


@pytest.fixture(scope="module")
def schema(world: World) -> BaseSchema:
    return schemathesis.openapi.from_dict(world.app.openapi(), config=CONFIG)


@st.composite
def cases(draw: st.DrawFn, operation: APIOperation, known: Mapping[str, list[Any]]) -> Case:
    """Return a request: one that the document allows, or one that breaks it somewhere.

    In the place of some of what was made up stands what the world knows: else every key would be nobody's.
    """
    case: Case = draw(operation.as_strategy(generation_mode=draw(st.sampled_from(GenerationMode))))
    body = case.body if isinstance(case.body, dict) else {}
    for values in (case.path_parameters, case.query, case.headers, body):
        for name in list(values or {}):
            if name.lower() in known and draw(st.integers(0, 3)):
                values[name] = draw(st.sampled_from(known[name.lower()]))
    return case


@pytest.mark.parametrize("role", [None, *Role])
def test_no_answer_is_outside_of_what_is_declared(world: World, schema: BaseSchema, role: Role | None) -> None:
    session = asgi.ASGIClient(world.app)
    failed: list[str] = []
    for operation in operations(schema):

        @settings(
            max_examples=EXAMPLES if may(role, operation) else 1,
            derandomize="TRUYVET_FUZZ" not in os.environ,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases(operation, world.known))
        def tried(case: Case) -> None:
            answer = case.call(session=session, app=world.app, headers=world.headers(role))
            case.validate_response(answer, checks=CHECKS)

        try:
            tried()
        except Exception as error:  # the app lets its unexpected errors through to the server
            failed.append(f"{operation.label}: {type(error).__name__}: {error}")
    assert not failed, "\n\n".join(failed)


def test_the_table_of_answers_is_of_all_routes(world: World) -> None:
    table = answers()
    paths = world.app.openapi()["paths"]
    routes = {f"{method.upper()} {plain(path)}" for path, item in paths.items() for method in item}
    assert routes == set(table), "service/api/documents.py"
