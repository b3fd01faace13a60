"""The reference of the API as a page of our own: FastAPI's loads its script from elsewhere."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def read_reference(request: Request) -> HTMLResponse:
    """Show what the API's paths are, what they take, and an example of what they give."""
    schema = request.app.openapi()
    return page(request, "reference.html", {"title": "The API", "operations": _operations(schema)})


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "anchor": operation["operationId"],
            "about": operation.get("description", operation.get("summary", "")),
            "parameters": [_parameter(schema, one) for one in operation.get("parameters", [])],
            "answers": [_answer(status, one) for status, one in operation["responses"].items()],
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _parameter(schema: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    kinds = [_resolved(schema, one) for one in _alternatives(parameter["schema"])]
    values = [value for kind in kinds for value in kind.get("enum", [])]
    bounds = [f"{word} {kind[key]}" for kind in kinds for key, word in _BOUNDS if key in kind]
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter.get("required", False),
        "kind": kinds[0].get("format", kinds[0].get("type", "")),
        "values": values,
        "bounds": ", ".join(bounds),
        "default": parameter["schema"].get("default"),
        "about": parameter.get("description", ""),
    }


_BOUNDS = (("minimum", "from"), ("maximum", "to"), ("maxLength", "of characters up to"))


def _alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]


def _resolved(schema: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    reference = one.get("$ref", "").rpartition("/")[2]
    named: dict[str, Any] = schema["components"]["schemas"][reference] if reference else one
    return named


def _answer(status: str, answer: dict[str, Any]) -> dict[str, Any]:
    content = answer.get("content", {})
    examples = [(media, shown["example"]) for media, shown in content.items() if "example" in shown]
    return {"status": status, "about": answer.get("description", ""), "examples": examples}
