"""Sales of an earlier program as a sheet: many lines, the same every time, for what is measured at a million."""

import random
from datetime import date, timedelta
from pathlib import Path

FIRST, DAYS = date(2023, 1, 1), 3 * 365
HEADS = (
    *("document", "date", "product_code", "product_name", "product_group", "product_subgroup", "quantity"),
    *("unit_price", "cost", "customer", "customer_group", "country", "region", "employee", "channel", "warehouse"),
)
PRODUCTS, CUSTOMERS, SUBGROUPS = 5_000, 20_000, 120
COUNTRIES = ("PL", "PL", "PL", "PL", "DE", "CZ", "SK", "LT")


def write_sheet(file: Path, *, lines: int, seed: int = 1) -> None:
    """Documents of one to five lines, two in a hundred of them returns; a cost is missing now and then."""
    chance = random.Random(seed)
    goods = [_product(number, chance) for number in range(PRODUCTS)]
    buyers = [_customer(number, chance) for number in range(CUSTOMERS)]
    left, document = lines, 0
    with file.open("w", encoding="utf-8") as sheet:
        sheet.write(",".join(HEADS) + "\n")
        while left:
            document += 1
            count = min(left, chance.randint(1, 5))
            left -= count
            day = FIRST + timedelta(days=int(DAYS * chance.random() ** 0.8))
            buyer = buyers[int(CUSTOMERS * chance.random() ** 2)]
            channel, warehouse = chance.choice(("sklep", "telefon", "targi")), chance.randint(1, 3)
            who = f"{buyer},e{chance.randrange(12)},{channel},M{warehouse}"
            sign = "-" if chance.random() < 0.02 else ""
            for _ in range(count):
                told, price = goods[int(PRODUCTS * chance.random() ** 2)]
                quantity = chance.randint(1, 20)
                cost = (
                    "" if chance.random() < 0.05 else f"{sign}{quantity * price * 7 // 1000}.{chance.randrange(100):02}"
                )
                sheet.write(f"D{document},{day},{told},{sign}{quantity},{price // 100}.{price % 100:02},{cost},{who}\n")


def _product(number: int, chance: random.Random) -> tuple[str, int]:
    subgroup = chance.randrange(SUBGROUPS)
    return f"P{number:05},Towar {number},Grupa {subgroup // 6},Podgrupa {subgroup}", chance.randint(200, 20_000)


def _customer(number: int, chance: random.Random) -> str:
    group, country, region = chance.randrange(8), chance.choice(COUNTRIES), chance.randrange(16)
    return f"Klient {number},Grupa klientów {group},{country},Region {region}"
