"""What an earlier run found out, kept in the repository's own git directory so that it need not be found out again.

Three things are kept: what each file says (`parse_cache`), by path and blob id; what was found in commits
(`finding_cache`); and the whole output of a command (`output_cache`), with the state of everything it depends on.
A cache that is damaged, of another version or of another clone, or that cannot be written, is passed over without a
word: it can make a run faster and change nothing else.

Nothing here may import more than the modules that a warm `check` can afford: see tests/cache/test_imports.py.
"""
