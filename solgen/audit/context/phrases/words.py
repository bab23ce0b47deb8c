"""The English words that are understood, in tables: another language is another such file.

Every entry is a regular expression in lower case; the texts that they are matched with are lower-cased. Formulas
stand in those texts as ``⟦5⟧``, the number being the formula's.
"""

from __future__ import annotations

from typing import Final

FORMULA: Final = r"⟦(\d+)⟧"
FORMULAS: Final = r"⟦\d+⟧(?:\s*,?\s*(?:and|or|,|/)?\s*⟦\d+⟧)*"
"""One formula, or several set off by commas and "and"."""

LET: Final = (
    r"let", r"define", r"denote", r"denoting", r"defining", r"letting", r"setting", r"set", r"put", r"putting",
    r"given(?! by)", r"consider", r"introduce", r"introducing", r"where", r"with", r"call", r"we call", r"i\.e\.,?",
    r"that is,?",
    r"namely", r"we try", r"trying", r"take", r"taking", r"for brevity", r"abbreviate", r"choose", r"here",
    r"assume(?: that)?", r"assuming(?: that)?", r"suppose(?: that)?", r"we have seen(?: that)?",
)  # fmt: skip
"""After these, with a few words between, an equation with a fresh name on its left defines that name."""

DEFINED_AS: Final = (
    r"(?:is|are|be) (?:simply |then |now )?(?:given|defined|denoted) (?:as|by|to be|through)(?: follows)?",
    r"can be (?:defined|written)(?: as follows| as| by)?", r"defined as(?: follows)?", r"defined by", r"by definition",
    r"of the form", r"we define", r"(?:^|we )write",
)  # fmt: skip
"""Right before a formula these define; what stands left must be a fresh name."""

ASSUME: Final = (
    r"let", r"assume(?: that)?", r"assuming(?: that)?", r"suppose(?: that)?", r"supposing(?: that)?",
    r"given(?: that)?(?! by)", r"provided(?: that)?", r"where", r"with",
    r"under the (?:assumption|condition|constraint)(?: that)?",
    r"subject to", r"as long as", r"restricted to", r"in the range", r"knowing that", r"in any case",
    r"(?:add|adds|adding) up to (?:one|\d+)", r"sums? to (?:one|\d+)", r"summing to (?:one|\d+)",
    r"normali[sz]ed(?: so that| such that)?",
)  # fmt: skip
"""After these a relation is a hypothesis."""

DEFINED_BY_NOUN: Final = (
    r"(?:the|a|an) (?:\w+ )?(?:function|map(?:ping)?|polynomial|quadratic form|density|series|sequence|estimator)",
    r"(?:the|a|an) (?:\w+ )?(?:statistic|matrix|vector|quantity|abbreviation|notation)",
)  # fmt: skip
"""Right before an equation these name what its left side is, and the equation says which."""

LOCAL: Final = (
    r"if", r"for", r"when", r"whenever", r"in case", r"for all", r"for every", r"for each", r"for any",
    r"(?<!arrive[\s])(?<!arrives[\s])at(?! least| most)", r"unless", r"e\.g\.,?", r"for example",
)  # fmt: skip
"""Hypotheses after these hold for their paragraph only; others for their part."""

NEXT_TO_FORMULA: Final = (
    r"(?:positive|negative|non-?negative|non-?zero) (?:real |constant )?(?:numbers?|constants?|scalars?)",
    r"learning rate", r"step size", r"constants?", r"parameters?", r"probabilit(?:y|ies)", r"scalars?",
    r"standard deviations?", r"variances?", r"temperature", r"penalty", r"rate",
)  # fmt: skip
"""What a name is called right before a bound on it."""

CLAIM: Final = (
    r"since", r"because", r"hence", r"thus", r"therefore", r"(?<!do[\s])so(?: that)?", r"it follows(?: that)?",
    r"we (?:get|obtain|have|find|conclude)(?: that)?",
    r"yields?", r"gives", r"implies", r"then", r"which (?:is|gives|means|yields)(?: that)?",
    r"using(?: the fact)?(?: that)?",
    r"we (?:also )?(?:know|see|note|can write|conclude)(?: that)?", r"recall(?: that)?", r"note(?: that)?",
    r"show(?: that)?",
    r"prove(?: that)?", r"verify(?: that)?", r"the fact(?: that)?",
)  # fmt: skip
"""After these a relation is claimed."""

