"""All known kinds of mistake, the most specific first: where several reproduce a line, the first is named."""

from __future__ import annotations

from typing import Final

from solgen.audit.mistakes import (
    added_for_multiplied,
    argument_not_scaled,
    bayes_swapped,
    brackets_lost,
    constant_summed_once,
    derivative_at_output,
    digits_swapped,
    domain_enlarged,
    dropped_transpose,
    exponent_off_by_one,
    exponent_sign,
    exponential_of_sum,
    extra_factor,
    extra_term,
    factor_inverted,
    factors_dropped_in_inverse,
    fraction_upside_down,
    fractions_added,
    free_index,
    function_made_linear,
    index_outside_sum,
    inner_derivative_dropped,
    inverse_of_product,
    inverse_of_sum,
    log_of_product,
    log_of_sum,
    lost_factor,
    lost_factorial,
    lost_inverse,
    lost_matrix,
    lost_sign,
    lost_square,
    lost_term,
    matrices_swapped,
    mean_not_divided,
    minus_not_distributed,
    missing_exp,
    missing_log,
    missing_root,
    missing_sum,
    off_by_one,
    one_root_lost,
    power_not_lowered,
    power_of_product,
    power_of_sum,
    power_rule_for_exponential,
    powers_multiplied,
    prime_dropped,
    product_rule,
    quotient_rule,
    root_of_sum,
    rounding,
    shapes,
    solution_lost,
    square_of_sum,
    sum_as_multiple,
    sum_of_products,
    transpose_of_product,
    unequal_cancelled,
    vacuous_condition,
    wrong_derivative,
    wrong_index,
    wrong_size,
    wrong_unit,
)
from solgen.audit.mistakes.rule import MistakeRule, VerdictRule

RULES: Final[tuple[MistakeRule, ...]] = (
    # wrong laws
    inverse_of_sum.RULE,
    unequal_cancelled.RULE,
    square_of_sum.RULE,
    power_of_sum.RULE,
    root_of_sum.RULE,
    log_of_sum.RULE,
    log_of_product.RULE,
    exponential_of_sum.RULE,
    powers_multiplied.RULE,
    power_of_product.RULE,
    fractions_added.RULE,
    brackets_lost.RULE,
    function_made_linear.RULE,
    minus_not_distributed.RULE,
    # matrices
    factors_dropped_in_inverse.RULE,
    transpose_of_product.RULE,
    inverse_of_product.RULE,
    matrices_swapped.RULE,
    dropped_transpose.RULE,
    # derivatives
    derivative_at_output.RULE,
    inner_derivative_dropped.RULE,
    product_rule.RULE,
    quotient_rule.RULE,
    power_not_lowered.RULE,
    power_rule_for_exponential.RULE,
    wrong_derivative.RULE,
    prime_dropped.RULE,
    # sums and indices
    constant_summed_once.RULE,
    index_outside_sum.RULE,
    sum_as_multiple.RULE,
    missing_sum.RULE,
    sum_of_products.RULE,
    mean_not_divided.RULE,
    # conditions, units, chances
    one_root_lost.RULE,
    solution_lost.RULE,
    wrong_unit.RULE,
    bayes_swapped.RULE,
    # slips of the pen
    digits_swapped.RULE,
    exponent_sign.RULE,
    lost_sign.RULE,
    argument_not_scaled.RULE,
    fraction_upside_down.RULE,
    lost_inverse.RULE,
    lost_factorial.RULE,
    lost_square.RULE,
    exponent_off_by_one.RULE,
    missing_root.RULE,
    missing_log.RULE,
    missing_exp.RULE,
    wrong_size.RULE,
    wrong_index.RULE,
    lost_factor.RULE,
    factor_inverted.RULE,
    lost_matrix.RULE,
    lost_term.RULE,
    off_by_one.RULE,
    extra_factor.RULE,
    extra_term.RULE,
    added_for_multiplied.RULE,
)

EARLY_VERDICT_RULES: Final[tuple[VerdictRule, ...]] = (
    vacuous_condition.RULE,
    domain_enlarged.RULE,
    rounding.RULE,
)
"""Kinds that the verdict itself shows beyond doubt."""

VERDICT_RULES: Final[tuple[VerdictRule, ...]] = (
    free_index.RULE,
    shapes.RULE,
)
"""Kinds that the verdict shows; asked where no rule reproduces the line."""


def all_rules() -> tuple[MistakeRule | VerdictRule, ...]:
    """Every kind, as the documents list them."""
    return (*RULES, *EARLY_VERDICT_RULES, *VERDICT_RULES)
