"""The forms of ``exam.yaml``, ``course.yaml`` and a sitting's file, for the loaders and for editors."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr, WithJsonSchema

from solgen.exams.cost import MEASURES
from solgen.questions.schema import LENGTH, Form, Literal_, SpecificationData

LANGUAGE = r"^([a-z]{2,3}(-[A-Z]{2})?)?$"
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _plain(data: object) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)


Text = Annotated[StrictStr, BeforeValidator(lambda data: "" if data is None else str(data) if _plain(data) else data)]


class PageForm(Form):
    """How pages look, as far as an exam may choose."""

    paper: Literal["a4", "letter", ""] = Field("", description="The size of the paper, a4 or letter.")
    cover: StrictBool | None = Field(None, description="Whether a cover stands before the first question.")
    table_of_marks: StrictBool | None = Field(
        None, alias="table of marks", description="Whether the cover has a table of marks."
    )
    answers: Literal["here", "elsewhere", ""] = Field(
        "", description="`here` prints the answer spaces, `elsewhere` leaves them out."
    )
    templates: Text = Field("", max_length=500, description="A folder of templates, beside this file.")


class CourseForm(PageForm):
    """What a ``course.yaml`` may say for all exams beside it."""

    course: Text = Field("", max_length=200, description="The name of the course.")
    date: Text = Field("", max_length=100, description="As it is printed.")
    duration: Text = Field("", max_length=100, description="As it is printed.")
    aids: Text = Field("", max_length=500, description="What may be used.")
    instructions: Text = Field("", max_length=2000, description="What the cover tells besides.")
    language: Text = Field("", pattern=LANGUAGE, description="A code such as en.")
    declare: StrictStr = Field("", description="Declarations for all questions.")
    macros: StrictStr = Field("", description="LaTeX macros for all questions.")


class PoolForm(Form):
    """Which questions a pool holds, by what they say of themselves."""

    topics: list[StrictStr] = Field([], description="Each question has one of these topics.")
    marks: StrictInt | None = Field(None, ge=0, description="What each question is worth.")
    folder: Text = Field("", max_length=500, description="Where they are; else beside the exam and in the bank.")


class SlotForm(Form):
    """A place in the exam."""

    question: StrictStr = Field("", description="The question that stands here.")
    pool: Annotated[Any, WithJsonSchema({"anyOf": [{"type": "array"}, PoolForm.model_json_schema()]})] = Field(
        None, description="The questions that may stand here: a list of names, or topics and marks."
    )
    take: StrictInt = Field(1, ge=1, le=100, description="How many of the pool stand here.")
    fixed: dict[str, Literal_] = Field({}, description="Values that are the same on every paper.")
    repeats: StrictBool | None = Field(None, description="Whether two students may get the same variant.")
    space: StrictStr = Field("", pattern=f"^$|{LENGTH}", description="The answer space of each part, such as 7cm.")
    band: dict[str, Text] = Field(
        {}, description=f"Least and greatest measure of a variant: {', '.join(MEASURES)}; such as `digits: 10..30`."
    )


Slots = Annotated[
    list[Any],
    WithJsonSchema(
        {
            "type": "array",
            "minItems": 1,
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": {"anyOf": [{"type": "string"}, SlotForm.model_json_schema()]},
                    },
                ]
            },
        }
    ),
]


class SectionForm(Form):
    """A run of slots under a title."""

    title: Text = Field("", max_length=200, description="What is printed above its questions.")
    instructions: Text = Field("", max_length=2000, description="What is printed below the title.")
    shuffle: StrictBool = Field(False, description="Whether each paper has its questions in another order.")  # noqa: FBT003 -- pydantic's default
    slots: Slots = Field(min_length=1, max_length=200, description="The questions in order.")


class ExamForm(CourseForm):
    """What an exam says."""

    id: StrictStr = Field(pattern=ID, max_length=60, description="The name of the exam.")
    title: Text = Field(min_length=1, max_length=200, description="What the cover says.")
    slots: Slots | None = Field(None, min_length=1, max_length=200, description="The questions in order.")
    sections: list[SectionForm] | None = Field(
        None, min_length=1, max_length=50, description="Runs of questions, instead of `slots`."
    )
    shuffle: StrictBool = Field(False, description="Whether each paper has its questions in another order.")  # noqa: FBT003 -- pydantic's default
    repeats: StrictBool = Field(False, description="Whether two students may get the same variant.")  # noqa: FBT003 -- pydantic's default
    shared: dict[str, SpecificationData] = Field(
        {}, description="Parameters drawn once a paper, for all questions that have them."
    )


class AccommodationForm(Form):
    """What one student is granted."""

    large_print: StrictBool = Field(False, alias="large print", description="Whether the paper has large letters.")  # noqa: FBT003 -- pydantic's default
    extra_time: Text = Field("", alias="extra time", max_length=20, description="A part of the duration, such as 25%.")


class RosterForm(Form):
    """Which columns of the roster hold what, where its header does not tell."""

    id: Text = Field("", max_length=200, description="The heading of the column with the students' ids.")
    name: Text = Field("", max_length=200, description="The heading of the column with their names.")


class SittingForm(Form):
    """What a sitting's file says."""

    name: Text = Field("", pattern=f"^$|{ID}", max_length=60, description="The name of the sitting.")
    date: Text = Field("", max_length=100, description="As it is printed.")
    duration: Text = Field("", max_length=100, description="As it is printed.")
    aids: Text = Field("", max_length=500, description="What may be used.")
    instructions: Text = Field("", max_length=2000, description="What the cover tells besides.")
    language: Text = Field("", pattern=LANGUAGE, description="A code such as es, in place of the exam's.")
    secret: Text = Field("", max_length=500, description="The file of the secret, beside this one.")
    repeats: StrictBool = Field(False, description="Whether two students may get the same variant.")  # noqa: FBT003 -- pydantic's default
    accommodations: dict[str, AccommodationForm] = Field({}, description="By a student's id, what is granted.")
    roster: RosterForm = Field(RosterForm.model_validate({}), description="Which columns of the roster hold what.")


def json_schema(form: type[Form]) -> dict[str, object]:
    """The JSON Schema of ``ExamForm``, ``CourseForm`` or ``SittingForm``, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **form.model_json_schema(by_alias=True)}
