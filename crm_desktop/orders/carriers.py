"""Carriers by the names that clerks use, and where a parcel of each is looked up. Pure."""

from urllib.parse import quote

CARRIERS = ("InPost", "DPD", "DHL", "GLS", "UPS", "Poczta Polska")
_LINKS = {
    "inpost": "https://inpost.pl/sledzenie-przesylek?number=",
    "dpd": "https://tracktrace.dpd.com.pl/parcelDetails?typ=1&p1=",
    "dhl": "https://www.dhl.com/pl-pl/home/tracking.html?tracking-id=",
    "gls": "https://gls-group.com/PL/pl/sledzenie-paczek?match=",
    "ups": "https://www.ups.com/track?tracknum=",
    "poczta polska": "https://emonitoring.poczta-polska.pl/?numer=",
}


def tracking_link(carrier: str, tracking: str) -> str:
    """ "" for a carrier that is not known or a parcel without a number."""
    where = _LINKS.get(carrier.strip().casefold(), "")
    return where + quote(tracking.strip(), safe="") if where and tracking.strip() else ""
