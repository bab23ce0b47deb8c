import os, sys

def solve(parameters):
    names = sorted(set(os.environ) - {"LC_CTYPE"})
    return {"twice": " ".join(names) + " / " + " ".join(sys.argv[1:]) + " / " + " ".join(parameters)}
