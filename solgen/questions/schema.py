"""The form of a question's front matter, for the loader and for editors."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, WithJsonSchema

from solgen.questions.question import AnswerKind
from solgen.questions.values import from_yaml

LENGTH = r"^[0-9]+(\.[0-9]+)?(cm|mm|in|pt)$"


def _as_number(data: object) -> object:
    value = from_yaml(data)
    if not isinstance(value, Fraction) or value < 0:
        raise ValueError("a number such as `1/5` or `0.01` is expected")
    return value


def _as_text(data: object) -> object:
    """YAML reads `3`, `true` and `1/2` as it likes; here the text is wanted."""
    if isinstance(data, (bool, int, Fraction)):
        return str(data).lower() if isinstance(data, bool) else str(data)
    return data


Number = Annotated[
    Fraction, BeforeValidator(_as_number), WithJsonSchema({"type": ["number", "string"], "examples": ["1/5", 0.01]})
]
ExpressionText = Annotated[
    StrictStr, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number", "boolean"]})
]
Literal_ = Annotated[Any, WithJsonSchema({"type": ["string", "number", "boolean", "array"]})]
SpecificationData = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {
                    "type": "object",
                    "properties": {"list": {}, "length": {}, "distinct": {"type": "boolean"}},
                    "required": ["list", "length"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"choice": {"type": "array", "minItems": 1}},
                    "required": ["choice"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"rows": {"type": "array", "items": {"type": "object"}, "minItems": 1}},
                    "required": ["rows"],
                    "additionalProperties": False,
                },
            ],
            "examples": ["1 | 2 | 3", "20..200 step 10", "list of 4..6 of 1..20, distinct"],
        }
    ),
]


class Form(BaseModel):
    """A mapping whose keys are known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class PartForm(Form):
    """A part: what it is worth, and the space left for its answer."""

    marks: StrictInt = Field(ge=0, le=1000, description="What the part is worth.")
    space: StrictStr = Field("", pattern=LENGTH, description="The space left for the answer, such as 7cm.")


class AnswerForm(Form):
    """An answer that a part asks for."""

    part: StrictStr = Field(description="The part that asks for it.")
    kind: AnswerKind = Field(description="What it is, and so how it is compared.")
    unit: StrictStr = Field("", description="The unit of a quantity, such as s.")
    tolerance: Number | None = Field(None, description="How far a number may be off.")
    relative_tolerance: Number | None = Field(
        None, alias="relative tolerance", description="How far a number may be off, as a part of it."
    )


class QuestionForm(Form):
    """The front matter of a question: names, kinds and numbers. Mathematics stands in the body."""

    id: StrictStr = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, description="The name of the question.")
    title: StrictStr = Field(min_length=1, max_length=200, description="What the sheet prints above it.")
    topics: list[StrictStr] = Field([], description="Words to find it by.")
    parameters: dict[str, SpecificationData] = Field({}, description="What varies, and among which values.")
    derive: dict[str, ExpressionText] = Field({}, description="Values worked out from others, in this order.")
    constraints: list[ExpressionText] = Field([], description="Comparisons that every variant meets.")
    reference: dict[str, Literal_] = Field({}, description="The question's own values.")
    formulas: dict[str, dict[str, StrictStr]] = Field({}, description="Named LaTeX, chosen by a parameter's word.")
    parts: dict[str, PartForm] = Field(min_length=1, description="The parts, `only` where there is one.")
    answers: dict[str, AnswerForm] = Field({}, description="What the parts ask for.")
    declare: StrictStr = Field("", description="What the names of the formulas stand for, one declaration a line.")


def json_schema() -> dict[str, object]:
    """The JSON Schema of a question's front matter."""
    schema = QuestionForm.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
