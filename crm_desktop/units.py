"""How a unit reads behind a number: "1 worek", "3 worki", "7 worków", "2,5 worka"; abbreviations stay as they are."""

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
"""Two to four, five and more, a part of one: words of Polish trade. The word is the goods' own, so it is declined in
every language of the window."""
WHOLE = 1000


def unit_word(unit: str, quantity: int) -> str:
    """`unit` as it stands behind `quantity` thousandths."""
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
