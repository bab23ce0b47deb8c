"""One field of fractions in which scalar claims are decided: generators, existence, signs, sums, derivatives."""
