"""The page of a group: for everybody what it is, for the committee how it meets. Pure."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import Named
from balintrec.formats.site.named import group as named_group
from balintrec.formats.site.named import person as named
from balintrec.model import Group
from balintrec.views.groups import FEWEST, Life, Line, Meeting, Summed, life
from balintrec.wording import vocabulary
from balintrec.wording.language import Language
from balintrec.wording.message import NOTHING, Message, joined, message, plural
from balintrec.wording.vocabulary import group_size, period, units, word

_MEASURES = {
    "sense of coherence": message("sense of coherence"),
    "well-being": message("well-being"),
    "compassion satisfaction": message("compassion satisfaction"),
    "burnout": message("burnout"),
    "secondary traumatic stress": message("secondary traumatic stress"),
}
_KINDS = {"soc-13": "SOC-13", "soc-29": "SOC-29", "who-5": "WHO-5", "proqol": "ProQOL"}
_STEP, _BAR, _HEIGHT = 10, 7, 100


def groups(site: Site) -> list[Group]:
    """The groups, those that go on first, each part in order of id."""
    return sorted(site.society.groups.values(), key=lambda group: (_over(site, group), group.id))


def _over(site: Site, group: Group) -> bool:
    return bool(group.period and group.period.to and group.period.to < site.on)


def groups_values(site: Site, speak: Language) -> dict[str, object]:
    """The values of the list of groups."""
    return {"groups": [_card(site, speak, group) for group in groups(site)]}


def _card(site: Site, speak: Language, group: Group) -> dict[str, object]:
    kinds = [word(text) for text in (group.setting, group.mode, group.kind) if text]
    met = site.sessions.held.get(group.id, ())
    last = message("last met on %(day)s", day=met[-1].date) if met else NOTHING
    return {
        "named": named_group(site.society, speak, group.id),
        "kinds": joined(kinds, " · "),
        "leaders": _leaders(site, speak, group),
        "period": period(group.period.from_, group.period.to) if group.period else NOTHING,
        "met": "" if site.public else last,
    }


def _leaders(site: Site, speak: Language, group: Group) -> list[Named]:
    """Who leads it today; of a group that is over, who led it on its last day."""
    over = group.period.to if group.period and _over(site, group) else None
    leaders = group.leaders_on(over or site.on)
    return [named(site.society, speak, id, linked=not site.public) for id in leaders]


def group_values(site: Site, speak: Language, group: Group, agreement: Markup) -> dict[str, object]:
    """The values of a group's page; of a public one nothing of those who come."""
    about: dict[str, object] = {
        "named": named_group(site.society, speak, group.id),
        "facts": _facts(group),
        "leaders": _leaders(site, speak, group),
    }
    if site.public:
        return {"group": about, "life": None}
    found = life(site.society, group, site.sessions)
    about |= {"goals": group.goals, "norms": group.norms}
    return {"group": about, "life": found, "agreement": agreement, **_life(site, speak, group, found)}


def _facts(group: Group) -> list[dict[str, str]]:
    facts = [
        (message("Setting"), word(group.setting or "")),
        (message("How it meets"), word(group.mode or "")),
        (message("Kind"), word(group.kind or "")),
        (message("Time"), period(group.period.from_, group.period.to) if group.period else NOTHING),
        (
            message("Meant for"),
            group_size(group.size.at_least, group.size.at_most) if group.size else NOTHING,
        ),
    ]
    return [{"label": label, "text": text} for label, text in facts if text]


def _life(site: Site, speak: Language, group: Group, found: Life) -> dict[str, object]:
    return {
        "said": _said(group, found),
        "chart": _chart(group, found.meetings),
        "rows": [
            {
                **one._asdict(),
                "named": named(site.society, speak, one.member),
                "attended": message("%(came)s of %(of)s", came=one.came, of=one.of),
            }
            for one in found.participants
        ],
        "most_presented": max((one.presented for one in found.participants), default=0),
        "professions": found.professions,
        "professions_most": max((number for _, number in found.professions), default=0),
        "measures": [_measure(one) for one in found.measures],
    }


