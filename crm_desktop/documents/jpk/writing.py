"""A period as XML, in the order and spelling of either version's schema."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crm_desktop.documents.jpk.records import Group, MagDocument, MagLine, MagPeriod
from crm_desktop.documents.jpk.rules import house_of, token
from crm_desktop.money import QUANTITY_SCALE, divide_half_away, minor_text, quantity_text

SPACES = {1: "http://jpk.mf.gov.pl/wzor/2016/03/09/03093/", 2: "http://jpk.mf.gov.pl/wzor/2025/11/24/11242/"}
TYPES = {
    1: "http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2016/01/25/eD/DefinicjeTypy/",
    2: "http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/",
}
Parts = Iterable[tuple[str, str]]
"""Names and texts; a part without a text is left out."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a group names its parts: the day goods moved, who or where, what quantities are called."""

    moved: str
    party: str
    quantity: str
    goods: str = "Towaru"
    invoice: bool = False


SPELLINGS = {
    Group.PZ: Spelling("DataOtrzymania", "Dostawca", "IloscPrzyjeta", invoice=True),
    Group.PW: Spelling("DataOtrzymania", "Wydzial", "IloscPrzyjeta", goods="Produktu"),
    Group.WZ: Spelling("DataWydania", "Odbiorca{}", "IloscWydana", invoice=True),
    Group.RW: Spelling("DataWydania", "Dokad{}", "IloscWydana"),
    Group.MM_IN: Spelling("DataPrzyjecia", "Skad{}", "IloscPrzyjeta"),
    Group.MM_OUT: Spelling("DataWydania", "Dokad{}", "IloscWydana"),
}


def tree_of(period: MagPeriod) -> Any:
    """The root element of the file."""
    from lxml import etree

    space = SPACES[period.version]
    root = etree.Element(f"{{{space}}}JPK", nsmap={None: space, "etd": TYPES[period.version]})
    _Writer(root, period).write()
    return root


