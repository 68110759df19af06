"""Which rules of a style sheet a page can meet at all: those whose selectors name only what the pages are made of.

Errs on the side of keeping: a selector goes only when an element, class, id or attribute that it asks for is nowhere.
Then custom properties that nothing reads go, and animations that nothing plays.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

READS = re.compile(r"var\(\s*(--[\w-]+)")
NESTING = frozenset({"media", "supports", "layer", "container"})
"""At-rules that hold rules."""
ANY_OF = frozenset({"is", "where", "has", "matches", "-webkit-any", "-moz-any"})
"""Pseudo-classes that ask for one of what stands in their brackets."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector of a rule and what it asks for."""

    text: str
    names: frozenset[str]
    """Every one must be there."""
    choices: tuple[tuple["Selector", ...], ...]
    """Of each of these, one must be."""

    def can_match(self, words: Collection[str]) -> bool:
        """Whether a page made of these words may hold what it selects."""
        return all(name in words for name in self.names) and all(
            any(one.can_match(words) for one in choice) for choice in self.choices
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors with declarations; or an at-rule (`head`) with rules, with declarations, or with nothing."""

    head: str
    selectors: tuple[Selector, ...]
    declarations: tuple[str, ...]
    rules: tuple["Rule", ...]


def read_sheet(text: str) -> tuple[Rule, ...]:
    """The rules of a style sheet without comments, in order."""
    return tuple(_read_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def keep_rules(rules: Iterable[Rule], words: Collection[str], also_reads: str = "") -> str:
    """The text of the rules that a page can meet.

    Args:
        rules: of the sheet.
        words: names of elements, attributes, classes and ids that pages and scripts may hold.
        also_reads: other style sheets and scripts that read this sheet's custom properties and animations.
    """
    kept = tuple(_matching(rules, words))
    while True:
        shown = f"{write_rules(kept)}{also_reads}"
        read = set(READS.findall(shown))
        animations = {name for name in _animations(kept) if len(_mentions(name, shown)) > 1}
        fewer = tuple(_read_by_someone(kept, read, animations, also_reads))
        if fewer == kept:
            return write_rules(kept)
        kept = fewer


def _mentions(name: str, text: str) -> list[str]:
    """Where a name stands by itself. Letters first: what is looked for by them is found ten times sooner."""
    return re.findall(rf"{re.escape(name)}(?<!\w{re.escape(name)})(?!\w)", text)


def write_rules(rules: Iterable[Rule]) -> str:
    """Rules as text, without a blank."""
    return "".join(map(_write_rule, rules))


def _write_rule(rule: Rule) -> str:
    head = rule.head or ",".join(selector.text for selector in rule.selectors)
    if rule.head and not rule.rules and not rule.declarations:
        return f"{head};"
    return f"{head}{{{write_rules(rule.rules)}{';'.join(rule.declarations)}}}"


def _matching(rules: Iterable[Rule], words: Collection[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.selectors:
            selectors = tuple(selector for selector in rule.selectors if selector.can_match(words))
            if selectors:
                yield Rule("", selectors, rule.declarations, ())
        elif rule.rules:
            if inner := tuple(_matching(rule.rules, words)):
                yield Rule(rule.head, (), (), inner)
        else:
            yield rule


def _read_by_someone(rules: Iterable[Rule], read: set[str], animations: set[str], also: str) -> Iterator[Rule]:
    for rule in rules:
        if name := _animation(rule):
            if name in animations:
                yield rule
        elif rule.rules:
            if inner := tuple(_read_by_someone(rule.rules, read, animations, also)):
                yield Rule(rule.head, (), (), inner)
        elif rule.selectors:
            declarations = tuple(
                line for line in rule.declarations if not line.startswith("--") or _is_read(line, read, also)
            )
            if declarations:
                yield Rule("", rule.selectors, declarations, ())
        else:
            yield rule


def _is_read(declaration: str, read: set[str], also: str) -> bool:
    name = declaration.partition(":")[0].strip()
    return name in read or f'"{name}"' in also


def _animations(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        if name := _animation(rule):
            yield name
        yield from _animations(rule.rules)


def _animation(rule: Rule) -> str:
    kind, _, name = rule.head.partition(" ")
    return name if kind.endswith("keyframes") else ""


def _read_rules(nodes: Iterable[Any]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield Rule("", tuple(_read_selectors(node.prelude)), tuple(_read_declarations(node.content)), ())
        elif node.type == "at-rule":
            prelude = tinycss2.serialize(node.prelude).strip()
            head = f"@{node.at_keyword} {prelude}".strip()
            if node.content is None:
                yield Rule(head, (), (), ())
            elif node.lower_at_keyword in NESTING:
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield Rule(head, (), (), tuple(_read_rules(inner)))
            else:
                # Steps of an animation and parts of a font stay as they are.
                yield Rule(head, (), (tinycss2.serialize(node.content),), ())


def _read_declarations(content: Iterable[Any]) -> Iterator[str]:
    for part in _split(content, ";"):
        if text := tinycss2.serialize(part).strip():
            yield text


def _read_selectors(prelude: Iterable[Any]) -> Iterator[Selector]:
    for tokens in _split(prelude, ","):
        names: set[str] = set()
        choices: list[tuple[Selector, ...]] = []
        before = ""
        for token in tokens:
            if token.type == "ident" and before != ":":
                names.add(token.value if before == "." else token.lower_value)
            elif token.type == "hash":
                names.add(token.value)
            elif token.type == "[] block":
                names.update(str(part.value) for part in token.content if part.type in ("ident", "string"))
            elif token.type == "function" and token.lower_name in ANY_OF:
                choices.append(tuple(_read_selectors(token.arguments)))
            before = token.value if token.type == "literal" else ""
        yield Selector(tinycss2.serialize(tokens).strip(), frozenset(names), tuple(choices))


def _split(tokens: Iterable[Any], sign: str) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == sign:
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part
