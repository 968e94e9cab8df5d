"""Finds what can be changed in a Swift source: every place is a mutant, with the text that makes it.

No Swift parser is needed: comments and texts are blanked out, brackets are matched, and a change
that does not compile is left out by whoever builds it.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Mutant:
    file: str
    line: int
    source: str
    change: str
    # Texts to put in, as (position, length taken out, text with {id}).
    edits: list = field(repr=False)
    # The last line that the change covers.
    last: int = 0
    column: int = 0
    id: int = 0

    @property
    def key(self):
        return (self.file, self.source, self.change)

    def __str__(self):
        return f"{self.file}:{self.line}: {self.change}: {self.source}"


OPERATORS = {
    ">=": ">", ">": ">=", "<=": "<", "<": "<=", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+",
}
OPENING, CLOSING = "([{", ")]}"


def blanked(text):
    """The text with comments, texts and regions without rules as blanks, of the same length."""
    out = list(text)

    def blank(start, end):
        for i in range(start, end):
            if out[i] != "\n":
                out[i] = " "

    def skip_text(i):
        quote = '"""' if text.startswith('"""', i) else '"'
        i += len(quote)
        while i < len(text) and not text.startswith(quote, i):
            if text[i] == "\\" and text[i + 1] == "(":
                depth, i = 1, i + 2
                while depth:
                    if text[i] == '"':
                        i = skip_text(i)
                        continue
                    depth += {"(": 1, ")": -1}.get(text[i], 0)
                    i += 1
            else:
                i += 2 if text[i] == "\\" else 1
        return i + len(quote)

    i = 0
    while i < len(text):
        if text.startswith("//", i):
            end = text.find("\n", i)
            blank(i, len(text) if end < 0 else end)
            i = len(text) if end < 0 else end
        elif text[i] == '"':
            end = skip_text(i)
            # Something stays, so that operands are seen.
            blank(i, end)
            out[i] = out[end - 1] = '"'
            i = end
        else:
            i += 1
    code = "".join(out)
    for match in re.finditer(r"func write\(to json: JSONOutput\) \{", code):
        end = closing(code, match.end() - 1)
        code = code[: match.start()] + re.sub(r"\S", " ", code[match.start() : end]) + code[end:]
    return code


def closing(code, start):
    """The position of the bracket that closes the one at `start`."""
    depth = 0
    for i in range(start, len(code)):
        if code[i] in OPENING:
            depth += 1
        elif code[i] in CLOSING:
            depth -= 1
            if depth == 0:
                return i
    return len(code) - 1


def conditions(code, start, is_guard):
    """The clauses of a condition that begins at `start`, as (start, end), and where they end."""
    parts, begin, i = [], start, start
    while i < len(code):
        if is_guard and re.match(r"\selse\s*\{", code[i : i + 20]):
            break
        if code[i] == "{" and not is_guard:
            break
        if code[i] in OPENING:
            i = closing(code, i)
        elif code[i] == ",":
            parts.append((begin, i))
            begin = i + 1
        i += 1
    parts.append((begin, i))
    trimmed = []
    for a, b in parts:
        raw = code[a:b]
        trimmed.append((a + len(raw) - len(raw.lstrip()), b - len(raw) + len(raw.rstrip())))
    return trimmed, i


class Finder:
    def __init__(self, file, text):
        self.file, self.text, self.code = file, text, blanked(text)
        self.lines = text.split("\n")
        self.found = []

    def line_of(self, position):
        return self.code.count("\n", 0, position) + 1

    def add(self, position, change, *edits, end=None):
        line = self.line_of(position)
        self.found.append(
            Mutant(
                self.file, line, self.lines[line - 1].strip(), change, list(edits),
                last=self.line_of(end if end is not None else position),
                column=position - self.code.rfind("\n", 0, position)))

    def all(self):
        self.operators()
        self.clauses()
        self.flags()
        self.statements()
        return self.found

    def operators(self):
        for match in re.finditer(r"(?<=\s)(>=|<=|==|!=|&&|\|\||[<>+-])(?=\s)", self.code):
            line = self.code[self.code.rfind("\n", 0, match.start()) + 1 : match.start()]
            if re.search(r"\bfunc\b|\bextension\b|\bwhere\s+\w+\s*$", line):
                continue
            operator = match[0]
            before = self.code[: match.start()].rstrip()[-1:]
            after = self.code[match.end() :].lstrip()[:1]
            if operator in "+-" and (before in '"]' or after in '"['):
                continue
            self.add(
                match.start(), f"{operator} -> {OPERATORS[operator]}",
                (match.start(), len(operator), "{" + operator + "}"))

    def clauses(self):
        for match in re.finditer(r"(?<!#)\b(guard|if|while|where)\b(?=\s)", self.code):
            word = match[0]
            line = self.code[self.code.rfind("\n", 0, match.start()) + 1 : match.start()]
            if word == "where" and re.search(r"\b(func|extension|struct|case|init)\b", line):
                continue
            parts, end = conditions(self.code, match.end(), word == "guard")
            for a, b in parts:
                self.clause(word, a, b)

    def clause(self, word, a, b):
        clause = self.code[a:b]
        if re.match(r"(case\b|#|let\b|var\b)", clause) or not clause:
            if word == "if" and re.match(r"let\b", clause):
                # Together with the binding, so that what it binds is still there.
                self.add(a, "if let -> never", (b, 0, ", mutantNot({id})"), end=b)
            return
        shift = len("try ") if clause.startswith("try ") else 0
        for value in ("true", "false"):
            if word == "while" and value == "true":
                continue
            self.add(
                a, f"{word} ... -> {word} {value}",
                (a + shift, 0, f"mutant{value.title()}({{id}}, "), (b, 0, ")"), end=b)

    def flags(self):
        for match in re.finditer(r"(?<![.\w])(true|false)\b(?!:)", self.code):
            line = self.code[self.code.rfind("\n", 0, match.start()) + 1 : match.start()]
            if re.search(r"\b(package|private|static)\b.*\b(var|let|func|init)\b|\bfunc\b", line):
                continue
            other = "false" if match[0] == "true" else "true"
            self.add(
                match.start(), f"{match[0]} -> {other}",
                (match.start(), len(match[0]), f"mutantFlag({{id}}, {match[0]})"))

    def statements(self):
        """Calls that stand alone, and refusals outside of a guard, are left out."""
        start = r"(?m)^[ ]+(?=(?:_ = )?(?:try )?[a-z$][\w.$\[\]?]*\()|^[ ]+(?=throw )"
        for match in re.finditer(start, self.code):
            begin = match.end()
            before = self.code[: match.start()].rstrip()
            if before[-1:] not in "{})" or before.endswith("case"):
                continue
            last = before[before.rfind("\n") + 1 :]
            is_refusal = self.code.startswith("throw ", begin)
            if is_refusal and last.endswith("else {"):
                continue
            if re.match(r"(return|if|guard|switch|for|while|super|self\.init)\b", self.code[begin:]):
                continue
            end = self.end_of_statement(begin)
            follows = self.code[end:].lstrip()[:2]
            if end < 0 or (follows[:1] in ".?+-<>=|&:" and follows):
                continue
            self.add(
                begin, "refusal left out" if is_refusal else "call left out",
                (begin, 0, "if mutantKeeps({id}) { "), (end, 0, " }"), end=end)

    def end_of_statement(self, begin):
        i = begin
        while i < len(self.code):
            if self.code[i] in OPENING:
                i = closing(self.code, i)
            elif self.code[i] == "\n":
                return i
            elif self.code[i] in CLOSING:
                return -1
            i += 1
        return -1
