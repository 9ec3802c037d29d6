"""Lists of nominees as offices keep them: whom each line names, and what nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from awards.catalogue.enums import SubjectKind
from awards.ledger.subjects import Subject, name_of
from awards.nominations.models import Dossier
from awards.nominations.selectors.candidates import subjects_of
from emulation.files.cells import Rows, day_of, text_of
from emulation.files.tables import Table, filled_sheets, find_table
from emulation.people.models import Household, Person
from emulation.ui.cleaning import clean_text
from emulation.ui.vietnamese import fold, sort_key, spelled
from emulation.units.models import Unit

ASKED_AT_ONCE = 50
WORDS = {
    "name": (
        "Họ và tên", "Họ tên", "Họ, tên", "Ông (bà) họ và tên", "Tên", "Tên tập thể", "Tập thể",
        "Tên đơn vị", "Họ và tên, chức vụ", "Họ và tên chủ hộ", "Tên cá nhân", "Cá nhân",
    ),
    "title": ("Ông (bà)", "Ông/Bà", "Ông bà", "Danh xưng"),
    "code": ("Mã cán bộ", "Mã CB", "Mã CBCC", "Mã nhân viên", "Mã số", "Mã", "Mã đơn vị"),
    "birth": ("Ngày sinh", "Ngày tháng năm sinh", "Năm sinh"),
    "position": (
        "Chức vụ", "Chức danh", "Chức vụ, đơn vị", "Chức vụ, chức danh", "Chức vụ, đơn vị công tác",
    ),
    "unit": ("Đơn vị", "Đơn vị công tác", "Cơ quan", "Nơi công tác", "Phòng ban"),
}  # fmt: skip
NUMBER = re.compile(r"(?:\d{1,4}|[IVXLC]{1,6})\s*(?:[.)/:-]\s*|\s+(?=\D)|$)|[-+*•–]\s+")
TITLE = re.compile(
    r"(?:Ông\s*/\s*Bà|Ông\s*\(\s*bà\s*\)|Ông|Bà|Đồng\s+chí|Đ\s*/\s*c|Đ\s*\.\s*c|Anh|Chị)(?:[.:]\s*|\s+|$)",
    re.IGNORECASE,
)
SEPARATE = re.compile(r"\t|;| {3,}|\|")
YEAR = re.compile(r"(?:19|20)\d\d")
ASIDE = re.compile(r"\(([^()]*)\)|\s[–-]\s(.*)$|,\s*(.*)$")


@dataclass(frozen=True)
class Match:
    """A line of a list: whom it surely names, or who may be meant, or what is wrong with it.

    ``group`` is the unit that a line names for those below it; such a line names nobody.
    """

    number: int
    line: str
    subjects: tuple[Subject, ...] = ()
    like: tuple[Subject, ...] = ()
    group: str = ""
    fault: str = ""


@dataclass
class _Line:
    number: int
    line: str
    name: str = ""
    rest: list[str] = field(default_factory=list)
    fault: str = ""
    unit: int | None = None


def listed_text(book: dict[str, Rows]) -> tuple[str, list[str]]:
    """Return the first filled sheet of a workbook as pasted lines, and the names of the others."""
    names = filled_sheets(book)
    rows = book[names[0]] if names else []
    lines = ("\t".join(_written(cell) for cell in row).rstrip("\t") for row in rows)
    return "\n".join(lines), names[1:]


def _written(cell: Any) -> str:
    try:
        return re.sub(r"[\t\n;|]+", " ", text_of(cell))
    except ValueError:
        return str(cell)  # the line says what is wrong with it


def match_lines(dossier: Dossier, kind: str, text: str) -> list[Match]:
    """Return whom each line of ``text`` names.

    Numbering, "Ông/Bà", columns and brackets are set aside; positions, units, days of birth and
    staff numbers tell people of the same name apart. A name that differs in its marks is another
    person's: it is told, never taken. The names are looked up together.
    """
    lines = list(_lines(text))
    units = list(Unit.objects.below(dossier.unit))
    groups = {
        spelled(name): unit for unit in units for name in (unit.name, unit.short_name) if name
    }
    individual = kind != SubjectKind.COLLECTIVE
    found = _Subjects(dossier, kind, [each.name for each in lines], units)
    matches: list[Match] = []
    section: Unit | None = None
    for each in lines:
        group = groups.get(spelled(each.name)) if individual and not any(each.rest) else None
        if group is not None:
            section = group
            matches.append(Match(each.number, each.line, group=group.label))
            continue
        each.unit = section.pk if section else None
        matches.append(found.match(each))
    return matches


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold something, below the heads where there are any."""
    rows: Rows = [[cell or None for cell in _cells(line)] for line in text.splitlines()]
    table = find_table(rows, WORDS, needed=("name",))
    start = table.start if table is not None else 0
    for number, row in enumerate(rows[start:], start=start + 1):
        line = " ".join(str(cell) for cell in row if cell)
        if not line:
            continue
        try:
            cells = [clean_text(str(cell or "")) for cell in row]
        except ValueError as error:
            yield _Line(number, line, fault=str(error))
            continue
        name, rest = _by_heads(cells, table) if table else _by_place(cells)
        yield _Line(number, line, *_bare(name, rest))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in SEPARATE.split(line)]


def _by_heads(cells: list[str], table: Table) -> tuple[str, list[str]]:
    filled = [cell for cell in cells if cell]
    name = str(table.cell(cells, "name") or "")
    if not name and filled:
        name = filled[-1] if len(filled) < 3 else ""
        return name, []
    wanted = ("code", "birth", "position", "unit")
    return name, [str(table.cell(cells, each) or "") for each in wanted]