def _said(group: Group, found: Life) -> dict[str, Message]:
    """The pictures of a group in sentences."""
    if not found.last or not found.first:
        return {}
    met = units(found.held, "meetings")
    presented, takers = found.presenting
    norm = group_size(group.size.at_least, group.size.at_most) if group.size else NOTHING
    return {
        "window": message(
            "From %(first)s to %(last)s: %(meetings)s.", meetings=met, first=found.first, last=found.last
        ),
        "size": _sizes(found, norm),
        "chart": message("One bar for each of the latest %(meetings)s; the shaded band is the group's norm.",
                     meetings=units(len(found.meetings), "meetings")),
        "legend": message("shaded: meant for %(size)s", size=norm) if norm else NOTHING,
        "presenting": joined((_presenting(presented, takers), _evenness(found)), " "),
    }  # fmt: skip


def _presenting(presented: int, takers: int) -> Message:
    return message(
        "%(presented)s of %(people)s who take part have presented.",
        presented=presented,
        people=units(takers, "people"),
    )


def _sizes(found: Life, norm: Message) -> Message:
    sizes = found.sizes
    if not sizes:
        return message("How many came is not recorded.")
    average = Fraction(round(Fraction(sum(sizes), len(sizes)) * 10), 10)
    text = message(
        "%(average)s people on average, from %(least)s to %(most)s, leaders and guests among them.",
        average=average,
        least=min(sizes),
        most=max(sizes),
    )
    if not norm:
        return text
    within = sum(one.place == "within" for one in found.meetings[-found.held :])
    fit = message(
        "Meant for %(size)s: so it was at %(within)s of %(meetings)s.",
        size=norm,
        within=within,
        meetings=units(len(sizes), "meetings"),
    )
    return joined((text, fit), " ")


def _evenness(found: Life) -> Message:
    """How much of the presenting one person did."""
    times = sorted((one.presented for one in found.participants), reverse=True)
    if not times or not times[0]:
        return NOTHING
    share = vocabulary.percent(Fraction(round(Fraction(100 * times[0], sum(times))), 100))
    return message("Whoever presented most did so in %(share)s of the presentations.", share=share)


def _chart(group: Group, meetings: tuple[Meeting, ...]) -> dict[str, object] | None:
    """Bars in whole units of a picture 100 high and as wide as there are meetings."""
    if not any(one.present for one in meetings):
        return None
    least, most = (group.size.at_least, group.size.at_most) if group.size else (None, None)
    top = max(*(one.present for one in meetings), most or 0, 1) + 1

    def height(number: int) -> int:
        return round(_HEIGHT * number / top)

    bars = [
        {
            "left": _STEP * place + (_STEP - _BAR) // 2,
            "top": _HEIGHT - height(one.present),
            "height": height(one.present),
            "place": one.place,
        }
        for place, one in enumerate(meetings)
        if one.present
    ]
    upper, lower = height(most if most is not None else top), height(least or 0)
    norm = least is not None or most is not None
    return {
        "width": _STEP * len(meetings),
        "height": _HEIGHT,
        "bar": _BAR,
        "bars": bars,
        "band": {"top": _HEIGHT - upper, "height": max(upper - lower, 0)} if norm else None,
        "first": meetings[0].day,
        "last": meetings[-1].day,
    }


def _measure(found: Summed) -> dict[str, object]:
    few = plural(
        "%(num)s answer: too few to be shown; five are needed.",
        "%(num)s answers: too few to be shown; five are needed.",
        found.answers,
    )
    return {
        "title": _KINDS.get(found.kind) or word(found.kind),
        "day": found.day,
        "answers": units(found.answers, "answers"),
        "lines": [_line(line) for line in found.lines],
        "few": few if found.answers < FEWEST else NOTHING,
    }


def _line(line: Line) -> dict[str, Message]:
    if not line.label:
        label = message("Question %(number)s", number=line.question)
        return {"label": label, "value": message("%(mean)s on average", mean=line.mean)}
    value = message(
        "%(mean)s on average, between %(least)s and %(most)s",
        mean=line.mean,
        least=line.least,
        most=line.most,
    )
    return {"label": _MEASURES[line.label], "value": value}