class _Writer:
    def __init__(self, root: Any, period: MagPeriod) -> None:
        self._root, self._period = root, period
        self._space, self._types = f"{{{SPACES[period.version]}}}", f"{{{TYPES[period.version]}}}"

    def _add(self, parent: Any, name: str, text: str | None = None, *, of_types: bool = False) -> Any:
        from lxml import etree

        element = etree.SubElement(parent, f"{self._types if of_types else self._space}{name}")
        element.text = text
        return element

    def _fill(self, parent: Any, parts: Parts, *, of_types: bool = False) -> None:
        for name, text in parts:
            if text:
                self._add(parent, name, text, of_types=of_types)

    def write(self) -> None:
        self._heading()
        self._company()
        self._fill(self._root, [("Magazyn", token(self._period.warehouse))])
        if self._period.version == 1:
            self._version_1()
        else:
            self._fill(self._root, [("Metoda", str(self._period.method))])
            self._version_2()

    def _heading(self) -> None:
        period, heading = self._period, self._add(self._root, "Naglowek")
        form = self._add(heading, "KodFormularza", "JPK_MAG")
        form.set("kodSystemowy", f"JPK_MAG ({period.version})")
        form.set("wersjaSchemy", "1-0")
        self._fill(
            heading,
            [
                ("WariantFormularza", str(period.version)),
                ("CelZlozenia", "1"),
                ("DataWytworzeniaJPK", f"{period.made_at:%Y-%m-%dT%H:%M:%SZ}"),
                ("DataOd", period.since.isoformat()),
                ("DataDo", period.until.isoformat()),
                ("DomyslnyKodWaluty", period.currency),
                ("KodUrzedu", period.company.tax_office),
            ],
        )

    def _company(self) -> None:
        company, part = self._period.company, self._add(self._root, "Podmiot1")
        known = self._add(part, "IdentyfikatorPodmiotu")
        self._fill(known, [("NIP", company.nip), ("PelnaNazwa", token(company.name)[:240].rstrip())], of_types=True)
        house = house_of(company.street)
        where = [("Ulica", token(house.street)), ("NrDomu", house.house), ("NrLokalu", house.flat)]
        place, code = [("Miejscowosc", token(company.city))], [("KodPocztowy", company.postal_code)]
        if company.country != "PL":
            abroad = self._add(self._add(part, "Adres"), "AdresZagr")
            self._fill(abroad, [("KodKraju", company.country), *code, *place, *where], of_types=True)
            return
        units = [("Wojewodztwo", token(company.province)), ("Powiat", token(company.county))]
        units.append(("Gmina", token(company.commune)))
        at_home = [("KodKraju", "PL"), *units, *where, *place, *code]
        if self._period.version == 1:
            address = self._add(part, "AdresPodmiotu")
            self._fill(address, [*at_home, ("Poczta", token(company.city))], of_types=True)
        else:
            self._fill(self._add(self._add(part, "Adres"), "AdresPol"), at_home, of_types=True)

    # --- version 2: each document a group of its own, its lines inside

    def _version_2(self) -> None:
        for document in self._period.documents:
            if document.group is Group.INW:
                self._count(document)
                continue
            name = document.group.value
            value = self._add(self._add(self._root, name), f"{name}Wartosc")
            self._fill(value, self._head_2(document))
            for place, line in enumerate(document.lines, 1):
                row = self._add(value, f"{name}Wiersz")
                self._fill(row, [(f"NrWiersza{name}", str(place)), *self._line(document.group, name, line)])

    def _head_2(self, document: MagDocument) -> Iterator[tuple[str, str]]:
        name, spelling = document.group.value, SPELLINGS[document.group]
        yield f"Numer{name}", token(document.number)
        yield f"Data{name}", document.issued_on.isoformat()
        yield f"Wartosc{name}", minor_text(document.value) if self._period.valued else ""
        yield f"{spelling.moved}{name}", document.moved_on.isoformat()
        if document.group is Group.RW:
            yield "DokadRW", token(document.party)
            return
        yield spelling.party.format(name), token(document.party)
        if spelling.invoice:
            yield f"NumerFa{name}", token(document.invoice_number)
            yield f"NrKSeF{name}", document.ksef_number
            yield f"DataFa{name}", document.invoice_date.isoformat() if document.invoice_date else ""

    def _line(self, group: Group, name: str, line: MagLine) -> Iterator[tuple[str, str]]:
        spelling = SPELLINGS[group]
        valued = self._period.valued and line.value is not None
        yield f"Kod{spelling.goods}{name}", token(line.code)
        yield f"Nazwa{spelling.goods}{name}", token(line.name)
        yield f"{spelling.quantity}{name}", quantity_text(line.quantity)
        yield f"JednostkaMiary{name}", token(line.unit)
        yield f"CenaJedn{name}", _unit_cost(line) if valued else ""
        yield f"WartoscPozycji{name}", minor_text(line.value or 0) if valued else ""

    def _count(self, document: MagDocument) -> None:
        """What was found, line by line."""
        count = self._add(self._root, "INW")
        began, ended = document.counted_from, document.counted_to
        self._fill(
            self._add(count, "Termin"),
            [
                ("DataInwentaryzacji", document.moved_on.isoformat()),
                ("DataCzasOd", f"{began:%Y-%m-%dT%H:%M:%SZ}" if began else ""),
                ("DataCzasDo", f"{ended:%Y-%m-%dT%H:%M:%SZ}" if ended else ""),
            ],
        )
        table = self._add(count, "Tabela1")
        for place, line in enumerate(document.lines, 1):
            self._fill(
                self._add(table, "Wiersz"),
                [
                    ("Lp", str(place)),
                    ("Indeks", token(line.code)),
                    ("Nazwa", token(line.name)),
                    ("Jednostka", token(line.unit)),
                    ("Ilosc", quantity_text(line.quantity)),
                    ("Wartosc", minor_text(line.value) if line.value is not None and self._period.valued else ""),
                    ("Uwagi", token(document.number)),
                ],
            )

    # --- version 1: of a group first all documents, then all lines, then how many and how much

    def _version_1(self) -> None:
        by_name: dict[str, list[MagDocument]] = {"PZ": [], "WZ": [], "RW": [], "MM": []}
        for document in self._period.documents:
            name = "MM" if document.group in (Group.MM_IN, Group.MM_OUT) else document.group.value
            if name in by_name:
                by_name[name].append(document)
        for name, documents in by_name.items():
            if documents:
                self._group_1(name, documents)

    def _group_1(self, name: str, documents: list[MagDocument]) -> None:
        group = self._add(self._root, name)
        for document in documents:
            self._fill(self._add(group, f"{name}Wartosc"), self._head_1(name, document))
        for document in documents:
            for line in document.lines:
                row = self._add(group, f"{name}Wiersz")
                kind = Group.MM_OUT if name == "MM" else document.group
                self._fill(row, [(f"Numer2{name}", token(document.number)), *self._line(kind, name, line)])
        control = self._add(group, f"{name}Ctrl")
        total = sum(document.value for document in documents)
        self._fill(control, [(f"Liczba{name}", str(len(documents))), (f"Suma{name}", minor_text(total))])

    def _head_1(self, name: str, document: MagDocument) -> Iterator[tuple[str, str]]:
        yield f"Numer{name}", token(document.number)
        yield f"Data{name}", document.issued_on.isoformat()
        yield f"Wartosc{name}", minor_text(document.value)
        moved = "DataOtrzymania" if document.group is Group.PZ else "DataWydania"
        yield f"{moved}{name}", document.moved_on.isoformat()
        here, there = token(self._period.warehouse), token(document.party)
        match document.group:
            case Group.RW | Group.MM_OUT:
                yield from ((f"Skad{name}", here), (f"Dokad{name}", there))
            case Group.MM_IN:
                yield from ((f"Skad{name}", there), (f"Dokad{name}", here))
            case _:
                yield SPELLINGS[document.group].party.format(name), there
                yield f"NumerFa{name}", token(document.invoice_number)
                yield f"DataFa{name}", document.invoice_date.isoformat() if document.invoice_date else ""


def _unit_cost(line: MagLine) -> str:
    """Of one unit, to the grosz; the whole of the line where nothing moved."""
    value, quantity = line.value or 0, line.quantity
    if quantity == 0:
        return minor_text(value)
    sign = 1 if quantity > 0 else -1
    return minor_text(divide_half_away(sign * value * QUANTITY_SCALE, sign * quantity))