MENTION: Final = (
    r"(?:root|solution|zero)s? of", r"such that:?", r"for which", r"satisfying",
    r"to minimi[sz]e [^.]*?we (?:put|set|need|require|solve)",
    r"to maximi[sz]e [^.]*?we (?:put|set|need|require|solve)",
    r"(?:we )?(?:require|need|want|look for|seek)(?: that)?", r"under which condition",
    r"determine (?:when|whether)", r"equate", r"equating", r"necessary condition(?: is)?",
    r"first[- ]order condition[s]?(?: is| reads)?", r"find when", r"solutions? to",
)  # fmt: skip
"""Before these forms an equation whose left side is no fresh name is one to be solved, neither true nor false."""

MENTION_DIRECTLY: Final = (
    r"(?:solve|solving|solves?)(?: the (?:equation|system|inequality)s?)?",
    r"the (?:condition|equation|inequality|system|case)s?(?: that| of| is)?", r"needs?", r"requires?",
    r"subject to(?: the (?:constraint|condition)s?(?: that)?)?",
    r"(?:vanish(?:es)?|(?:is|becomes) zero) (?:where|when|if|for|at|exactly for)",
    r"(?:is|lies|occurs|attained|found) at", r"does", r"whether", r"when does", r"not", r"never",
    r"(?!and\b|or\b|so\b)[a-z]+ (?:iff|if and only if|(?:exactly|precisely) (?:if|when|for))",
)  # fmt: skip
"""The same, right before the formula."""

DENIED: Final = (
    r"(?:(?:is|are|was|would be) (?:\w+ )?(?:not|never|no|wrong|false|incorrect)|does not|do not|need not|cannot|fails|"
    r"isn['’]t|doesn['’]t|(?:would|might|may) be (?:wrong|false))"
)
"""Behind a formula these say that it does not hold, so that nobody claims it."""

RESTRICTING: Final = r"where|wherever|when|whenever|if|at|for|with|while|once|until|as soon as|in case|as long as"
"""Right before an equation that gives a number to what depends on other things, these only look at that point."""

LAW: Final = (
    r"(?:equations? of (?:motion|state|equilibrium)|(?!de morgan)[a-z]+(?: [a-z]+)?['’]s (?:[a-z]+ )?law|gas law|"
    r"obeys?|(?:budget|resource) constraint|(?:energy|momentum|force|mass|heat) balance|"
    r"conservation of (?:energy|momentum|mass|charge))"
    r"(?: (?:is|are|reads?|gives|says|states|yields)(?: that)?)?[:,]?"
)
"""Before an equation that defines nothing these say that it is given by nature, or by a model."""

LEADS_ON: Final = (
    r"^,? ?(?:(?:we|one) (?:get|gets|have|has|find|finds|obtain|obtains)|this (?:is|gives|becomes)|"
    r"it (?:is|becomes|follows)|then|the [a-z]+ (?:is|becomes)) (?:that )?⟦"
)
"""Behind a condition these begin what holds under it: "and for ⟦2⟧ we get ⟦3⟧"."""

STARTING: Final = r"(?:start(?:ing|s|ed)?|begin(?:ning|s)?) (?:from|at|with|in|out at)"
"""Right before an equation for a name that is in use, these give a first value of it, for an example."""

OF_WHICH: Final = r"(?:for|of) (?:which|whom)"
"""Behind a name and a comma, what comes next is told of that name, and not asked of it."""

ASIDE: Final = (
    r"(?:falls?|rises?|grows?|shrinks?|increases?|decreases?|holds?) (?:while|once|until|where|wherever|as soon as)",
    r"(?:largest|smallest|greatest|least|highest|lowest|steepest|flattest|maximal|minimal|level|flat|constant) where",
    r"until", r"(?:ends?|stops?|terminates?|halts?|continues?|goes on|fails?|works?) (?:when|if|as long as)",
    r"(?:inflection|saddle) points? (?:is|are|lies?)(?: at)?",
    r"near", r"around", r"close to", r"in (?:a|the) neighbou?rhood of",
    r"on the (?:unit )?(?:circle|curve|line|ellipse|surface|sphere|plane|level set)",
    r"the (?:pieces?|terms?|cases?|ones?|summands?|components?|points?|entries|intervals?) (?:with|where)",
)  # fmt: skip
"""Right before a formula these say where something else holds: it is neither claimed nor assumed nor solved."""

