"""What is wrong in a society on a day: the rules asked, the places found, what is accepted set aside."""

from balintrec.check.checked import Checked, Judged, Judgements, Side, check, check_sides, rules, under

__all__ = ["Checked", "Judged", "Judgements", "Side", "check", "check_sides", "rules", "under"]
