"""What the sample company is made of: invented names, streets, goods. No real person or company is meant."""

FIRST = (
    "Anna Maria Katarzyna Agnieszka Barbara Ewa Krystyna Magdalena Joanna Aleksandra Zofia Hanna Łucja Żaneta Róża"
    " Jan Piotr Andrzej Krzysztof Tomasz Paweł Michał Marcin Jakub Adam Łukasz Grzegorz Józef Wojciech Bogusław"
).split()
LAST = (
    "Wrona Lis Zając Sowa Kruk Wilk Szpak Dzik Gołąb Jeleń Kos Bąk Żuk Sikora Czyż Łoś Gęś Słowik Bocian Dudek"
    " Wróbel Kawka Żuraw Bażant Sarna Borsuk Ryś Chomik Jaskółka Skowronek"
).split()
FEMALE = 15
"""So many of FIRST are women's names."""
FIRM_KINDS = (
    "Piekarnia Cukiernia Restauracja Kawiarnia Sklep Delikatesy Hotel Stołówka Bar Pizzeria Hurtownia Pierogarnia"
    " Lodziarnia Naleśnikarnia Ciastkarnia"
).split()
FIRM_NAMES = (
    "Złoty Kłos;Pod Lipą;Stary Młyn;Rogalik;Chrupka;Biała Mąka;Żytnia;Pszeniczka;Słodka Chwila;Kruszonka;Makowiec;"
    "U Źródła;Łąkowa;Świt;Gościniec;Dąbrowa;Trzy Siostry;Nad Wartą;Wiosenna;Bursztyn;Jarzębina;Piernik;Obwarzanek;"
    "Bagietka;Zakwas;Drożdżówka;Miodowa;Orzech;Jagodzianka;Śliwka"
).split(";")
FORMS = ("sp. z o.o.", "sp. j.", "s.c.", "sp. k.", "")
STREETS = (
    "Polna;Leśna;Słoneczna;Krótka;Szkolna;Ogrodowa;Lipowa;Łąkowa;Brzozowa;Kwiatowa;Kościelna;Sosnowa;Zielona;Parkowa;"
    "Akacjowa;Młyńska;Piekarska;Żytnia;Pszenna;Wąska;Świętojańska;Źródlana"
).split(";")
CITIES = (
    ("00-950", "Warszawa", "mazowieckie"),
    ("31-042", "Kraków", "małopolskie"),
    ("90-001", "Łódź", "łódzkie"),
    ("50-101", "Wrocław", "dolnośląskie"),
    ("61-001", "Poznań", "wielkopolskie"),
    ("80-001", "Gdańsk", "pomorskie"),
    ("70-001", "Szczecin", "zachodniopomorskie"),
    ("85-001", "Bydgoszcz", "kujawsko-pomorskie"),
    ("20-001", "Lublin", "lubelskie"),
    ("15-001", "Białystok", "podlaskie"),
    ("40-001", "Katowice", "śląskie"),
    ("35-001", "Rzeszów", "podkarpackie"),
    ("10-001", "Olsztyn", "warmińsko-mazurskie"),
    ("25-001", "Kielce", "świętokrzyskie"),
    ("45-001", "Opole", "opolskie"),
    ("65-001", "Zielona Góra", "lubuskie"),
)
GROUPS = ("Piekarnie", "Gastronomia", "Sklepy", "Hurt", "Internet")
GOODS: tuple[tuple[str, str, str, str, int], ...] = (
    ("Mąki", "Mąka pszenna|Mąka żytnia|Mąka orkiszowa|Mąka kukurydziana", "worek", "5", 48_00),
    ("Cukry i słodziki", "Cukier kryształ|Cukier puder|Cukier trzcinowy|Syrop glukozowy", "worek", "8", 82_00),
    ("Tłuszcze", "Margaryna|Masło ekstra|Olej rzepakowy|Smalec", "karton", "5", 96_00),
    ("Drożdże i spulchniacze", "Drożdże prasowane|Drożdże suche|Proszek do pieczenia|Soda", "szt", "8", 14_50),
    ("Ziarna i posypki", "Mak niebieski|Sezam|Słonecznik|Pestki dyni", "kg", "5", 22_40),
    ("Bakalie", "Rodzynki|Orzechy włoskie|Migdały|Żurawina suszona", "kg", "8", 39_90),
    ("Nadzienia i dżemy", "Marmolada|Powidła śliwkowe|Budyń|Krem orzechowy", "wiadro", "8", 61_00),
    ("Czekolada i kakao", "Czekolada deserowa|Kakao|Polewa|Wiórki czekoladowe", "kg", "23", 44_00),
    ("Dekoracje", "Barwnik|Lukier plastyczny|Perełki|Opłatek jadalny", "szt", "23", 17_90),
    ("Opakowania", "Torba papierowa|Karton na tort|Folia|Pudełko na ciastka", "paczka", "23", 28_30),
    ("Higiena", "Rękawice|Płyn do dezynfekcji|Czepki|Ręcznik papierowy", "karton", "23", 53_20),
    ("Sprzęt", "Forma do chleba|Blacha|Kosz rozrostowy|Szpatuła", "szt", "23", 35_60),
)
VARIANTS = (
    "T450;T500;T550;T650;T750;1 kg;5 kg;10 kg;25 kg;50 kg;premium;eko;mała;średnia;duża;ciemna;jasna;mielona;cała;"
    "płatki;A;B;C;extra;klasyczna"
).split(";")
CAMPAIGNS = (
    ("targi-polagra", "Targi gastronomiczne", "fair", 18_000_00),
    ("google-wiosna", "Reklama w wyszukiwarce: wiosna", "advertising", 4_200_00),
    ("newsletter", "Newsletter do piekarni", "advertising", 900_00),
    ("probki-maki", "Próbki mąki orkiszowej", "samples", 2_600_00),
    ("facebook-swieta", "Reklama świąteczna", "advertising", 6_500_00),
    ("ulotki", "Ulotki w paczkach", "other", 1_100_00),
)
QUESTIONS = (
    "Proszę o cenę i termin dostawy.",
    "Czy ten towar jest dostępny od ręki?",
    "Dzień dobry, potrzebujemy stałych dostaw, proszę o ofertę.",
    "Jaki jest minimalny nakład zamówienia?",
    "Proszę o próbkę i cennik.",
    "Ile kosztuje transport do nas?",
)
ANSWERS = (
    "Dziękujemy za zapytanie. Towar jest dostępny, wysyłka w ciągu 24 godzin.",
    "Dzień dobry, ofertę z cennikiem wyślemy jeszcze dziś.",
    "Mamy ten towar w magazynie; przy stałych dostawach rabat 5%.",
    "Dziękujemy, próbkę dołączymy do najbliższej wysyłki.",
)
EMPLOYEES = (
    ("anna", "Anna Wrona", "clerk"),
    ("piotr", "Piotr Zając", "clerk"),
    ("zofia", "Zofia Kruk", "clerk"),
    ("marek", "Marek Dzik", "warehouse"),
    ("lucja", "Łucja Sikora", "warehouse"),
    ("ewa", "Ewa Lis", "owner"),
)
LOST_REASONS = ("price", "no_stock", "too_late", "no_contact", "competitor")
