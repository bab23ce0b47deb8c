def solver(parameters):
    return {}
