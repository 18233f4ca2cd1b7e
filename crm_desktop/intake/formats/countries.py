"""A country as people write it -> its two letters."""

from crm_desktop.intake.field_maps import squeezed

_COUNTRIES = {
    squeezed(name): code
    for code, names in {
        "PL": "polska poland polen rp",
        "DE": "niemcy germany deutschland",
        "CZ": "czechy czechia czechrepublic cesko tschechien",
        "SK": "slowacja slovakia slovensko",
        "UA": "ukraina ukraine україна",
        "LT": "litwa lithuania lietuva",
        "AT": "austria osterreich",
        "FR": "francja france",
        "GB": "wielkabrytania unitedkingdom uk greatbritain anglia england",
        "NL": "holandia niderlandy netherlands",
        "BE": "belgia belgium",
        "IT": "wlochy italy italia",
        "ES": "hiszpania spain espana",
        "HU": "wegry hungary",
        "SE": "szwecja sweden",
        "DK": "dania denmark",
        "RO": "rumunia romania rumanien",
        "BG": "bulgaria bulgarien",
        "HR": "chorwacja croatia kroatien hrvatska",
        "SI": "slowenia slovenia slowenien",
        "LV": "lotwa latvia lettland",
        "EE": "estonia estland",
        "FI": "finlandia finland finnland",
        "NO": "norwegia norway norwegen",
        "CH": "szwajcaria switzerland schweiz",
        "IE": "irlandia ireland irland",
        "PT": "portugalia portugal",
        "GR": "grecja greece griechenland",
        "LU": "luksemburg luxembourg luxemburg",
        "US": "usa unitedstates stanyzjednoczone",
    }.items()
    for name in names.split()
}


def country_code(text: str) -> str:
    """Two letters; "" for a country that is not known by name."""
    plain = squeezed(text)
    if plain in _COUNTRIES:
        return _COUNTRIES[plain]
    return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else ""
