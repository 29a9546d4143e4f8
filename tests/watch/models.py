"""The one reader of a vendor's models: AWS describes each of its interfaces in the package botocore."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

import botocore
from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader

NAME = f"botocore {botocore.__version__}"


@cache
def _model(service: str) -> dict[str, Any]:
    try:
        return Loader().load_service_model(service, "service-2")
    except DataNotFoundError:
        return {}


def documentation(service: str, at: str) -> str | None:
    """Return what a model says at a place, as plain text on one line; None where there is no such place.

    service: the name of the interface, such as "lambda". at: an operation, a shape, or a member of a shape, such as
    "CreateFunctionRequest.Timeout".
    """
    model = _model(service)
    name, _, member = at.partition(".")
    shape = model.get("shapes", {}).get(name)
    place = (shape or {}).get("members", {}).get(member) if member else model.get("operations", {}).get(name, shape)
    if place is None:
        return None
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", place.get("documentation", ""))).split())
