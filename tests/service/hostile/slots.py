"""Every place of the API where a text can be put, taken from the OpenAPI document: what is added is tried by itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from httpx2 import Response

from service.accounts.roles import Role
from tests.service.accounts.test_roles import _ROLES, TABLE
from tests.service.hostile.world import World

#: What every request may carry, whether its route knows it or not.
HEADERS = ("X-Purpose", "Accept", "Accept-Language", "Origin", "Referer", "X-Forwarded-For", "X-Request-ID", "Cookie")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a text: a route, where in its request (path, query, header, json, form, file name), and the name.

    ``rest`` is what the request needs besides.
    """

    method: str
    path: str
    where: str
    name: str
    rest: Mapping[str, Any] = field(default_factory=dict)
    listed: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.where} {self.name}"

    @property
    def role(self) -> Role | None:
        """Return somebody who may use the route."""
        who = TABLE.get((self.method, self.path), "*")
        return None if who == "*" else _ROLES[who[0]]

    def send(self, world: World, text: str) -> Response:
        """Send a request with the text in this place."""
        values: dict[str, Any] = {where: dict(some) for where, some in self.rest.items()}
        values.setdefault(self.where, {})[self.name] = [text] if self.listed else text
        path = self.path
        for name, value in values.get("path", {}).items():
            path = path.replace(f"{{{name}}}", quote(_bytes(value), safe=""))
        if query := values.get("query"):
            pairs = [
                (name, one) for name, some in query.items() for one in (some if isinstance(some, list) else [some])
            ]
            path += "?" + "&".join(f"{name}={quote(_bytes(str(value)), safe='')}" for name, value in pairs)
        headers = [(name.encode(), value.encode()) for name, value in world.headers(self.role).items()]
        headers += [(name.encode(), _bytes(value)) for name, value in values.get("header", {}).items()]
        content = None
        if "json" in values:
            headers.append((b"content-type", b"application/json"))
            content = json.dumps(values["json"]).encode()
        if "form" in values or "file" in values:
            headers.append((b"content-type", b"multipart/form-data; boundary=limit"))
            content = _multipart(values.get("form", {}), values.get("file", {}).get("name", "a.xlsx"))
        return world.client.request(self.method, path, headers=headers, content=content)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _multipart(fields: Mapping[str, str], name: str) -> bytes:
    """Return a form as its sender writes it, whatever the texts hold."""
    parts = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (field.encode(), _bytes(str(value)))
        for field, value in fields.items()
    ]
    # A browser escapes what would end the name (HTML, 4.10.21.8).
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    parts.append(b'Content-Disposition: form-data; name="file"; filename="%s"\r\n\r\nno workbook' % _bytes(escaped))
    return b"".join(b"--limit\r\n" + part + b"\r\n" for part in parts) + b"--limit--\r\n"


def slots(world: World) -> Iterator[Slot]:
    """Yield every slot of the API."""
    document = world.app.openapi()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            route = Slot(method.upper(), path, "", "")
            yield from _of_route(world, document, route, operation)


def _of_route(world: World, document: Mapping[str, Any], route: Slot, operation: Mapping[str, Any]) -> Iterator[Slot]:
    rest: dict[str, dict[str, Any]] = {}
    found: list[Slot] = [replace(route, where="header", name=name) for name in HEADERS]
    for parameter in operation.get("parameters", ()):
        where, name, schema = parameter["in"], parameter["name"], _resolved(document, parameter["schema"])
        if where == "path" or parameter.get("required"):
            rest.setdefault(where, {})[name] = world.fitting(route.path, name)
        if (text := _takes_text(schema)) is not None:
            found.append(replace(route, where=where, name=name, listed=text))
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        where = "json" if media == "application/json" else "form"
        schema = _resolved(document, body["schema"])
        rest[where] = {name: world.fitting(route.path, name) for name in schema.get("required", ()) if name != "file"}
        if where == "form":
            found.append(replace(route, where="file", name="name"))
        for name, one in schema["properties"].items():
            if name != "file" and (text := _takes_text(_resolved(document, one))) is not None:
                found.append(replace(route, where=where, name=name, listed=text))
    yield from (replace(slot, rest=rest) for slot in found)


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return dict(document["components"]["schemas"][name])
    return dict(schema)


def _takes_text(schema: Mapping[str, Any]) -> bool | None:
    """Tell whether a schema takes a text (False) or a list of texts (True); None: neither."""
    for one in schema.get("anyOf", [schema]):
        if one.get("type") == "string" or "enum" in one or "const" in one:
            return False
        if one.get("type") == "array":
            return True
    return None
