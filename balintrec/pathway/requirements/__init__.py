"""The kinds of requirement, one module or package each."""