def _by_place(cells: list[str]) -> tuple[str, list[str]]:
    """Return the first cell that is no number and no "Ông", and those after it."""
    for place, cell in enumerate(cells):
        if cell and NUMBER.sub("", cell, count=1) and TITLE.sub("", f"{cell} ", count=1).strip():
            return cell, cells[place + 1 :]
    return "", []


def _bare(name: str, rest: list[str]) -> tuple[str, list[str]]:
    """Return a name without numbering, "Ông" and what stands behind it, which is set aside."""
    bare = NUMBER.sub("", name, count=1) if NUMBER.match(name) else name
    bare = TITLE.sub("", bare, count=1) if TITLE.match(bare) else bare
    aside = [part for found in ASIDE.finditer(bare) for part in found.groups() if part]
    return " ".join(ASIDE.sub(" ", bare).split()), [*(cell for cell in rest if cell), *aside]


class _Subjects:
    """Subjects of a dossier by the names of a list, read with few queries."""

    def __init__(self, dossier: Dossier, kind: str, names: list[str], units: list[Unit]) -> None:
        self.alike: dict[str, list[Subject]] = {}
        read: Iterable[Subject] = units
        if kind != SubjectKind.COLLECTIVE:
            rows: Any = subjects_of(dossier, kind)
            read = list(rows.filter(sort_key__in={sort_key(name) for name in names}))
            known = {spelled(_called(each)) for each in read}
            missing = sorted({fold(name) for name in names if spelled(name) not in known} - {""})
            for start in range(0, len(missing), ASKED_AT_ONCE):
                asked = Q()
                for name in missing[start : start + ASKED_AT_ONCE]:
                    asked |= Q(search_text__startswith=name)
                read += list(rows.filter(asked))
        for subject in dict.fromkeys(read):
            self.alike.setdefault(fold(_called(subject)), []).append(subject)

    def match(self, line: _Line) -> Match:
        """Return whom the line names."""
        if line.fault:
            return Match(line.number, line.line, fault=line.fault)
        like = self.alike.get(fold(line.name), [])
        exact = [each for each in like if spelled(_called(each)) == spelled(line.name)]
        meant = _told_apart(exact, line) if len(exact) > 1 else exact
        if len(meant) == 1 and not _contradicts(meant[0], line):
            return Match(line.number, line.line, (meant[0],), tuple(like))
        several = meant if len(meant) > 1 else exact if len(exact) > 1 else ()
        return Match(line.number, line.line, tuple(several), tuple(like))


def _called(subject: Subject) -> str:
    return subject.full_name if isinstance(subject, Person) else _name(subject)


def _name(subject: Unit | Household) -> str:
    return subject.name if isinstance(subject, Unit) else subject.head_name


def _told_apart(same: list[Subject], line: _Line) -> list[Subject]:
    """Return those of one name whom staff number, unit, birth, position or section name."""
    told = [each for each in same if any(_says(mark, each) for mark in line.rest)]
    if line.unit is not None and len(told) != 1:
        among = told or same
        told = [each for each in among if getattr(each, "unit_id", None) == line.unit]
    return told or same


def _says(mark: str, subject: Subject) -> bool:
    """Return whether a mark beside a name speaks of this subject."""
    folded = fold(mark)
    if isinstance(subject, Unit):
        return folded == fold(subject.code)
    known = {fold(subject.unit.code), fold(subject.unit.name), fold(subject.unit.short_name)}
    if isinstance(subject, Person):
        known |= {fold(subject.code), fold(subject.position)}
        if (day := _day(mark)) is not None:
            return bool(day == subject.birth_date)
        if YEAR.fullmatch(mark) and subject.birth_date is not None:
            return bool(subject.birth_date.year == int(mark))
    known.discard("")
    return folded in known or any(len(each) > 3 and each in folded for each in known)


def _day(mark: str) -> Any:
    try:
        return day_of(mark)
    except ValueError:
        return None


def _contradicts(subject: Subject, line: _Line) -> bool:
    """Return whether a day of birth or a staff number beside the name is somebody else's."""
    if not isinstance(subject, Person):
        return False
    for mark in line.rest:
        day = _day(mark)
        if YEAR.fullmatch(mark):
            if subject.birth_date is not None and subject.birth_date.year != int(mark):
                return True
            continue
        if day is not None and subject.birth_date not in (None, day):
            return True
        coded = subject.code and " " not in mark and day is None and re.search(r"\d", mark)
        if coded and not _says(mark, subject):
            return True
    return False


def described(subject: Subject) -> str:
    """Return a subject as it is chosen among others of its name."""
    if isinstance(subject, Unit):
        return f"{subject.name} ({subject.code})"
    parts = [name_of(subject)]
    if isinstance(subject, Person):
        born = f"{subject.birth_date:%d/%m/%Y}" if subject.birth_date else ""
        parts += [subject.position, subject.code, born]
    return ", ".join(filter(None, [*parts, subject.unit.label]))


def fault_of(match: Match) -> str:
    """Return what is to be done about a line that does not name one subject, or nothing."""
    given: dict[str, object] = {"n": match.number, "line": match.line, "fault": match.fault}
    if match.fault:
        return _("Line %(n)s: %(fault)s") % given
    if match.group or len(match.subjects) == 1:
        return ""
    if match.subjects:
        return _("Line %(n)s: several of this name; add “; staff number”: %(line)s.") % given
    if match.like:
        given["names"] = ", ".join(dict.fromkeys(name_of(each) for each in match.like))
        text = _("Line %(n)s: nobody is spelled “%(line)s”. Is it %(names)s? Correct the line.")
        return text % given
    return _("Line %(n)s: nobody of this name in your unit: %(line)s.") % given
