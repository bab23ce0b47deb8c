"""``dataclass`` as in the standard library, but frozen records with slots are made about six times as fast.

The standard decorator compiles six functions a class, which was two fifths of the time that the kernel takes to start.
Here a record's ``__init__``, ``__eq__`` and ``__hash__`` are compiled together, and the other methods are shared. What
they do is the same, and a test compares them. A class that asks for anything else goes to the standard library.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """A decorator that gives a class the methods of a dataclass."""

        def made(cls: type) -> type:
            if frozen and slots and eq and _is_plain(cls):
                return _record(cls)
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, eq=eq)

        return made


def _is_plain(cls: type) -> bool:
    """Whether the class inherits nothing, writes no method of a dataclass itself and has fields without conditions."""
    fields = [value for value in vars(cls).values() if isinstance(value, dataclasses.Field)]
    return (
        cls.__bases__ == (object,)
        and vars(cls).keys().isdisjoint(_METHODS)
        and all(each.init and each.repr and each.compare and each.hash is None for each in fields)
        and not any(each.kw_only is True for each in fields)
        and not any("ClassVar" in str(kind) or "KW_ONLY" in str(kind) for kind in cls.__annotations__.values())
    )


def _record(cls: type) -> type:
    """The class with slots, and with methods written for its fields."""
    made: Any = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
    fields = dataclasses.fields(made)
    setters = {f"_set_{field.name}": vars(made)[field.name].__set__ for field in fields}
    names = {**setters, "_factory": dataclasses.MISSING}
    parameters, settings = ["self"], []
    for field in fields:
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            names[f"_make_{value}"] = field.default_factory
            parameters.append(f"{value}=_factory")
            settings.append(f"_set_{value}(self, _make_{value}() if {value} is _factory else {value})")
            continue
        if field.default is not dataclasses.MISSING:
            names[f"_default_{value}"] = field.default
            parameters.append(f"{value}=_default_{value}")
        else:
            parameters.append(value)
        settings.append(f"_set_{value}(self, {value})")
    own = "".join(f"self.{field.name}, " for field in fields)
    source = (
        f"def __init__({', '.join(parameters)}):\n"
        + "".join(f"    {setting}\n" for setting in settings or ["pass"])
        + ("    self.__post_init__()\n" if hasattr(made, "__post_init__") else "")
        + "def __eq__(self, other):\n"
        + "    if other.__class__ is not self.__class__:\n        return NotImplemented\n"
        + f"    return ({own}) == ({own.replace('self.', 'other.')})\n"
        + f"def __hash__(self):\n    return hash(({own}))\n"
    )
    methods: dict[str, object] = {}
    exec(source, names, methods)  # noqa: S102 -- as the standard library does; the source is made of field names only
    for name, method in {**methods, **_SHARED}.items():
        setattr(made, name, method)
    made.__dataclass_params__.frozen = True
    return made  # type: ignore[no-any-return]


@recursive_repr()
def _repr(self: object) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).__slots__)  # type: ignore[attr-defined]
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(_self: object, name: str, _value: object) -> None:
    message = f"cannot assign to field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _refuse_deletion(_self: object, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in type(self).__slots__]  # type: ignore[attr-defined]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(type(self).__slots__, state, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(self, name, value)


_SHARED = {
    "__repr__": _repr,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_deletion,
    "__getstate__": _state,
    "__setstate__": _restore,
}
_METHODS = frozenset({"__init__", "__eq__", "__hash__", *_SHARED})
