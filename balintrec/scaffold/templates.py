"""The package's templates of records, policies and societies, filled in."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from balintrec.document import parse
from balintrec.errors import BalintrecError
from balintrec.model import Body, Policy
from balintrec.model.validate import validate
from balintrec.names import did_you_mean, quoted
from balintrec.resources import templates


def fill(name: str, /, **values: object) -> str:
    """A template with its values put in; one that it needs and was not given is an error of ours."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # what is written is YAML and Markdown, and is read again before it is kept
    )
    return environment.get_template(name).render(**values)


def presets() -> tuple[str, ...]:
    """The names of the policies that come with the package."""
    return tuple(sorted(path.stem for path in (templates() / "policies").glob("*.md")))


def preset(name: str) -> str:
    """The text of a policy that comes with the package. Raises `BalintrecError` for an unknown name."""
    if name not in presets():
        close = did_you_mean(name, presets())
        remedy = f'did you mean "{close}"?' if close else f"there are {quoted(presets())}"
        raise BalintrecError(f'no policy "{name}" comes with balintrec; {remedy}')
    return (templates() / "policies" / f"{name}.md").read_text(encoding="utf-8")


def preset_policies() -> dict[str, Policy]:
    """The policies that come with the package, as read."""
    found = {}
    for name in presets():
        values = parse(preset(name).encode()).values or {}
        policy = validate("policies", values, name, f"{name}.md", Body(True, ""))
        if isinstance(policy, Policy):
            found[name] = policy
    return found
