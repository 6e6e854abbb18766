"""The API described for a page, from what the operations themselves declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ninja import NinjaAPI

from balise.web.access.permissions import Permission
from balise.web.api.guarding import Bearer
from balise.web.api.problems import PROBLEMS
from balise.web.api.scopes import Scope


@dataclass(frozen=True, kw_only=True)
class Described:
    """One operation."""

    id: str
    method: str
    path: str
    summary: Any
    permission: Permission
    scope: Scope | None
    fields: tuple[tuple[str, str, bool], ...]  # of the body: name, what it is, whether it must be given


def guards(api: NinjaAPI) -> Iterator[tuple[str, str, Any, Bearer]]:
    """Method, path, operation and guard of each; an operation without a guard of ours is an error."""
    for router in api._get_bound_routers():  # the operations with what their routers add, which ``urls`` serves
        for path, view in router.path_operations.items():
            for operation in view.operations:
                (guard,) = operation.auth_callbacks
                if not isinstance(guard, Bearer):
                    raise TypeError(f"{path}: auth=asks(Permission.…)")
                for method in operation.methods:
                    yield method, path, operation, guard


def operations_of(api: NinjaAPI) -> list[Described]:
    """Every operation, in the order of the description."""
    schema = api.get_openapi_schema(path_prefix="")
    shapes = schema["components"]["schemas"]
    found = []
    for method, path, operation, guard in guards(api):
        body = schema["paths"][path][method.lower()].get("requestBody")
        shape: dict[str, Any] = {}
        if body is not None:
            content = body["content"]["application/json"]["schema"]
            shape = shapes[content["$ref"].rpartition("/")[2]] if "$ref" in content else content
        required = set(shape.get("required", ()))
        fields = tuple((name, _kind(one), name in required) for name, one in shape.get("properties", {}).items())
        found.append(
            Described(
                id=operation.operation_id,
                method=method,
                path=path,
                summary=operation.summary,
                permission=guard.permission,
                scope=guard.scope,
                fields=fields,
            )
        )
    return found


def problems_for(language: str) -> list[tuple[str, int, str, str]]:
    """Code, status, title and detail of every problem, by status."""
    rows = [(code, status, *texts[language]) for code, (status, texts) in PROBLEMS.items()]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _kind(shape: dict[str, Any]) -> str:
    """A field in a few words, as the description has it: string, integer, one of its values, a list of something."""
    if "enum" in shape:
        return " | ".join(str(value) for value in shape["enum"])
    if "anyOf" in shape:
        return " | ".join(_kind(one) for one in shape["anyOf"])
    if "$ref" in shape:
        return str(shape["$ref"].rpartition("/")[2])
    kind = str(shape.get("type", "object"))
    if kind == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    return str(shape.get("format", kind))
