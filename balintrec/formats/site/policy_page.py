"""A policy in words with its numbers. Pure."""

from __future__ import annotations

from markupsafe import Markup

from balintrec.formats.site.asked import policy_numbers, stages, undecided
from balintrec.formats.site.frame import Site, in_force, policy_path
from balintrec.formats.site.words import either, word
from balintrec.model import Policy
from balintrec.wording.language import Language


def policy_values(speak: Language, policy: Policy, body: Markup) -> dict[str, object]:
    """The values of a policy's page."""
    found, numbers = stages(speak, policy), tuple(policy_numbers(speak, policy))
    return {
        "policy": policy,
        "credential": word(speak, policy.credential),
        "leads": either(speak, policy.leads),
        "supervises": either(speak, policy.supervises),
        "numbers": numbers,
        "stages": found,
        "undecided": undecided(numbers, found),
        "body": body,
    }


def policies_values(site: Site) -> dict[str, object]:
    """The values of the list of policies, the latest first."""
    current = in_force(site.society, site.on)
    listed = [
        {
            "id": one.id,
            "title": one.title,
            "href": policy_path(one.id),
            "effective": one.effective,
            "in_force": one in current,
        }
        for one in policies(site)
    ]
    return {"policies": listed}


def policies(site: Site) -> list[Policy]:
    """The policies, the latest first."""
    return sorted(site.society.policies.values(), key=lambda one: (one.effective, one.id), reverse=True)
