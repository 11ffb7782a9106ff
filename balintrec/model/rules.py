"""The codes of the schema: what can keep values from being a record. Each text is its explanation and its test."""

from __future__ import annotations

from inspect import cleandoc

from balintrec.finding import Rule, Severity
from balintrec.model.policy import MONTHS, STAGES, VALUES


def _error(code: str, name: str, text: str) -> Rule:
    return Rule(code, name, Severity.ERROR, cleandoc(text))


UNKNOWN_KEY = _error("KEY001", "unknown-key", """
    The key is not one that this kind of record has.

    A misspelt key would otherwise be passed over, and what it says would be lost. `balintrec explain KIND` lists the
    keys.

    Wrong:
        # records/groups/lahore-tuesday.md
        settting: hospital
    Right:
        # records/groups/lahore-tuesday.md
        setting: hospital
    """)  # fmt: skip
MISSING_KEY = _error("KEY002", "missing-key", """
    A key is missing that this kind of record cannot do without.

    Wrong:
        # records/members/sana-malik.md
        ---
        profession: psychiatrist
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
    """)  # fmt: skip
EMPTY = _error("VAL001", "empty-value", """
    A key has no value.

    Nobody can tell whether the value was forgotten or there is none; a key that has none is left out.

    Wrong:
        # records/members/sana-malik.md
        profession:
    Right:
        # records/members/sana-malik.md
        profession: psychiatrist
    """)  # fmt: skip
NOT_A_DAY = _error("VAL002", "not-a-day", """
    A day is written YYYY-MM-DD, in the years 1900 to 2199, and must exist.

    Wrong:
        # records/members/sana-malik.md
        pathway-from: 2023-02-30
    Right:
        # records/members/sana-malik.md
        pathway-from: 2023-02-28
    """)  # fmt: skip
NOT_A_CLOCK = _error("VAL003", "not-a-time", """
    A time of day is written HH:MM, from 00:00 to 23:59.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: 6 pm
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "18:00"
    """)  # fmt: skip
NOT_A_COUNT = _error("VAL004", "not-a-number", """
    A number is written in the digits 0 to 9 alone, without a unit, a point or a leading zero.

    Wrong:
        # records/groups/lahore-tuesday.md
        minutes: 90 min
    Right:
        # records/groups/lahore-tuesday.md
        minutes: 90
    """)  # fmt: skip
NOT_A_FLAG = _error("VAL005", "not-yes-or-no", """
    The value is yes or no (true and false mean the same).

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        consent: given
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        consent: yes
    """)  # fmt: skip
NOT_A_WORD = _error("VAL006", "not-a-word", """
    The value is a word in lower-case letters a to z, digits and hyphens; an id of a requirement is stage/requirement.

    Wrong:
        # records/members/sana-malik.md
        background: [Psychodynamic Training]
    Right:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
    """)  # fmt: skip
NOT_ONE_OF = _error("VAL007", "not-a-choice", """
    The value is not one of those that this key can have.

    Wrong:
        # records/groups/lahore-tuesday.md
        mode: on-line
    Right:
        # records/groups/lahore-tuesday.md
        mode: online
    """)  # fmt: skip
WRONG_SHAPE = _error("VAL008", "wrong-shape", """
    A list stands where one value is wanted, or one value where a list or keys are.

    Wrong:
        # records/groups/lahore-tuesday.md
        leaders: nadia-iqbal
    Right:
        # records/groups/lahore-tuesday.md
        leaders: [nadia-iqbal]
    """)  # fmt: skip
NOT_THE_FORM = _error("VAL009", "wrong-form", """
    The value is not written as this key wants it: an e-mail address, a share, a name, a digest.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        text: elsewhere
        digest: see the folder
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        text: elsewhere
        digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """)  # fmt: skip
GROUPS_TOO_DEEP = _error("POL022", "groups-too-deep", """
    The groups of a policy, all-of and any-of, are nested more than four deep.

    Nobody can follow such a rule in words. Most groups in groups can be written side by side: an all-of in an all-of
    asks what its parts ask by themselves. The policy cannot be read, and nobody is judged by it.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires:
              - id: one
                title: All of these
                kind: all-of
                source: published
                requires:
                  - id: two
                    title: All of these
                    kind: all-of
                    source: published
                    requires:
                      - id: three
                        title: All of these
                        kind: all-of
                        source: published
                        requires:
                          - id: four
                            title: All of these
                            kind: all-of
                            source: published
                            requires:
                              - id: five
                                title: All of these
                                kind: all-of
                                source: published
                                requires: [{id: member, title: Be a member, kind: membership, source: published}]
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
    """)  # fmt: skip
POLICY_TOO_LARGE = _error("POL023", "policy-too-large", f"""
    The stages of a policy are more than {STAGES}, hold more than {VALUES} values, or ask for more than {MONTHS} months.

    No society asks so much of anybody. Such a file is a mistake, or was made to keep the check busy; it cannot be read,
    and nobody is judged by it.
    """)  # fmt: skip

RULES = (
    UNKNOWN_KEY, MISSING_KEY, EMPTY, NOT_A_DAY, NOT_A_CLOCK, NOT_A_COUNT, NOT_A_FLAG, NOT_A_WORD, NOT_ONE_OF,
    WRONG_SHAPE, NOT_THE_FORM, GROUPS_TOO_DEEP, POLICY_TOO_LARGE,
)  # fmt: skip
