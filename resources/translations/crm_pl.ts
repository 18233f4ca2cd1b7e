<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
    <context>
        <name>Breadcrumbs</name>
        <message>
            <source>Backspace: one level up</source>
            <translation>Backspace: poziom wyżej</translation>
        </message>
    </context>
    <context>
        <name>BusyOverlay</name>
        <message>
            <source>Cancel</source>
            <translation>Anuluj</translation>
        </message>
    </context>
    <context>
        <name>Channel</name>
        <message>
            <source>Form</source>
            <translation>Formularz</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Sklep</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Plik</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Counter</source>
            <translation>Lada</translation>
        </message>
    </context>
    <context>
        <name>ContactStatus</name>
        <message>
            <source>new</source>
            <translation>nowy</translation>
        </message>
        <message>
            <source>in talks</source>
            <translation>w rozmowach</translation>
        </message>
        <message>
            <source>offer sent</source>
            <translation>oferta wysłana</translation>
        </message>
        <message>
            <source>ordered</source>
            <translation>zamówił</translation>
        </message>
        <message>
            <source>in preparation</source>
            <translation>w realizacji</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>wysłane</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>zakończone</translation>
        </message>
        <message>
            <source>returned</source>
            <translation>zwrot</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>przegrany</translation>
        </message>
        <message>
            <source>dormant</source>
            <translation>uśpiony</translation>
        </message>
    </context>
    <context>
        <name>CustomerKind</name>
        <message>
            <source>Person</source>
            <translation>Osoba</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Cash customer</source>
            <translation>Klient gotówkowy</translation>
        </message>
    </context>
    <context>
        <name>DocumentKind</name>
        <message>
            <source>PZ · goods received</source>
            <translation>PZ · przyjęcie zewnętrzne</translation>
        </message>
        <message>
            <source>WZ · goods issued</source>
            <translation>WZ · wydanie zewnętrzne</translation>
        </message>
        <message>
            <source>RW · internal use</source>
            <translation>RW · rozchód wewnętrzny</translation>
        </message>
        <message>
            <source>PW · internal receipt</source>
            <translation>PW · przychód wewnętrzny</translation>
        </message>
        <message>
            <source>MM · transfer</source>
            <translation>MM · przesunięcie</translation>
        </message>
        <message>
            <source>INW · stock count</source>
            <translation>INW · inwentaryzacja</translation>
        </message>
        <message>
            <source>PZK · correction of PZ</source>
            <translation>PZK · korekta PZ</translation>
        </message>
        <message>
            <source>WZK · correction of WZ</source>
            <translation>WZK · korekta WZ</translation>
        </message>
        <message>
            <source>RWK · correction of RW</source>
            <translation>RWK · korekta RW</translation>
        </message>
        <message>
            <source>PWK · correction of PW</source>
            <translation>PWK · korekta PW</translation>
        </message>
        <message>
            <source>MMK · correction of MM</source>
            <translation>MMK · korekta MM</translation>
        </message>
    </context>
    <context>
        <name>ExpenseKind</name>
        <message>
            <source>Advertising</source>
            <translation>Reklama</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Targi</translation>
        </message>
        <message>
            <source>Travel</source>
            <translation>Podróże</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>Próbki</translation>
        </message>
        <message>
            <source>Courier</source>
            <translation>Kurier</translation>
        </message>
        <message>
            <source>Working time</source>
            <translation>Czas pracy</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>Prowizja</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Inne</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>today</source>
            <translation>dziś</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>wczoraj</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>jutro</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>przed chwilą</translation>
        </message>
        <message>
            <source>{duration} ago</source>
            <translation>{duration} temu</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} min</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} godz.</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n dzień</numerusform>
                <numerusform>%n dni</numerusform>
                <numerusform>%n dni</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FunnelChart</name>
        <message>
            <source>Sales funnel</source>
            <translation>Lejek sprzedaży</translation>
        </message>
        <message>
            <source>{share} of the first stage</source>
            <translation>{share} z pierwszego etapu</translation>
        </message>
        <message>
            <source>{share} of the previous stage</source>
            <translation>{share} z poprzedniego etapu</translation>
        </message>
    </context>
    <context>
        <name>FunnelStage</name>
        <message>
            <source>Received</source>
            <translation>Przyszło</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Odpowiedziano</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Oferta</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Zamówienie</translation>
        </message>
        <message>
            <source>Issued</source>
            <translation>Wydano</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Zakończono</translation>
        </message>
    </context>
    <context>
        <name>ImageView</name>
        <message>
            <source>Page {number} of {count}</source>
            <translation>Strona {number} z {count}</translation>
        </message>
    </context>
    <context>
        <name>JobState</name>
        <message>
            <source>waiting</source>
            <translation>czeka</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>wysyłanie</translation>
        </message>
        <message>
            <source>done</source>
            <translation>gotowe</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>nieudane</translation>
        </message>
        <message>
            <source>uncertain</source>
            <translation>niepewne</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>anulowane</translation>
        </message>
    </context>
    <context>
        <name>LastChange</name>
        <message>
            <source>Inquiry {label} came in</source>
            <translation>Przyszło zapytanie {label}</translation>
        </message>
        <message>
            <source>Inquiry {label} answered</source>
            <translation>Odpowiedziano na zapytanie {label}</translation>
        </message>
        <message>
            <source>Inquiry {label} lost</source>
            <translation>Zapytanie {label} przegrane</translation>
        </message>
        <message>
            <source>Inquiry {label} changed</source>
            <translation>Zapytanie {label} zmienione</translation>
        </message>
        <message>
            <source>Offer {label} sent</source>
            <translation>Oferta {label} wysłana</translation>
        </message>
        <message>
            <source>Offer {label} changed</source>
            <translation>Oferta {label} zmieniona</translation>
        </message>
        <message>
            <source>Order {label} begun</source>
            <translation>Zamówienie {label} rozpoczęte</translation>
        </message>
        <message>
            <source>Order {label} placed</source>
            <translation>Zamówienie {label} złożone</translation>
        </message>
        <message>
            <source>Order {label} reserved</source>
            <translation>Zamówienie {label} zarezerwowane</translation>
        </message>
        <message>
            <source>Order {label} is being picked</source>
            <translation>Zamówienie {label} w kompletacji</translation>
        </message>
        <message>
            <source>Order {label} picked</source>
            <translation>Zamówienie {label} skompletowane</translation>
        </message>
        <message>
            <source>Order {label} issued</source>
            <translation>Zamówienie {label} wydane</translation>
        </message>
        <message>
            <source>Order {label} labelled</source>
            <translation>Zamówienie {label} z etykietą</translation>
        </message>
        <message>
            <source>Order {label} handed over</source>
            <translation>Zamówienie {label} przekazane przewoźnikowi</translation>
        </message>
        <message>
            <source>Order {label} completed</source>
            <translation>Zamówienie {label} zakończone</translation>
        </message>
        <message>
            <source>Order {label} cancelled</source>
            <translation>Zamówienie {label} anulowane</translation>
        </message>
        <message>
            <source>Order {label} changed</source>
            <translation>Zamówienie {label} zmienione</translation>
        </message>
        <message>
            <source>Document {label} issued</source>
            <translation>Wystawiono dokument {label}</translation>
        </message>
        <message>
            <source>New customer {label}</source>
            <translation>Nowy klient {label}</translation>
        </message>
        <message>
            <source>Customer {label} changed</source>
            <translation>Klient {label} zmieniony</translation>
        </message>
        <message>
            <source>Product {label} changed</source>
            <translation>Towar {label} zmieniony</translation>
        </message>
        <message>
            <source>Printed: {label}</source>
            <translation>Wydrukowano: {label}</translation>
        </message>
        <message>
            <source>Did not print: {label}</source>
            <translation>Nie wydrukowano: {label}</translation>
        </message>
    </context>
    <context>
        <name>LostReason</name>
        <message>
            <source>Price</source>
            <translation>Cena</translation>
        </message>
        <message>
            <source>Out of stock</source>
            <translation>Brak towaru</translation>
        </message>
        <message>
            <source>Answered too late</source>
            <translation>Za późna odpowiedź</translation>
        </message>
        <message>
            <source>No contact</source>
            <translation>Bez kontaktu</translation>
        </message>
        <message>
            <source>Chose a competitor</source>
            <translation>Wybór konkurencji</translation>
        </message>
        <message>
            <source>Not in our offer</source>
            <translation>Nie mamy w ofercie</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Rezygnacja</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Inne</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Search everything</source>
            <translation>Szukaj wszystkiego</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Plik</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Zakończ</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Widok</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Motyw</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Język</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Jak w systemie</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Jasny</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Ciemny</translation>
        </message>
        <message>
            <source>Connected</source>
            <translation>Połączono</translation>
        </message>
        <message>
            <source>Database away, trying again</source>
            <translation>Baza nie odpowiada, ponawiam</translation>
        </message>
    </context>
    <context>
        <name>Meaning</name>
        <message>
            <source>Done</source>
            <translation>Gotowe</translation>
        </message>
        <message>
            <source>Attention</source>
            <translation>Uwaga</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Informacja</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stan</translation>
        </message>
    </context>
    <context>
        <name>OfferStatus</name>
        <message>
            <source>draft</source>
            <translation>szkic</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>wysłana</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>przyjęta</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>odrzucona</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>wygasła</translation>
        </message>
    </context>
    <context>
        <name>OrderStatus</name>
        <message>
            <source>draft</source>
            <translation>szkic</translation>
        </message>
        <message>
            <source>placed</source>
            <translation>złożone</translation>
        </message>
        <message>
            <source>reserved</source>
            <translation>zarezerwowane</translation>
        </message>
        <message>
            <source>picked</source>
            <translation>skompletowane</translation>
        </message>
        <message>
            <source>issued</source>
            <translation>wydane</translation>
        </message>
        <message>
            <source>labelled</source>
            <translation>z etykietą</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>przekazane</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>zakończone</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>anulowane</translation>
        </message>
    </context>
    <context>
        <name>OrderStep</name>
        <message>
            <source>Place</source>
            <translation>Złożenie</translation>
        </message>
        <message>
            <source>Reserve</source>
            <translation>Rezerwacja</translation>
        </message>
        <message>
            <source>Pick</source>
            <translation>Kompletacja</translation>
        </message>
        <message>
            <source>W-Z</source>
            <translation>W-Z</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Etykieta</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Przekazanie</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Zakończenie</translation>
        </message>
        <message>
            <source>Cancel order</source>
            <translation>Anulowanie</translation>
        </message>
    </context>
    <context>
        <name>Prompts</name>
        <message>
            <source>Something went wrong in the program</source>
            <translation>Coś poszło źle w programie</translation>
        </message>
        <message>
            <source>The program met a fault it did not expect.</source>
            <translation>W programie wystąpił błąd, którego nie przewidziano.</translation>
        </message>
        <message>
            <source>What you typed is still there. Look whether your last action took place, then try again; if this repeats, send on the account below.</source>
            <translation>To, co wpisano, nadal tu jest. Sprawdź, czy ostatnia czynność się wykonała, i spróbuj ponownie; jeśli to się powtórzy, prześlij dalej poniższy opis.</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>Zostaw jak jest</translation>
        </message>
    </context>
    <context>
        <name>Role</name>
        <message>
            <source>clerk</source>
            <translation>sprzedawca</translation>
        </message>
        <message>
            <source>warehouse</source>
            <translation>magazyn</translation>
        </message>
        <message>
            <source>owner</source>
            <translation>właściciel</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>administrator</translation>
        </message>
        <message>
            <source>receiving service</source>
            <translation>usługa odbioru</translation>
        </message>
        <message>
            <source>reading service</source>
            <translation>usługa odczytu</translation>
        </message>
        <message>
            <source>printing service</source>
            <translation>usługa druku</translation>
        </message>
    </context>
    <context>
        <name>StepButton</name>
        <message>
            <source>now</source>
            <translation>teraz</translation>
        </message>
        <message>
            <source>done</source>
            <translation>gotowe</translation>
        </message>
        <message>
            <source>ahead</source>
            <translation>przed nami</translation>
        </message>
    </context>
    <context>
        <name>TabButton</name>
        <message>
            <source>{count} waiting</source>
            <translation>czeka: {count}</translation>
        </message>
    </context>
    <context>
        <name>TimelineKind</name>
        <message>
            <source>Came in</source>
            <translation>Przyszło</translation>
        </message>
        <message>
            <source>Inquiry</source>
            <translation>Zapytanie</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Odpowiedź</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Rozmowa</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notatka</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Oferta</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Zamówienie</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Krok</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Etykieta</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Zwrot</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Przegrane</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close</source>
            <translation>Zamknij</translation>
        </message>
    </context>
    <context>
        <name>WarehouseKind</name>
        <message>
            <source>For sale</source>
            <translation>Sprzedaż</translation>
        </message>
        <message>
            <source>Quarantine</source>
            <translation>Kwarantanna</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Uszkodzone</translation>
        </message>
    </context>
</TS>
