"""How a unit reads: behind a number ("1 worek", "7 worków", "2,5 worka"; in English "7 bags") and alone.

Goods carry their unit as their company writes it. What is known here is declined, and said in English where English is
spoken; what is not known stays as it is.
"""

FORMS = {
    "worek": ("worki", "worków", "worka"),
    "karton": ("kartony", "kartonów", "kartonu"),
    "wiadro": ("wiadra", "wiader", "wiadra"),
    "kanister": ("kanistry", "kanistrów", "kanistra"),
    "wiązka": ("wiązki", "wiązek", "wiązki"),
    "butelka": ("butelki", "butelek", "butelki"),
    "puszka": ("puszki", "puszek", "puszki"),
    "paczka": ("paczki", "paczek", "paczki"),
    "paleta": ("palety", "palet", "palety"),
    "skrzynka": ("skrzynki", "skrzynek", "skrzynki"),
    "zgrzewka": ("zgrzewki", "zgrzewek", "zgrzewki"),
    "rolka": ("rolki", "rolek", "rolki"),
    "sztuka": ("sztuki", "sztuk", "sztuki"),
    "opakowanie": ("opakowania", "opakowań", "opakowania"),
    "pudełko": ("pudełka", "pudełek", "pudełka"),
    "słoik": ("słoiki", "słoików", "słoika"),
    "komplet": ("komplety", "kompletów", "kompletu"),
    "para": ("pary", "par", "pary"),
    "beczka": ("beczki", "beczek", "beczki"),
    "litr": ("litry", "litrów", "litra"),
    "metr": ("metry", "metrów", "metra"),
    "tona": ("tony", "ton", "tony"),
    "kilogram": ("kilogramy", "kilogramów", "kilograma"),
}
"""Two to four, five and more, a part of one: words of Polish trade. Abbreviations are not declined."""
ENGLISH = {
    "worek": ("bag", "bags"),
    "karton": ("carton", "cartons"),
    "wiadro": ("bucket", "buckets"),
    "kanister": ("canister", "canisters"),
    "wiązka": ("bundle", "bundles"),
    "butelka": ("bottle", "bottles"),
    "puszka": ("can", "cans"),
    "paczka": ("packet", "packets"),
    "paleta": ("pallet", "pallets"),
    "skrzynka": ("crate", "crates"),
    "zgrzewka": ("multipack", "multipacks"),
    "rolka": ("roll", "rolls"),
    "sztuka": ("piece", "pieces"),
    "opakowanie": ("pack", "packs"),
    "pudełko": ("box", "boxes"),
    "słoik": ("jar", "jars"),
    "komplet": ("set", "sets"),
    "para": ("pair", "pairs"),
    "beczka": ("barrel", "barrels"),
    "litr": ("litre", "litres"),
    "metr": ("metre", "metres"),
    "tona": ("tonne", "tonnes"),
    "kilogram": ("kilogram", "kilograms"),
}
"""One, and any other number of them."""
SHORT = {
    "szt": "sztuka",
    "op": "opakowanie",
    "opak": "opakowanie",
    "kpl": "komplet",
    "kart": "karton",
    "krt": "karton",
    "but": "butelka",
    "pal": "paleta",
    "rol": "rolka",
    "zgrz": "zgrzewka",
    "wor": "worek",
}
"""Abbreviations, with or without their full stop; symbols such as kg, l or m are the same in both languages."""
PIECES = ("pc", "pcs")
WHOLE = 1000


def unit_word(unit: str, quantity: int, language: str = "pl") -> str:
    """`unit` as it stands behind `quantity` thousandths, in "pl" or "en"."""
    if language != "pl":
        one, many = _english(unit)
        return one if abs(quantity) == WHOLE else many
    forms = FORMS.get(unit.strip().casefold())
    if forms is None:
        return unit
    few, many, part = forms
    whole, rest = divmod(abs(quantity), WHOLE)
    if rest:
        return part
    if whole == 1:
        return unit
    return few if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14) else many


def unit_name(unit: str, language: str = "pl") -> str:
    """`unit` alone, as over a column or in a question: "worek", "szt."; "bag", "pcs"."""
    if language == "pl":
        return unit
    found = _english(unit)
    return found[1] if found == PIECES else found[0]


def _english(unit: str) -> tuple[str, str]:
    plain = unit.strip().casefold()
    short = plain.removesuffix(".")
    if short == "szt":
        return PIECES
    return ENGLISH.get(SHORT.get(short, plain), (unit, unit))
