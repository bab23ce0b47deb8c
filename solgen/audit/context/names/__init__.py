"""Which names there are in a stretch of text, and what the way they are used says about each.

A name is a base with the scripts that belong to it; which do is decided for all uses of a base together:

* a subscript is an index where its letters run over a range somewhere, else a label: ``w_j``, but ``P_A``;
* a subscript in brackets beside plain indices says a place in the ordered sample: ``y_{(1)}`` beside ``y_i``;
* a superscript is part of the name where it is a star, a word or an index; else an exponent or a transpose;
* a prime is a derivative on functions, else part of the name;
* a bracket behind a name is an argument where the name is defined so, carries a prime, is differentiated, or is a
  letter that only functions have (and never stands without a bracket); else a factor.
"""

from __future__ import annotations

from solgen.audit.context.names.finding import find_names
from solgen.audit.context.names.found import ORDERED, Found, Names, Seen, name_in

__all__ = ["ORDERED", "Found", "Names", "Seen", "find_names", "name_in"]
