"""Who is meant: certain, or a question."""

from __future__ import annotations

import pytest

from balintrec.io.attendance import Person
from balintrec.io.people import People, Unclear


def people() -> People:
    known = People(())
    known.add("sana-malik", ["Sana Malik"], ["sana@example.org", "Sana"])
    known.add("ayesha-khan", ["Ayesha Khan", "عائشہ خان"], ["akhan"])
    known.add("ayesha-khan-2", ["Ayesha Khan"], ["ayesha2@example.org"])
    known.add("lucja-zolc", ["Łucja Żółć"], ["lzolc"])
    known.add("ryan-block", ["Ryan Block"], ["ryan"])
    return known


CERTAIN = [
    (Person("sana-malik"), "sana-malik"),
    (Person("SANA  malik"), "sana-malik"),
    (Person("Sana Malik (Guest)"), "sana-malik"),
    (Person("Sana Malik [host]"), "sana-malik"),
    (Person("Sana's iPhone"), "sana-malik"),
    (Person("", "SANA@example.org"), "sana-malik"),
    (Person("S. Malik", "sana@example.org"), "sana-malik"),
    (Person("Dr. Sana Malik", "sana@example.org"), "sana-malik"),
    (Person("sana@example.org"), "sana-malik"),
    (Person("عائشه خان"), "ayesha-khan"),
    (Person("Lucja Zolc"), "lucja-zolc"),
    (Person("لوچیا", "", "lzolc"), "lucja-zolc"),
    (Person("Ayesha Khan", "ayesha2@example.org"), "ayesha-khan-2"),
    (Person("Ayesha Khan", "", "AKhan"), "ayesha-khan"),
]


@pytest.mark.parametrize(("person", "id"), CERTAIN)
def test_somebody_is_found(person: Person, id: str) -> None:
    assert people().find(person) == id


ASKED = [
    (Person("Bilal Ahmed"), "unknown"),
    (Person("Sana Malick"), "unknown; similar to sana-malik"),
    (Person("Sana Malik - Lahore"), "unknown; similar to sana-malik"),
    (Person("dr sana"), "unknown; similar to sana-malik"),
    (Person("Prof. Dr. hab. Łucja Zołc"), "unknown; similar to lucja-zolc"),
    (Person("Frau Zolc"), "unknown; similar to lucja-zolc"),
    (Person("ڈاکٹر عائشہ"), "unknown; similar to ayesha-khan"),
    (Person("Dr"), "unknown"),
    (Person("Hina Malik"), "unknown"),
    (Person("Ryan Canulla"), "unknown"),
    (Person("Ayesha Khan"), "2 members match: ayesha-khan, ayesha-khan-2"),
    (
        Person("Bilal", "sana@example.org"),
        "the e-mail address is that of sana-malik, but the name is not known",
    ),
    (Person("Ryan Roemer", "", "ryan"), "the handle is that of ryan-block, but the name is not known"),
    (Person("Hina (Sana Malik)"), "the name in brackets is that of sana-malik, but the name is not known"),
    (Person("Sana Malik", "", "lzolc"), "the name is that of sana-malik, the handle is that of lucja-zolc"),
    (Person("???"), "unknown"),
]


@pytest.mark.parametrize(("person", "why"), ASKED)
def test_nobody_is_guessed(person: Person, why: str) -> None:
    found = people().find(person)
    assert isinstance(found, Unclear)
    assert found.why == why
