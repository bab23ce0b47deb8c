"""Every code that this room can report is explained."""

from __future__ import annotations

import re
from pathlib import Path

import solgen.documents
from solgen.diagnostics import explanation

CODE = re.compile(r'"((?:document|role|claim|goal|context|judge)-[a-z-]+)"')


def test_every_code_of_the_room_has_a_page_with_a_title():
    rooms = Path(solgen.documents.__path__[0]).glob("*.py")
    codes = {code for room in rooms for code in CODE.findall(room.read_text(encoding="utf-8"))}
    assert len(codes) > 50
    unexplained = {code for code in codes if not (explanation(code) or "").startswith("# ")}
    assert unexplained == set()