SOUGHT: Final = (
    r"(?:look for|looking for|find|finding|seek|determine|search for|want|need)\b[^.⟦]*⟦\d+⟧ "
    r"(?:with|such that|for which|so that|satisfying|that satisf(?:y|ies)|where)[:,]?$"
)
"""What a name that is looked for has to satisfy."""

ZERO: Final = (
    r"equal to zero",
    r"(?<!up[\s])to zero",
    r"equal to ⟦\d+⟧",
    r"vanish(?:es)?",
    r"(?:is|be) zero",
    r"equals zero",
)

NEW: Final = (
    r"now",
    r"instead",
    r"this time",
    r"in this case",
    r"for this (?:case|part)",
    r"redefine",
    r"the new",
    r"then we have",
    r"next",
)
"""Words that let a name begin anew though an earlier part defined it."""

ALSO: Final = (r"", r"and", r"and let", r"or", r",", r"and set", r"as well as", r"respectively", r"and also", r"while",
              r"be odd", r"be even", r"is odd", r"is even", r"odd", r"even")  # fmt: skip
"""Between two formulas these carry on what stood before the first."""

AGAIN: Final = r"(?:i\.e\.|that is|in other words|equivalently|or equivalently|which means|meaning)"
"""Between two formulas these say the first one again."""

NUMBER_OF: Final = (
    r"(?:the |a |some |total |overall )*(?:number|count|amount|quantity|size|cardinality|"
    r"dimension|dimensionality|length|order)"
    r"(?: of| \(of)"
)
SIZE_WORDS: Final = (
    r"(?:(?:the )?(?:sample size|dimension|batch size|size|positive integer|natural number|positive whole number)|"
    r"the number)"
)
"""“n is the number” counts something; “a is a number” does not."""
COUNTED: Final = (
    r"(?:samples|patterns|observations|data(?:\s+points)?|points|examples|features|units|neurons|layers|"
    r"measurements|variables|trials|classes|inputs|outputs|rows|columns|parameters|students|terms|steps|"
    r"weights|entries|elements|components|coordinates|dimensions|numbers|tosses|throws|draws|values|vectors)"
)

MATRIX: Final = r"(?:matrix|matrices)"
VECTOR: Final = r"(?:vectors?|column vectors?|row vectors?)"
FUNCTION: Final = (
    r"(?:functions?|map(?:ping)?s?|activation(?:s| functions?)?|loss(?: functions?)?|nonlinearit(?:y|ies))"
)

PROPERTIES: Final = {
    r"symmetric": "symmetric",
    r"orthogonal": "orthogonal",
    r"orthonormal": "orthogonal",
    r"diagonal": "diagonal",
    r"invertible": "invertible",
    r"nonsingular|non-singular|regular": "invertible",
    r"symmetric positive definite|positive definite|positive-definite|spd": "positive definite",
    r"positive semidefinite|positive semi-definite|positive-semidefinite": "positive semidefinite",
}
"""Adjectives of matrices, and the property that each declares; longer ones are tried first."""

SQUARE: Final = (
    r"square|symmetric|orthogonal|invertible|nonsingular|non-singular|positive[- ](?:semi-?)?definite|identity"
)

NUMBER_WORDS: Final = {
    r"(?:strictly )?positive (?:real |constant |scalar )?(?:numbers?|constants?|scalars?|reals?|parameters?)": (
        "real",
        "positive",
    ),
    r"non-?negative (?:real )?(?:numbers?|constants?|scalars?|reals?)": ("real", "nonnegative"),
    r"non-?zero (?:real )?(?:numbers?|constants?|scalars?|reals?)": ("real", "nonzero"),
    r"positive (?:observations?|values?|data|measurements?|quantit(?:y|ies)|entries|random variables?)": (
        "real",
        "positive",
    ),
    r"positive integers?|natural numbers?": ("size", ""),
    r"(?:whole numbers?|integers?)": ("integer", ""),
    r"complex (?:numbers?|constants?)": ("complex", ""),
    r"real (?:numbers?|constants?|scalars?|variables?|parameters?)|reals": ("real", ""),
    r"constants?|scalars?|numbers?|coefficients?|biases|bias|intercept|slope|angles?": ("real", ""),
    r"(?:constant|unknown) (?:values?|parameters?)": ("real", ""),
    r"learning rate|step size|step-size|regulari[sz]ation (?:parameter|constant|strength)|penalty": ("real", ""),
    r"standard deviation": ("real", "positive"),
    r"probabilit(?:y|ies)": ("real", "in [0, 1]"),
}
"""What a name is called, its kind and its property."""

