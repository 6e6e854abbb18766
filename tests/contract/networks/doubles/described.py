"""Requests held against an official description."""

from __future__ import annotations

import email.parser
import email.policy
import json
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.contract.networks.gate import Request, Response

_FOLDER = Path(__file__).parents[1] / "descriptions"


class Described:
    """The operations of ``descriptions/<name>.json``. ``always`` are query parameters that every operation takes."""

    def __init__(self, name: str, *, always: Collection[str] = ()) -> None:
        self.all = _load(name)
        self._always = set(always)

    def check(self, operation: str, request: Request, *, files: Collection[str] = ()) -> list[str]:
        """What is wrong with a request, in sentences; ``files`` are parts of a form that hold a file."""
        described = self.all["operations"].get(operation)
        if described is None:
            return [f"{operation}: no such operation"]
        wrong = []
        query = request.query
        for name, value in query.items():
            if name in self._always:
                continue
            schema = described["query"].get(name)
            if schema is None:
                wrong.append(f"{operation}: no parameter {name}")
            elif "enum" in schema and value not in schema["enum"]:
                wrong.append(f"{operation}: {name} is none of {schema['enum']}")
        wrong += [f"{operation}: {name} is missing" for name in described.get("required", ()) if name not in query]
        body = body_of(request, files=files)
        if "body" in described:
            schema = {**described["body"], "components": {"schemas": self.all.get("schemas", {})}}
            found = jsonschema_rs.validator_for(schema)
            wrong += [
                f"{operation}: {error.message} at {list(error.instance_path)}" for error in found.iter_errors(body)
            ]
        elif request.body:
            wrong.append(f"{operation}: takes no body")
        return wrong

    def check_fields(self, kind: str, fields: str) -> list[str]:
        """Whether a kind of node has the fields and edges asked for, at the first level."""
        known = set(self.all["fields"][kind])
        return [f"{kind} has no field {name}" for name in top_level(fields) if name not in known]


def top_level(fields: str) -> list[str]:
    """``a,b{c,d}`` gives ``a`` and ``b``."""
    while "{" in fields:
        fields = re.sub(r"\{[^{}]*\}", "", fields)
    return [name for name in fields.split(",") if name]


def body_of(request: Request, *, files: Collection[str] = ()) -> dict[str, Any]:
    """The words of a body, JSON or form; what a form writes as words is read as what it says."""
    kind = request.headers.get("content-type", "")
    if not request.body:
        return {}
    if kind.startswith("application/json"):
        return dict(json.loads(request.body))
    return {name: _read(value) for name, value in form_of(request).items() if name not in files}


def form_of(request: Request) -> dict[str, str]:
    """A form's parts; files as latin-1."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return Request("GET", "/?" + request.body.decode(), {}, b"").query
    parsed = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(
        b"Content-Type: " + kind.encode() + b"\r\n\r\n" + request.body
    )
    found = {}
    for part in parsed.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        is_file = part.get_filename() is not None
        found[name] = content.decode("latin-1" if is_file else "utf-8")
    return found


def answer(said: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status, json.dumps(said).encode(), {"Content-Type": "application/json", **(headers or {})})


def _read(value: str) -> Any:
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if value.isdigit() and len(value) < 12 else value


@cache
def _load(name: str) -> dict[str, Any]:
    return dict(json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")))
