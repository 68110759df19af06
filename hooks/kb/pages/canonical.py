"""Markdown as GitHub, Obsidian and others read it, written anew so that Python-Markdown reads the same.

markdown-it finds the blocks as CommonMark has them: lists, quotes, tables and headings right under a line of text,
numbers and kinds of lists, fences with any closing marks, blocks of raw HTML up to the next blank line. Each block is
written out in the one form that Python-Markdown reads alike: blank lines around it, four columns for each level.
Besides, the boxes of other tools: callouts and alerts (`> [!note]`), `!!! note`, `???`, `=== "Tab"`, `::: tip`, and
footnotes. The words of a block are not touched.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kb.library.own_words import Words, words_in

BREAK = "<!--raw:-->"
"""Stands between two blocks that Python-Markdown would run together; nothing in the page."""

_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ ]+[\w-]+(?:[ ]+[\w-]+)*(?:[ ]+\"[^\"]*\")?[ ]*\Z|===[!+]{0,2}[ ]+\"[^\"]+\"[ ]*\Z"
)
_COLONS = re.compile(r"(:{3,})[ \t]*\{?\.?([A-Za-z][\w-]*)\}?(?:\[([^\]\n]*)\])?[ \t]*(.*?)[ \t]*\Z")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)\Z")
_LAST_ADDRESS = re.compile(r"(?<![<(\w\"'=])(https?://[^\s<>()\[\]`]+[\w/#=&-])(?=[.,;:!?]*\Z)")
_CALLOUT = re.compile(r"\[!([\w-]+)\]([+-]?)[ \t]*(.*)\Z")
_OPTIONS = re.compile(r"""(?:title|hl_lines|linenums)=(?:"[^"\n]*"|'[^'\n]*')""")
_ROW_WITH_CODE = re.compile(r"^[ \t>]*\|.*`.*$", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_PIPE = re.compile(r"(?<!\\)\|")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_KNOWN_BOXES = {
    "caution": "danger",
    "important": "info",
    "error": "danger",
    "attention": "warning",
    "hint": "tip",
    "todo": "info",
    "check": "success",
    "done": "success",
    "fail": "failure",
    "missing": "failure",
    "help": "question",
    "faq": "question",
    "summary": "abstract",
    "tldr": "abstract",
    "cite": "quote",
    "details": "note",
}
"""Kinds of boxes by the theme's name for the same thing."""


_ENGLISH = words_in("")
_TITLES = (
    *("Abstract", "Attention", "Bug", "Caution", "Danger", "Error", "Example", "Failure", "Hint", "Important", "Info"),
    *("Note", "Question", "Quote", "Success", "Summary", "Tip", "Todo", "Warning"),
)
"""What boxes without a title of their own are called, as far as it can be said in other languages."""


def canonical_markdown(text: str, words: Words = _ENGLISH) -> str:
    """The same Markdown in the form that Python-Markdown reads as CommonMark reads this.

    Args:
        words: name the boxes that have no title of their own.
    """
    return "\n".join(_join(_read(text, words)))


def raw_html(text: str) -> str:
    """HTML that Markdown is to leave alone, as a comment that carries it; `kb.pages.raw_html` brings it back."""
    return f"<!--raw:{base64.b64encode(text.encode()).decode()}-->"


# Blocks that CommonMark does not have


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _indented_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"`, `??? note`, `=== "Tab"`, with everything four columns in below."""
    head = _line(state, start)
    if head[:3] not in ("!!!", "???", "===") or state.is_code_block(start) or not _INDENTED.match(head):
        return False
    if not silent:
        last, indent = start, state.sCount[start] + 4
        for n in range(start + 1, end):
            if state.isEmpty(n):
                continue
            if state.sCount[n] < indent:
                break
            last = n
        head = head.rstrip()
        if head[0] != "=" and not head.endswith('"'):
            head += f' "{_default_title(head.split()[1], state.env["words"])}"'
        _push(state, "box", head, start, last + 1, indent)
    return True


def _push(state: StateBlock, kind: str, info: str, start: int, stop: int, indent: int, offset: int = 1) -> None:
    token = state.push(kind, "", 0)
    token.info = info
    token.content = state.getLines(start + offset, stop, indent, False) if stop > start + offset else ""
    state.line = stop


def _colons_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: tip Title` up to the `:::` that closes it."""
    head = _line(state, start)
    match = _COLONS.match(head) if head.startswith(":::") and not state.is_code_block(start) else None
    if not match:
        return False
    depth = 1
    for n in range(start + 1, end):
        line = _line(state, n).strip()
        if line.startswith(":::"):
            if line.strip(":"):
                depth += len(line) - len(line.lstrip(":")) == len(match[1])
            elif len(line) >= len(match[1]):
                depth -= 1
            if not depth:
                if not silent:
                    title = (match[3] or match[4] or "").replace('"', "”")
                    head = _box_head("!!!", match[2], title, state.env["words"])
                    _push(state, "box", head, start, n, state.sCount[start])
                    state.line = n + 1
                return True
    return False


def _footnote_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^name]: text`, with what is four columns in below."""
    head = _line(state, start)
    match = _FOOTNOTE.match(head) if head.startswith("[^") and not state.is_code_block(start) else None
    if not match:
        return False
    if not silent:
        last, blank = start, False
        for n in range(start + 1, end):
            if state.isEmpty(n):
                blank = True
            elif state.sCount[n] >= state.blkIndent + 2 or (not blank and not _line(state, n).startswith("[^")):
                last = n
            else:
                break
        _push(state, "footnote", match[1], start, last + 1, state.blkIndent + 4)
        state.tokens[-1].content = f"{match[2]}\n{state.tokens[-1].content}".strip("\n")
    return True


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table").disable("reference")
    around: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    reader.block.ruler.before("fence", "indented", _indented_rule, around)
    reader.block.ruler.before("fence", "colons", _colons_rule, around)
    reader.block.ruler.before("fence", "footnote", _footnote_rule, {"alt": ["paragraph"]})
    return reader


_READER = _reader()


def _box_head(marks: str, kind: str, title: str, words: Words) -> str:
    name = kind.lower()
    return f'{marks} {_KNOWN_BOXES.get(name, name)} "{title or _default_title(kind, words)}"'


def _default_title(kind: str, words: Words) -> str:
    title = kind.replace("-", " ").replace("_", " ").capitalize()
    return words.say(title) if title in _TITLES else title


# Writing


@dataclass(slots=True)
class _Block:
    """One block as it is written, and what may stand beside it."""

    lines: list[str]
    kind: str
    hugs: bool = False
    """Follows the block before it without a blank line (in a tight list)."""


def _read(text: str, words: Words) -> list[_Block]:
    tokens: list[Token] = []
    source = text.replace("\0", "\ufffd")
    if "|" in source and "`" in source:
        source = _ROW_WITH_CODE.sub(lambda match: _CODE.sub(_escape_bars, match[0]), source)
    _READER.block.parse(source, _READER, {"words": words}, tokens)
    return _Writer(tokens, source, words).blocks("")


def _escape_bars(match: re.Match[str]) -> str:
    """A bar in code divides no cells: on GitHub it would, and every author means otherwise."""
    return re.sub(r"(?<!\\)\|", r"\\|", match[0])


def _join(blocks: list[_Block]) -> list[str]:
    """Lines of some blocks, with a blank line between two, and a break where they would be read as one."""
    lines: list[str] = []
    before: _Block | None = None
    for block in blocks:
        if before is not None and not block.hugs:
            lines.append("")
            if block.kind == before.kind and block.kind in ("ul", "ol", "quote", "def"):
                lines += [BREAK, ""]
        lines += block.lines
        before = block
    return lines


class _Writer:
    """Walks the tokens of a text."""

    def __init__(self, tokens: list[Token], source: str, words: Words) -> None:
        self.tokens, self.at, self.words = tokens, 0, words
        self.source = source.split("\n")

    def blocks(self, closing: str) -> list[_Block]:
        """Blocks up to a closing token, which is passed over."""
        found: list[_Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            found.append(_WRITERS[token.type](self, token))
        return found

    def _inline(self) -> str:
        token = self.tokens[self.at]
        self.at += 2  # the words and what closes them
        return token.content

    def paragraph(self, token: Token) -> _Block:
        lines = [_paragraph_line(line) for line in self._inline().split("\n")]
        kind = "p"
        if len(lines) > 1 and any(line.startswith(": ") for line in lines[1:]):
            kind = "def"
        return _Block(lines, kind, token.hidden)

    def heading(self, token: Token) -> _Block:
        words = " ".join(line.strip() for line in self._inline().split("\n"))
        return _Block([f"{'#' * int(token.tag[1])} {words}"], "h")

    def fence(self, token: Token) -> _Block:
        longest = max((len(run) for run in re.findall("`{3,}", token.content)), default=2)
        marks = "`" * (longest + 1)
        return _Block([f"{marks}{_info(token.info)}", *token.content.rstrip("\n").split("\n"), marks], "fence")

    def html(self, token: Token) -> _Block:
        return _Block([raw_html(token.content)], "html")

    def rule(self, token: Token) -> _Block:
        return _Block(["---"], "hr")

    def quote(self, token: Token) -> _Block:
        inner = self.blocks("blockquote_close")
        first = inner[0] if inner else None
        callout = _CALLOUT.match(first.lines[0]) if first and first.kind == "p" else None
        if first and callout:
            first.lines = first.lines[1:]
            marks = {"": "!!!", "-": "???", "+": "???+"}[callout[2]]
            title = callout[3].strip().replace('"', "”")
            body = _join(inner if first.lines else inner[1:])
            return _Block([_box_head(marks, callout[1], title, self.words), *_shift(body or ["&#160;"])], "box")
        return _Block([f"> {line}" if line else ">" for line in _join(inner) or [BREAK]], "quote")

    def bullets(self, token: Token) -> _Block:
        return self._list("bullet_list_close", "ul", lambda _: "-")

    def numbers(self, token: Token) -> _Block:
        start = int(token.attrGet("start") or 1) if token.attrGet("start") is not None else 1
        return self._list("ordered_list_close", "ol", lambda n: f"{start + n}.")

    def _list(self, closing: str, kind: str, mark: Callable[[int], str]) -> _Block:
        lines: list[str] = []
        count, was_plain = 0, True
        while self.tokens[self.at].type != closing:
            self.at += 1  # list_item_open
            inner = self.blocks("list_item_close")
            is_tight = all(block.kind != "p" or block.hugs for block in inner)
            if not inner or inner[0].kind != "p":
                inner.insert(0, _Block([BREAK if inner else "&#160;"], "p", True))
            for n, block in enumerate(inner):
                block.hugs = is_tight and n > 0 and block.kind in ("ul", "ol") and inner[n - 1].kind == "p"
            body = _join(inner)
            is_plain = is_tight and all(block.kind == "p" or block.hugs for block in inner)
            if count and not (is_plain and was_plain):
                lines.append("")
            lines.append(f"{mark(count)} {body[0].lstrip()}")
            lines += _shift(body[1:])
            count, was_plain = count + 1, is_plain
        self.at += 1
        return _Block(lines, kind)

    def table(self, token: Token) -> _Block:
        rows: list[list[str]] = []
        align: list[str] = []
        written = -1
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "tr_open":
                rows.append([])
                written = token.map[0] if token.map else -1
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    style = str(token.attrGet("style") or "")
                    align.append({"left": ":---", "right": "---:", "center": ":---:"}.get(style[11:], "---"))
                rows[-1].append(_cell(self.tokens[self.at].content))
            elif token.type == "tr_close" and len(rows) > 1 and 0 <= written < len(self.source):
                # CommonMark drops the cells behind the last column; their words stay, in the last cell.
                cells = _PIPE.split(self.source[written].strip(" \t>").removeprefix("|"))
                beyond = [cell.strip() for cell in cells[len(rows[0]) :] if cell.strip()]
                rows[-1][-1] = " ".join([rows[-1][-1], *beyond])
        self.at += 1
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return _Block([lines[0], f"| {' | '.join(align)} |", *lines[1:]], "table")

    def box(self, token: Token) -> _Block:
        return _Block([token.info, *_shift(_join(_read(token.content, self.words)) or ["&#160;"])], "box")

    def footnote(self, token: Token) -> _Block:
        body = _join(_read(token.content, self.words)) or ["&#160;"]
        # Behind its last word stands the way back, which would be read as part of an address.
        body[-1] = _LAST_ADDRESS.sub(r"<\1>", body[-1])
        return _Block([f"[^{token.info}]: {body[0]}", *_shift(body[1:])], "footnote")


_WRITERS: dict[str, Callable[[_Writer, Token], _Block]] = {
    "paragraph_open": _Writer.paragraph,
    "heading_open": _Writer.heading,
    "fence": _Writer.fence,
    "code_block": _Writer.fence,
    "html_block": _Writer.html,
    "hr": _Writer.rule,
    "blockquote_open": _Writer.quote,
    "bullet_list_open": _Writer.bullets,
    "ordered_list_open": _Writer.numbers,
    "table_open": _Writer.table,
    "box": _Writer.box,
    "footnote": _Writer.footnote,
}


def _shift(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]


def _paragraph_line(line: str) -> str:
    """A line of a paragraph: what would begin a heading, a list or a quote there is escaped; `\\` breaks the line."""
    line = line.lstrip(" ")
    if line[:1] == "#":
        line = f"\\{line}"
    if line.endswith("\\") and not line.endswith("\\\\"):
        line = f"{line[:-1]}  "
    return line


def _cell(content: str) -> str:
    """A table's cell: a bar in its words is escaped, one in code is not."""
    if "|" not in content:
        return content
    parts = re.split(r"(`+[^`]*`+)", content)
    return "".join(part if n % 2 else part.replace("|", "\\|") for n, part in enumerate(parts))


def _info(info: str) -> str:
    """What may stand behind the marks of a fence: the language alone, and the options the page knows."""
    info = info.strip()
    if not info:
        return ""
    if info[0] == "{" and info[-1] == "}" and "=" not in info:
        return f" {info}"
    options = _OPTIONS.findall(info)
    language = _LANGUAGE.match(info)
    return " ".join([language[0] if language and not language[0].endswith("=") else "text", *options])