DATA: Final = (
    r"ground[- ]truth(?: values?| labels?)?", r"targets?(?: values?| vector| outputs?)?", r"labels?",
    r"observed (?:values?|response|outputs?|data)",
    r"observations?", r"data(?: points?| set)?", r"measurements?", r"measured values?",
    r"true (?:values?|labels?|outputs?)",
    r"desired outputs?", r"responses?(?: variables?)?", r"inputs?", r"samples?",
)  # fmt: skip
"""What is called so is data: it depends on nothing."""

SINGULAR_VALUES: Final = r"(?:svd|singular value decomposition|singular-value decomposition)"
THIN: Final = r"(?:thin|reduced|economy(?:-size)?|compact|economic)"
FULL: Final = r"(?:full|complete)"
EIGENVALUES: Final = (
    r"(?:eigen-?decomposition|eigenvalue decomposition|spectral decomposition|diagonali[sz]ation|spectral theorem)"
)
ORTHOGONAL_TRIANGULAR: Final = r"(?:qr[- ](?:decomposition|factori[sz]ation))"
CHOLESKY: Final = r"(?:cholesky(?:[- ](?:decomposition|factori[sz]ation))?)"

SETS: Final = (
    r"the (?:set|index set|collection) of (?:all |the )*(?:indices|numbers|points|values|elements|integers|"
    r"patterns|samples|reals|real numbers)?"
)
SETS_OF_THOSE: Final = r"the (?:set|collection) of (?:those|the others|all those)"
SUCH_THAT: Final = r"(?:such that|with|for which|satisfying|where|so that|that satisfy|having)"
IS_OR_NOTHING: Final = (
    r"(?:(?:is|are|be|denotes?|stands? for|represents?|means?|being|as) |,? ?(?=(?:the|its|their|our) ))"
)
"""In a list of meanings the verb stands once: "N is the number of patterns, K the number of units"."""
EVENTS: Final = r"(?:events?)"
RANDOM: Final = r"(?:random variables?|random vectors?)"
INDEPENDENT: Final = r"(?:independent|i\.i\.d\.)"
BE: Final = r"(?:is|are|be|denotes?|stands? for|represents?|means?|being|as)"
ORDINAL: Final = r"-?\s?(?:th|st|nd|rd)\b"
NUMBERED: Final = (
    r"(?:hidden |output |input )?(?:units?|neurons?|nodes?|components?|entry|entries|coordinates?|classes|class|"
    r"patterns?|observations?|steps?|rows?|columns?)"
)
"""Behind these a single letter that indices have is an index: "for unit $j$"."""
INDEX_WORDS: Final = r"(?:index|indices|subscripts?)"
DERIVATIVE_OF: Final = r"(?:the )?(?:first |second )?derivative of"
BASE: Final = {
    r"base 2|binary logarithms?|base two": "2",
    r"base 10|decimal logarithms?|common logarithms?|base ten": "10",
    r"natural log(?:arithm)?s?|base e|natural": "e",
}


POSITIVE: Final = {
    r"(?:strictly |both |all )*positive": "positive",
    r"(?:both |all )*non-?negative": "nonnegative",
    r"(?:both |all )*non-?zero": "nonzero",
}
"""What is said of numbers behind "is" or "are"."""

CONDITION_BEHIND: Final = (
    r"(?:exactly |only |precisely )?(?:for|if|when|whenever|provided(?: that)?|if and only if|iff|where|as long as|at)"
    r"(?: all| every| each| any)?"
)
"""Between a claim and the condition on which it is claimed."""
