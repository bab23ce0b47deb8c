import numpy as np

def solve(parameters):
    return {"twice": np.float64("inf")}
