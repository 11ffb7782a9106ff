"""An example of every kind of record, with every key it can have. A test reads each of them."""

from __future__ import annotations

EXAMPLES = {
    "society": """
# records/society.md
---
name: Pakistan Balint Society
languages: [en, ur]
time-zone: Asia/Karachi
committee: [nadia-iqbal, {member: omar-farooq, from: 2019-01-01}]
quorum: 2
kept-since: 2023-01-01
email: [office@example.org]
may-enter: {sessions: [secretary@example.org]}
suppressed:
  - {code: SES004, record: sessions/2023-05-02-lahore-tuesday, reason: lost in a flood, until: 2027-12-31}
---
About the society.
""",
    "policy": """
# records/policies/lahore-2024.md
---
title: Pathway to credentialed Balint group leader
effective: 2024-01-01
credential: accredited-leader
valid: 60
leads: [accredited-leader]
supervises: [supervisor, accredited-leader]
session-minutes: {at-least: 45, at-most: 180}
double-hour: 90
late-entry: 60
batch: 10
source: {valid: committee, session-minutes: committee, double-hour: published, late-entry: committee, batch: committee}
not-checked: [basic professional training is checked by the council on paper]
stages:
  - id: participation
    title: Participate actively
    requires:
      - id: two-years-attendance
        title: Attend Balint groups for at least two years
        kind: practice
        of: [sessions]
        roles: [attendee]
        span: 24
        each: {months: 3, at-least: 1}
        source: {span: published, each: placeholder}
---
The rule in words.
""",
    "member": """
# records/members/ayesha-khan.md
---
name: {latin: Ayesha Khan, ur: عائشہ خان}
also-known-as: [Dr Ayesha K.]
email: ayesha.khan@example.org
profession: psychiatrist
background: [psychodynamic-training]
membership: [{from: 2022-01-10}]
pathway-from: 2022-01-10
policy: pakistan-2024
sort-key: khan ayesha
---
""",
    "group": """
# records/groups/lahore-tuesday.md
---
name: Lahore Tuesday group
leaders: [nadia-iqbal]
kind: ongoing
mode: in-person
minutes: 90
language: ur
size: {at-least: 6, at-most: 12}
goals: [understand the relation with the patient]
norms: [what is said here stays here]
setting: hospital
roster: [{member: ayesha-khan, from: 2022-02-01}]
period: {from: 2022-02-01}
---
What the group agreed on.
""",
    "session": """
# records/sessions/2024/2024-03-12-lahore-tuesday.md
---
date: 2024-03-12
group: lahore-tuesday
status: held
start: "18:00"
end: "19:30"
minutes: 90
mode: in-person
kind: ordinary
leaders: [nadia-iqbal]
co-leaders: [bilal-ahmed]
presenter: ayesha-khan
attendees: [ayesha-khan, sana-malik]
observers: []
guests: 1
cases: 2
recorded-by: bilal-ahmed
confirmed-by: nadia-iqbal
---
The room was changed. Never what was said of a case.
""",
    "event": """
# records/events/2024-10-08-intensive.md
---
name: Autumn intensive
kind: intensive
period: {from: 2024-10-05, to: 2024-10-08}
days: 4
sessions: 8
minutes: 1440
mode: in-person
status: held
leaders: [nadia-iqbal]
attendees: [bilal-ahmed]
assessed: [bilal-ahmed]
approved-by: nadia-iqbal
---
""",
    "supervision": """
# records/supervisions/2024/2024-04-02-bilal-ahmed.md
---
date: 2024-04-02
supervisor: nadia-iqbal
supervisees: [bilal-ahmed]
minutes: 60
mode: online
sessions: [2024-03-12-lahore-tuesday]
recorded: no
---
""",
    "reflection": """
# records/reflections/bilal-ahmed/2024-06-30-bilal-ahmed.md
---
member: bilal-ahmed
written: 2024-06-30
period: {from: 2024-01-01, to: 2024-06-30}
text: elsewhere
digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
discussed-with: nadia-iqbal
---
""",
    "assessment": """
# records/assessments/2024-07-02-bilal-ahmed.md
---
kind: observation
member: bilal-ahmed
by: nadia-iqbal
date: 2024-07-02
verdict: ready
period: {from: 2024-01-01, to: 2024-06-30}
session: 2024-06-25-lahore-tuesday  # or event: 2024-10-05-intensive
mode: in-person
competencies: {safe-environment: good, relationship-focus: good, group-process: developing}
---
""",
    "endorsement": """
# records/endorsements/2026-02-01-bilal-ahmed.md
---
member: bilal-ahmed
by: nadia-iqbal
date: 2026-02-01
verdict: endorsed
application: 2026-02-10-bilal-ahmed
---
""",
    "reference": """
# records/references/2026-01-20-bilal-ahmed-siddiqui.md
---
member: bilal-ahmed
referee: Prof. H. Siddiqui
written: 2026-01-20
received: 2026-01-25
replaces: 2022-05-01-bilal-ahmed-siddiqui
---
""",
    "attestation": """
# records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
---
kind: own-therapy
member: bilal-ahmed
date: 2025-11-03
by: nadia-iqbal
hours: 80
---
""",
    "application": """
# records/applications/2026-02-10-bilal-ahmed.md
---
member: bilal-ahmed
date: 2026-02-10
credential: accredited-leader
documents: [form]
endorsement: 2026-02-01-bilal-ahmed
references: [2026-01-20-bilal-ahmed-siddiqui, 2026-01-22-bilal-ahmed-raza]
reports: [2024-07-02-bilal-ahmed]
status: submitted
---
The statement of interest.
""",
    "decision": """
# records/decisions/2026-03-05-bilal-ahmed-grant.md
---
kind: grant
member: bilal-ahmed
date: 2026-03-05
by: committee
present: [nadia-iqbal, omar-farooq, sana-malik]
recused: [nadia-iqbal]
reason: all requirements met
application: 2026-02-10-bilal-ahmed
credential: accredited-leader
policy: pakistan-2024
number: PBS-2026-001
certificate: {id: 2026-03-05-bilal-ahmed-grant, name: Bilal Ahmed, society: Pakistan Balint Society}
until: 2031-03-05
---
The minute. A waiver, a recognition or a leave has these keys as well, as it needs them:

    requirement: co-leadership/two-years-co-leading
    due: 3
    amount: 6
    months: 12
    period: {from: 2025-06-01, to: 2025-08-31}
""",
    "evaluation": """
# records/evaluations/2024-12-10-lahore-tuesday-feedback.md
---
group: lahore-tuesday
date: 2024-12-10
kind: feedback
consent: yes
answers: [{pseudonym: p1, values: [5, 4, 6]}]
---
""",
}
"""By what one record of the kind is called."""
