"""What is wrong in a society on a day: the rules run, the places found, suppressed findings set aside."""

from balintrec.check.run import Checked, CheckResult, FindingCache, Side, check, check_sides, rules, under

__all__ = ["CheckResult", "Checked", "FindingCache", "Side", "check", "check_sides", "rules", "under"]
