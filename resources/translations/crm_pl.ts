<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
<context>
    <name>AbsenceCard</name>
    <message>
        <source>Absence</source>
        <translation>Nieobecność</translation>
    </message>
    <message>
        <source>Away until the end of</source>
        <translation>Nieobecność do końca dnia</translation>
    </message>
    <message>
        <source>Set as away</source>
        <translation>Zapisz nieobecność</translation>
    </message>
    <message>
        <source>Back at work</source>
        <translation>Z powrotem w pracy</translation>
    </message>
    <message>
        <source>New inquiries go to others; those already assigned stay.</source>
        <translation>Nowe zapytania trafiają do innych; już przydzielone zostają przy tej osobie.</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Write the reply first.</source>
        <translation>Najpierw napisz odpowiedź.</translation>
    </message>
    <message>
        <source>Inquiry {number} is answered.</source>
        <translation>Odpowiedziano na zapytanie {number}.</translation>
    </message>
    <message>
        <source>Offer {number} has been sent.</source>
        <translation>Oferta {number} wysłana.</translation>
    </message>
    <message>
        <source>Order {number} has been placed from the offer.</source>
        <translation>Zamówienie {number} złożone na podstawie oferty.</translation>
    </message>
    <message>
        <source>Inquiry {number} is closed as lost.</source>
        <translation>Zapytanie {number} zamknięto jako przegrane.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>This computer has no program for {file}.</source>
        <translation>Na tym komputerze nie ma programu do pliku {file}.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>The e-mail is waiting: fill in Settings → Outgoing mail and it will be sent by itself.</source>
        <translation>E-mail czeka: uzupełnij Ustawienia → Poczta wychodząca, a zostanie wysłany sam.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Inquiry {number} is open again.</source>
        <translation>Zapytanie {number} jest znów otwarte.</translation>
    </message>
</context>
<context>
    <name>ArrivalPanel</name>
    <message>
        <source>Scan what has arrived, or type how much of each.</source>
        <translation>Zeskanuj to, co dotarło, albo wpisz, ile czego.</translation>
    </message>
    <message>
        <source>Goods of the transfer</source>
        <translation>Towary przesunięcia</translation>
    </message>
    <message>
        <source>Fill in all</source>
        <translation>Wpisz wszystko</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Receive (MM+)</source>
        <translation>Przyjmij (MM+)</translation>
    </message>
    <message>
        <source>It is still on the way</source>
        <translation>Jest nadal w drodze</translation>
    </message>
    <message>
        <source>It never left: back to the sender (MMK)</source>
        <translation>Nie wyjechało: wraca do nadawcy (MMK)</translation>
    </message>
    <message>
        <source>It is lost: write it off (RW)</source>
        <translation>Zginęło: spisz ze stanu (RW)</translation>
    </message>
    <message>
        <source>Scan, or type a code</source>
        <translation>Zeskanuj albo wpisz kod</translation>
    </message>
    <message>
        <source>What has not arrived</source>
        <translation>Czego brakuje</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwagi</translation>
    </message>
    <message>
        <source>Arrival of {number}</source>
        <translation>Przyjęcie {number}</translation>
    </message>
    <message>
        <source>Ready to scan.</source>
        <translation>Gotowe do skanowania.</translation>
    </message>
    <message>
        <source>of {quantity}</source>
        <translation>/ {quantity}</translation>
    </message>
    <message>
        <source>Unknown code: {code}</source>
        <translation>Nieznany kod: {code}</translation>
    </message>
    <message>
        <source>{name} is not part of this transfer</source>
        <translation>{name}: tego nie ma w tym przesunięciu</translation>
    </message>
    <message>
        <source>{name}: {count}, more than was sent</source>
        <translation>{name}: {count}, więcej, niż wysłano</translation>
    </message>
    <message>
        <source>{what}: enter a number</source>
        <translation>{what}: wpisz liczbę</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Lost, by reason and stage</source>
        <translation>Przegrane według powodu i etapu</translation>
    </message>
    <message>
        <source>Lost: {count}, most often after “{stage}”</source>
        <translation>Przegrane: {count}, najczęściej po etapie „{stage}”</translation>
    </message>
    <message>
        <source>Why it changed</source>
        <translation>Skąd ta zmiana</translation>
    </message>
    <message>
        <source>Why it changed: {change} against {since} – {until}</source>
        <translation>Dlaczego: {change} względem {since} – {until}</translation>
    </message>
    <message>
        <source>Causes of the change</source>
        <translation>Przyczyny zmiany</translation>
    </message>
</context>
<context>
    <name>AskedGoods</name>
    <message>
        <source>Recognised goods</source>
        <translation>Rozpoznane towary</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Available now</source>
        <translation>Dostępne teraz</translation>
    </message>
    <message>
        <source>in stock: {quantity}</source>
        <translation>wystarczy: {quantity}</translation>
    </message>
    <message>
        <source>short: {quantity}</source>
        <translation>za mało: {quantity}</translation>
    </message>
    <message>
        <source>No goods were recognised in the message.</source>
        <translation>W treści nie rozpoznano towarów.</translation>
    </message>
</context>
<context>
    <name>AskerCard</name>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Revenue this year</source>
        <translation>Obrót w tym roku</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
</context>
<context>
    <name>AssignmentPage</name>
    <message>
        <source>The first rule that fits and names someone at work decides who gets a new inquiry; the first with hours sets its deadline. What no rule assigns goes to the clerks in turn.</source>
        <translation>Nowe zapytanie dostaje obecna osoba z pierwszej pasującej reguły; termin odpowiedzi ustala pierwsza z godzinami. Zapytania bez reguły trafiają do sprzedawców po kolei.</translation>
    </message>
    <message>
        <source>Assigning inquiries</source>
        <translation>Przydział zapytań</translation>
    </message>
    <message>
        <source>Rules, in order of use</source>
        <translation>Reguły w kolejności stosowania</translation>
    </message>
    <message>
        <source>Without hours the usual deadline applies.</source>
        <translation>Bez podanych godzin obowiązuje zwykły termin.</translation>
    </message>
    <message>
        <source>New inquiries go to clerks in turn</source>
        <translation>Nowe zapytania trafiają do sprzedawców po kolei</translation>
    </message>
    <message>
        <source>When no rule fits. Anyone away is skipped.</source>
        <translation>Gdy nie pasuje żadna reguła. Nieobecni są pomijani.</translation>
    </message>
    <message>
        <source>Report late inquiries to</source>
        <translation>O spóźnionych zapytaniach powiadamiaj</translation>
    </message>
    <message>
        <source>Notify after</source>
        <translation>Powiadom po</translation>
    </message>
    <message>
        <source>Opening hours after the answer was due.</source>
        <translation>Godziny otwarcia po obiecanym terminie odpowiedzi.</translation>
    </message>
    <message>
        <source>h</source>
        <translation>godz.</translation>
    </message>
    <message>
        <source>Once for each late inquiry.</source>
        <translation>Raz o każdym spóźnionym zapytaniu.</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>nikt</translation>
    </message>
</context>
<context>
    <name>BackupAlarm</name>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nigdy</translation>
    </message>
    <message>
        <source>The backup is made, but there are problems in the data: {reason}</source>
        <translation>Kopia jest gotowa, ale w danych coś się nie zgadza: {reason}</translation>
    </message>
    <message>
        <source>The nightly backup could not be made on {place}. The last one: {last}.</source>
        <translation>Nocna kopia na {place} się nie udała. Ostatnia: {last}.</translation>
    </message>
    <message>
        <source>There has been no backup for a while. The last one: {last}.</source>
        <translation>Od dłuższego czasu nie było kopii zapasowej. Ostatnia: {last}.</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>One file holds the whole company; every backup is read back and verified. Keep copies elsewhere too.</source>
        <translation>Cała firma w jednym pliku; każda kopia jest po zapisaniu odczytywana i sprawdzana. Trzymaj kopie także w innym miejscu.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Kopia zapasowa</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wybierz…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Zrób kopię teraz</translation>
    </message>
    <message>
        <source>Backups in this folder</source>
        <translation>Kopie w tym folderze</translation>
    </message>
    <message>
        <source>Restore the selected one…</source>
        <translation>Przywróć wybraną…</translation>
    </message>
    <message>
        <source>Restore from a file…</source>
        <translation>Przywróć z pliku…</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Folder na kopie</translation>
    </message>
    <message>
        <source>Best on another disk, or in a folder that is synchronised elsewhere.</source>
        <translation>Najlepiej na innym dysku albo w folderze synchronizowanym w inne miejsce.</translation>
    </message>
    <message>
        <source>A backup is made once a day: by the office server, or by this window while it is open.</source>
        <translation>Kopia powstaje raz na dobę: robi ją serwer biurowy albo to okno, gdy jest otwarte.</translation>
    </message>
    <message>
        <source>The nightly backup failed {when} on {place}: {reason}</source>
        <translation>Nocna kopia nie udała się ({when}, {place}): {reason}</translation>
    </message>
    <message>
        <source>The nightly backup was made {when} on {place}.</source>
        <translation>Nocna kopia: {when}, stanowisko {place}.</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{count} records</source>
        <translation>rekordów: {count}</translation>
    </message>
    <message>
        <source>Last backup: {when}</source>
        <translation>Ostatnia kopia: {when}</translation>
    </message>
    <message>
        <source>There is no backup in this folder yet.</source>
        <translation>W tym folderze nie ma jeszcze żadnej kopii.</translation>
    </message>
    <message>
        <source>Making the backup…</source>
        <translation>Tworzę kopię zapasową…</translation>
    </message>
    <message>
        <source>The backup is made and verified: {file} ({size} MB).</source>
        <translation>Kopia gotowa i sprawdzona: {file} ({size} MB).</translation>
    </message>
    <message>
        <source>There are problems in the data itself: {problem}</source>
        <translation>W samych danych coś się nie zgadza: {problem}</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Kopie zapasowe</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Wszystkie pliki</translation>
    </message>
    <message>
        <source>Everything returns to the state of the backup “{backup}”, on every workstation. The present state is backed up first.</source>
        <translation>Wszystko wróci do stanu z kopii „{backup}”, na każdym stanowisku. Najpierw powstanie kopia stanu obecnego.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Przywróć</translation>
    </message>
    <message>
        <source>Restoring the backup…</source>
        <translation>Przywracam kopię…</translation>
    </message>
    <message>
        <source>The data is as it was {when}.</source>
        <translation>Przywrócono stan danych: {when}.</translation>
    </message>
    <message>
        <source>The state before that is kept in {file}.</source>
        <translation>Poprzedni stan zachowano w pliku {file}.</translation>
    </message>
    <message>
        <source>Print jobs and e-mails held back, since they may have gone out already: {count}.</source>
        <translation>Wstrzymane wydruki i wiadomości, które mogły już wyjść: {count}.</translation>
    </message>
</context>
<context>
    <name>BesidePage</name>
    <message>
        <source>Note for everyone who opens this order</source>
        <translation>Notatka dla każdego, kto otworzy to zamówienie</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Kwota</translation>
    </message>
    <message>
        <source>How it was paid</source>
        <translation>Sposób zapłaty</translation>
    </message>
    <message>
        <source>Add the note</source>
        <translation>Dodaj notatkę</translation>
    </message>
    <message>
        <source>Record the payment</source>
        <translation>Zapisz wpłatę</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Dodaj plik…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Co</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>Everything that happens with the order appears here.</source>
        <translation>Tu widać wszystko, co dzieje się z zamówieniem.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Co się działo</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Jak</translation>
    </message>
    <message>
        <source>No payments recorded yet.</source>
        <translation>Nie zapisano jeszcze żadnej wpłaty.</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Wpłaty</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>Drop files here: the customer&apos;s order, photos, letters.</source>
        <translation>Upuść tu pliki: zamówienie klienta, zdjęcia, pisma.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Pliki</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Płatność</translation>
    </message>
    <message>
        <source>{paid} of {due}</source>
        <translation>{paid} z {due}</translation>
    </message>
    <message>
        <source>E-mail, {state}: {subject} (to {address})</source>
        <translation>E-mail, {state}: {subject} (do {address})</translation>
    </message>
    <message>
        <source>The amount is a number: 120,50 (or -120,50 for money given back).</source>
        <translation>Kwota to liczba: 120,50 (albo -120,50, gdy pieniądze zwrócono).</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>This computer has no program for {file}.</source>
        <translation>Ten komputer nie ma programu do pliku {file}.</translation>
    </message>
    <message>
        <source>Write to the customer…</source>
        <translation>Napisz do klienta…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>No files yet.</source>
        <translation>Nie ma jeszcze plików.</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>and {count} more in the list</source>
        <translation>i {count} więcej na liście</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nowe zamówienie</translation>
    </message>
    <message>
        <source>Orders in progress appear here, each at its step.</source>
        <translation>Tu pojawią się zamówienia w toku, każde na swoim etapie.</translation>
    </message>
</context>
<context>
    <name>BothOrders</name>
    <message>
        <source>not there</source>
        <translation>nie ma</translation>
    </message>
    <message>
        <source>gross</source>
        <translation>brutto</translation>
    </message>
    <message>
        <source>net</source>
        <translation>netto</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Ceny</translation>
    </message>
    <message>
        <source>Delivery address</source>
        <translation>Adres dostawy</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Płatność</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Dostawa</translation>
    </message>
    <message>
        <source>Notes for the WZ and the label</source>
        <translation>Uwagi na WZ i etykietę</translation>
    </message>
</context>
<context>
    <name>BothParts</name>
    <message>
        <source>default</source>
        <translation>domyślnie</translation>
    </message>
</context>
<context>
    <name>BothValues</name>
    <message>
        <source>Someone saved this while you were typing</source>
        <translation>Ktoś zapisał zmiany w trakcie Twojej edycji</translation>
    </message>
    <message>
        <source>Nothing was overwritten. Choose which value to keep where the two differ.</source>
        <translation>Nic nie zostało nadpisane. Tam, gdzie wartości się różnią, wybierz właściwą.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>You typed</source>
        <translation>Wpisano tutaj</translation>
    </message>
    <message>
        <source>Saved meanwhile</source>
        <translation>Zapisano w międzyczasie</translation>
    </message>
    <message>
        <source>Save the chosen values</source>
        <translation>Zapisz wybrane</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Wróć do formularza</translation>
    </message>
    <message>
        <source>{field}, you typed: {value}</source>
        <translation>{field}, wpisano tutaj: {value}</translation>
    </message>
    <message>
        <source>{field}, saved: {value}</source>
        <translation>{field}, zapisano: {value}</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(puste)</translation>
    </message>
</context>
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
    <name>BuyerCard</name>
    <message>
        <source>Customer&apos;s card</source>
        <translation>Karta klienta</translation>
    </message>
    <message>
        <source>Who is ordering?</source>
        <translation>Kto zamawia?</translation>
    </message>
    <message>
        <source>Find the customer on the left, or add a new one.</source>
        <translation>Znajdź klienta po lewej albo dodaj nowego.</translation>
    </message>
    <message>
        <source>group: {name}</source>
        <translation>grupa: {name}</translation>
    </message>
    <message>
        <source>contact: {status}</source>
        <translation>kontakt: {status}</translation>
    </message>
</context>
<context>
    <name>BuyerRow</name>
    <message>
        <source>Which customer? Name, NIP, phone</source>
        <translation>Który klient? Nazwa, NIP, telefon</translation>
    </message>
</context>
<context>
    <name>By</name>
    <message>
        <source>by product</source>
        <translation>według towarów</translation>
    </message>
    <message>
        <source>by group of goods</source>
        <translation>według grup towarów</translation>
    </message>
    <message>
        <source>by subgroup of goods</source>
        <translation>według podgrup towarów</translation>
    </message>
    <message>
        <source>by customer</source>
        <translation>według klientów</translation>
    </message>
    <message>
        <source>by group of customers</source>
        <translation>według grup klientów</translation>
    </message>
    <message>
        <source>by country</source>
        <translation>według krajów</translation>
    </message>
    <message>
        <source>by region</source>
        <translation>według regionów</translation>
    </message>
    <message>
        <source>by employee</source>
        <translation>według pracowników</translation>
    </message>
    <message>
        <source>by channel</source>
        <translation>według kanałów</translation>
    </message>
    <message>
        <source>by campaign</source>
        <translation>według kampanii</translation>
    </message>
    <message>
        <source>by form</source>
        <translation>według formularzy</translation>
    </message>
    <message>
        <source>by warehouse</source>
        <translation>według magazynów</translation>
    </message>
    <message>
        <source>by month</source>
        <translation>według miesięcy</translation>
    </message>
    <message>
        <source>by stage</source>
        <translation>według etapów</translation>
    </message>
</context>
<context>
    <name>CameFields</name>
    <message>
        <source>What each field means</source>
        <translation>Co oznaczają pola</translation>
    </message>
    <message>
        <source>Remember and retry all ({count})</source>
        <translation>Zapamiętaj i spróbuj ponownie wszystkie ({count})</translation>
    </message>
    <message>
        <source>Say once what the fields of “{form}” mean: it applies to everything that comes from it.</source>
        <translation>Wskaż raz, co oznaczają pola formularza „{form}”: będzie to obowiązywać dla wszystkiego, co z niego przychodzi.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>Co przyszło</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Oznacza</translation>
    </message>
    <message>
        <source>“{field}” means</source>
        <translation>„{field}” oznacza</translation>
    </message>
</context>
<context>
    <name>CancelBar</name>
    <message>
        <source>Reason (shown in the customer&apos;s timeline)</source>
        <translation>Powód (widoczny w historii klienta)</translation>
    </message>
    <message>
        <source>Why the order is cancelled</source>
        <translation>Powód anulowania zamówienia</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Anuluj zamówienie</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Zostaw bez zmian</translation>
    </message>
    <message>
        <source>customer gave up</source>
        <translation>klient zrezygnował</translation>
    </message>
    <message>
        <source>goods not available</source>
        <translation>brak towaru</translation>
    </message>
    <message>
        <source>entered by mistake</source>
        <translation>wpisane przez pomyłkę</translation>
    </message>
    <message>
        <source>{money} was paid and is to be given back.</source>
        <translation>Wpłacono {money} – do zwrotu.</translation>
    </message>
    <message>
        <source>Cancel the whole order</source>
        <translation>Anuluj całe zamówienie</translation>
    </message>
    <message>
        <source>Goods of this order have left. Cancel it only once they are back: {documents} is corrected to zero and the goods return to stock.</source>
        <translation>Towar z tego zamówienia już wyjechał. Anuluj dopiero, gdy do nas wróci: {documents} zostanie skorygowane do zera, a towar trafi na stan.</translation>
    </message>
    <message>
        <source>{documents} is corrected to zero, the goods return to stock, waiting labels are withdrawn.</source>
        <translation>{documents} zostanie skorygowane do zera, towar wróci na stan, a czekające etykiety zostaną wycofane.</translation>
    </message>
    <message>
        <source>All reservations are released; the number stays.</source>
        <translation>Rezerwacje zostaną zwolnione; numer pozostaje.</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>Zrezygnuj z reszty</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Note or call</source>
        <translation>Notatka, rozmowa</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edytuj</translation>
    </message>
    <message>
        <source>New inquiry</source>
        <translation>Nowe zapytanie</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Saved.</source>
        <translation>Zapisano.</translation>
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
    <name>ChartsPage</name>
    <message>
        <source>Divide by</source>
        <translation>Podziel na</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>W kolumnach</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Liczę…</translation>
    </message>
    <message>
        <source>Lost: {reason}</source>
        <translation>Przegrane: {reason}</translation>
    </message>
    <message>
        <source>Targets…</source>
        <translation>Cele…</translation>
    </message>
    <message>
        <source>Enter an expense…</source>
        <translation>Wpisz wydatek…</translation>
    </message>
</context>
<context>
    <name>ColumnsCard</name>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>Which column of your file holds each field. * is required.</source>
        <translation>W której kolumnie pliku jest które pole. Pola z * są wymagane.</translation>
    </message>
    <message>
        <source>– none –</source>
        <translation>– brak –</translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message>
        <source>Company name</source>
        <translation>Nazwa firmy</translation>
    </message>
    <message>
        <source>As printed on your documents.</source>
        <translation>Taka jak na dokumentach.</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Only the check digit is verified; nothing is sent.</source>
        <translation>Sprawdzana jest tylko cyfra kontrolna; nic nie jest wysyłane.</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Customers&apos; replies come here.</source>
        <translation>Tu przychodzą odpowiedzi klientów.</translation>
    </message>
    <message>
        <source>Welcome. Your company&apos;s details</source>
        <translation>Witamy. Dane Twojej firmy</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>For the window and your documents.</source>
        <translation>Okna programu i dokumentów.</translation>
    </message>
    <message>
        <source>This NIP cannot be right: check its digits.</source>
        <translation>Ten NIP nie może być poprawny: sprawdź cyfry.</translation>
    </message>
    <message>
        <source>Enter the company&apos;s name.</source>
        <translation>Podaj nazwę firmy.</translation>
    </message>
    <message>
        <source>Format: 00-000.</source>
        <translation>W postaci 00-000.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>To nie jest adres e-mail.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>As printed on documents, offers and labels.</source>
        <translation>Taka jak na dokumentach, ofertach i etykietach.</translation>
    </message>
    <message>
        <source>Shown as the issuer on every document.</source>
        <translation>Wystawca na każdym dokumencie.</translation>
    </message>
    <message>
        <source>Customers reply to this address.</source>
        <translation>Na ten adres odpisują klienci.</translation>
    </message>
    <message>
        <source>Registered address, also the sender on labels.</source>
        <translation>Siedziba i nadawca na etykietach.</translation>
    </message>
    <message>
        <source>Printed on offers and labels.</source>
        <translation>Widnieje na ofertach i etykietach.</translation>
    </message>
    <message>
        <source>In capitals on labels.</source>
        <translation>Na etykietach wielkimi literami.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Two letters: PL.</source>
        <translation>Dwie litery: PL.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Waluta</translation>
    </message>
    <message>
        <source>For prices and reports, e.g. PLN.</source>
        <translation>Cen i raportów, np. PLN.</translation>
    </message>
    <message>
        <source>Language of documents</source>
        <translation>Język dokumentów</translation>
    </message>
    <message>
        <source>The window&apos;s own is set under “This workstation”.</source>
        <translation>Język okna ustawisz na stronie „To stanowisko”.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Strefa czasowa</translation>
    </message>
    <message>
        <source>Decides on which day a document is issued.</source>
        <translation>Rozstrzyga, z jakim dniem wystawiany jest dokument.</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Województwo</translation>
    </message>
    <message>
        <source>Needed only in JPK files for the tax office.</source>
        <translation>Potrzebne tylko w plikach JPK dla urzędu.</translation>
    </message>
    <message>
        <source>County</source>
        <translation>Powiat</translation>
    </message>
    <message>
        <source>As above, for JPK.</source>
        <translation>Jak wyżej, do JPK.</translation>
    </message>
    <message>
        <source>Commune</source>
        <translation>Gmina</translation>
    </message>
    <message>
        <source>Tax office</source>
        <translation>Urząd skarbowy</translation>
    </message>
    <message>
        <source>Its four-digit code, for JPK.</source>
        <translation>Czterocyfrowy kod, do JPK.</translation>
    </message>
    <message>
        <source>Stock valuation</source>
        <translation>Wycena zapasów</translation>
    </message>
    <message>
        <source>Cannot be changed once goods have moved.</source>
        <translation>Bez zmian od pierwszego ruchu towaru.</translation>
    </message>
    <message>
        <source>Weighted average</source>
        <translation>Średnia ważona</translation>
    </message>
    <message>
        <source>First in, first out (FIFO)</source>
        <translation>Pierwsze weszło, pierwsze wyszło (FIFO)</translation>
    </message>
    <message>
        <source>Stock records</source>
        <translation>Ewidencja magazynowa</translation>
    </message>
    <message>
        <source>Method under art. 17(2) of the Accounting Act, for JPK_MAG.</source>
        <translation>Metoda z art. 17 ust. 2 ustawy o rachunkowości, do JPK_MAG.</translation>
    </message>
    <message>
        <source>1 · quantities and values</source>
        <translation>1 · ilościowo-wartościowa</translation>
    </message>
    <message>
        <source>2 · quantities</source>
        <translation>2 · ilościowa</translation>
    </message>
    <message>
        <source>3 · values</source>
        <translation>3 · wartościowa</translation>
    </message>
    <message>
        <source>4 · costs written off when bought</source>
        <translation>4 · odpis w koszty przy zakupie</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>One customer or two?</source>
        <translation>Jeden klient czy dwóch?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wróć</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>To różni klienci</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Połącz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupa</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Województwo</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Zostaje</translation>
    </message>
    <message>
        <source>Keep: {customer}</source>
        <translation>Zostaje: {customer}</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(puste)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Zgody</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Ostatnia aktywność</translation>
    </message>
    <message>
        <source>Everything goes to one customer. The merge can be fully undone.</source>
        <translation>Wszystko trafi do jednego klienta. Połączenie można w pełni cofnąć.</translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>The database cannot be opened</source>
        <translation>Nie można otworzyć bazy</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>version {version}</source>
        <translation>wersja {version}</translation>
    </message>
    <message>
        <source>entered by hand</source>
        <translation>wpisana ręcznie</translation>
    </message>
    <message>
        <source>proof: {where}</source>
        <translation>dowód: {where}</translation>
    </message>
    <message>
        <source>form {form}</source>
        <translation>formularz {form}</translation>
    </message>
    <message>
        <source>from {address}</source>
        <translation>z adresu {address}</translation>
    </message>
    <message>
        <source>given {time}</source>
        <translation>udzielona {time}</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>New consent</source>
        <translation>Nowa zgoda</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>by phone</source>
        <translation>telefonicznie</translation>
    </message>
    <message>
        <source>on paper, in the customer&apos;s folder</source>
        <translation>na papierze, w teczce klienta</translation>
    </message>
    <message>
        <source>in an e-mail</source>
        <translation>w e-mailu</translation>
    </message>
    <message>
        <source>at the counter</source>
        <translation>przy ladzie</translation>
    </message>
    <message>
        <source>Purpose of the consent</source>
        <translation>Cel zgody</translation>
    </message>
    <message>
        <source>Version of the text</source>
        <translation>Wersja treści</translation>
    </message>
    <message>
        <source>Exact text, as it was said or signed</source>
        <translation>Dokładna treść, tak jak ją powiedziano lub podpisano</translation>
    </message>
    <message>
        <source>How it was given, where the proof is kept</source>
        <translation>Jak wyrażona i gdzie jest dowód</translation>
    </message>
    <message>
        <source>Day it was given</source>
        <translation>Dzień udzielenia</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Wypełnij to pole.</translation>
    </message>
    <message>
        <source>At most {count} letters.</source>
        <translation>Najwyżej {count} znaków.</translation>
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
        <translation>bez zakupu</translation>
    </message>
    <message>
        <source>dormant</source>
        <translation>uśpiony</translation>
    </message>
</context>
<context>
    <name>CopyLink</name>
    <message>
        <source>Copy: {value}</source>
        <translation>Kopiuj: {value}</translation>
    </message>
    <message>
        <source>Copied: {value}</source>
        <translation>Skopiowano: {value}</translation>
    </message>
</context>
<context>
    <name>CostForm</name>
    <message>
        <source>Expense</source>
        <translation>Wydatek</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>Nowa kampania</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Na co</translation>
    </message>
    <message>
        <source>Amount, net</source>
        <translation>Kwota netto</translation>
    </message>
    <message>
        <source>In the company&apos;s currency</source>
        <translation>W walucie firmy</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampania</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Numer zamówienia</translation>
    </message>
    <message>
        <source>Product group</source>
        <translation>Grupa towarów</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Pracownik</translation>
    </message>
    <message>
        <source>Counts against their contribution</source>
        <translation>Obniża wynik tej osoby</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwagi</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Klucz</translation>
    </message>
    <message>
        <source>What your links send as utm_campaign</source>
        <translation>To, co linki przesyłają jako utm_campaign</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>– none –</source>
        <translation>– brak –</translation>
    </message>
    <message>
        <source>Booked: {kind}, {amount}.</source>
        <translation>Zapisano: {kind}, {amount}.</translation>
    </message>
    <message>
        <source>Enter an expense</source>
        <translation>Wpisz wydatek</translation>
    </message>
    <message>
        <source>Name, NIP, phone</source>
        <translation>Nazwa, NIP, telefon</translation>
    </message>
    <message>
        <source>Its orders should pay back the cost</source>
        <translation>Jej zamówienia mają zwrócić ten koszt</translation>
    </message>
    <message>
        <source>No end date</source>
        <translation>Trwa bez daty końca</translation>
    </message>
    <message>
        <source>An amount, e.g. 120 or 99.50</source>
        <translation>Kwota, na przykład 120 albo 99,50</translation>
    </message>
    <message>
        <source>Choose one from the list</source>
        <translation>Wybierz klienta z listy</translation>
    </message>
    <message>
        <source>The campaign “{name}” has been added.</source>
        <translation>Dodano kampanię „{name}”.</translation>
    </message>
</context>
<context>
    <name>CountPart</name>
    <message>
        <source>Blind count</source>
        <translation>Bez podglądu stanów</translation>
    </message>
    <message>
        <source>Leave uncounted goods unchanged</source>
        <translation>Niepoliczone bez zmian</translation>
    </message>
    <message>
        <source>Recount these goods</source>
        <translation>Ten towar od nowa</translation>
    </message>
    <message>
        <source>Start a count</source>
        <translation>Rozpocznij</translation>
    </message>
    <message>
        <source>Abandon the count</source>
        <translation>Zaniechaj</translation>
    </message>
    <message>
        <source>Post the count (INW)</source>
        <translation>Rozlicz (INW)</translation>
    </message>
    <message>
        <source>Whoever counts does not see the recorded quantities.</source>
        <translation>Kto liczy, nie widzi stanu z ewidencji.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Policzono</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>W ewidencji</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Różnica</translation>
    </message>
    <message>
        <source>Start a count above, or choose one in progress; then scan.</source>
        <translation>Rozpocznij inwentaryzację powyżej albo wybierz trwającą, a potem skanuj.</translation>
    </message>
    <message>
        <source>Counted goods</source>
        <translation>Policzone towary</translation>
    </message>
    <message>
        <source>{difference} · recount</source>
        <translation>{difference} · policz od nowa</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Group of goods</source>
        <translation>Grupa towarów</translation>
    </message>
    <message>
        <source>Count in progress</source>
        <translation>Trwająca inwentaryzacja</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>All goods</source>
        <translation>Wszystkie towary</translation>
    </message>
    <message numerus="yes">
        <source>%n left to count</source>
        <translation>
            <numerusform>%n do policzenia</numerusform>
            <numerusform>%n do policzenia</numerusform>
            <numerusform>%n do policzenia</numerusform>
        </translation>
    </message>
    <message>
        <source>No count is in progress here.</source>
        <translation>Nie trwa żadna inwentaryzacja.</translation>
    </message>
    <message>
        <source>Quantity: a number, e.g. 12 or 2.5</source>
        <translation>Ilość: liczba, np. 12 lub 2,5</translation>
    </message>
    <message>
        <source>{code}: {counted} counted</source>
        <translation>{code}: policzono {counted}</translation>
    </message>
    <message>
        <source>Ready to scan.</source>
        <translation>Gotowe do skanowania.</translation>
    </message>
    <message>
        <source>Issued: {number}</source>
        <translation>Wystawiono: {number}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Counts the shelves whose names begin with this, e.g. A or A-03</source>
        <translation>Liczy półki o nazwach zaczynających się tak, np. A albo A-03</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>Półki</translation>
    </message>
    <message>
        <source>{told}, of which {elsewhere} elsewhere</source>
        <translation>{told}, z tego {elsewhere} na innym stanowisku</translation>
    </message>
</context>
<context>
    <name>CountState</name>
    <message>
        <source>in progress</source>
        <translation>w toku</translation>
    </message>
    <message>
        <source>posted</source>
        <translation>rozliczona</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>zaniechana</translation>
    </message>
</context>
<context>
    <name>CouriersPage</name>
    <message>
        <source>Columns of the files that couriers&apos; programs import; the file is saved at Hand over, for all waiting orders.</source>
        <translation>Kolumny plików, które wczytują programy kurierów; plik zapisuje się przy przekazaniu, dla wszystkich czekających zamówień.</translation>
    </message>
    <message>
        <source>Courier files</source>
        <translation>Pliki dla kurierów</translation>
    </message>
    <message>
        <source>Add a courier</source>
        <translation>Dodaj kuriera</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Podgląd</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulator</translation>
    </message>
    <message>
        <source>One per line: title = value; an asterisk after the title makes it required. {places}</source>
        <translation>Po jednej w wierszu: tytuł = wartość; gwiazdka po tytule oznacza wymaganą. {places}</translation>
    </message>
    <message>
        <source>The file holds orders with this delivery.</source>
        <translation>W pliku są zamówienia z tą dostawą.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>As chosen at Hand over.</source>
        <translation>Tak, jak wybiera się go przy przekazaniu.</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Przewoźnik</translation>
    </message>
    <message>
        <source>Column separator</source>
        <translation>Separator kolumn</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodowanie znaków</translation>
    </message>
    <message>
        <source>First line with the titles</source>
        <translation>Pierwszy wiersz z tytułami</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>custom columns</source>
        <translation>własne kolumny</translation>
    </message>
    <message>
        <source>default columns</source>
        <translation>domyślne kolumny</translation>
    </message>
    <message>
        <source>No orders are waiting.</source>
        <translation>Żadne zamówienie nie czeka.</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Przywróć domyślne</translation>
    </message>
</context>
<context>
    <name>CustomerForm</name>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupa</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Województwo</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Country (two letters)</source>
        <translation>Kraj (2 litery)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>Delivery addresses</source>
        <translation>Adresy dostawy</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Dane</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>The check digit is wrong.</source>
        <translation>Cyfra kontrolna się nie zgadza.</translation>
    </message>
    <message>
        <source>The check digit is right.</source>
        <translation>Cyfra kontrolna się zgadza.</translation>
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
    <name>CustomerList</name>
    <message>
        <source>Name, NIP, phone, e-mail…</source>
        <translation>Nazwa, NIP, telefon, e-mail…</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Znajdź klienta</translation>
    </message>
    <message>
        <source>Possible duplicates</source>
        <translation>Możliwe duplikaty</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Nowy klient</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Pokaż więcej</translation>
    </message>
    <message>
        <source>Customers appear here with their first inquiry or order, when you add them (Ctrl+N), or from an imported sheet.</source>
        <translation>Klienci pojawią się tu z pierwszym zapytaniem lub zamówieniem, gdy ich dodasz (Ctrl+N), albo z wczytanego arkusza.</translation>
    </message>
    <message>
        <source>Import customers from a sheet</source>
        <translation>Wczytaj arkusz klientów</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Klienci</translation>
    </message>
    <message>
        <source>No duplicates found by NIP, e-mail, phone or name.</source>
        <translation>Nie znaleziono duplikatów według NIP-u, e-maila, telefonu ani nazwy.</translation>
    </message>
    <message>
        <source>same NIP</source>
        <translation>ten sam NIP</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>ten sam e-mail</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>ten sam telefon</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>ta sama nazwa</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>Filtr statusu</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>Wszystkie statusy</translation>
    </message>
    <message>
        <source>Filter by group</source>
        <translation>Filtr grupy</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Wszystkie grupy</translation>
    </message>
    <message>
        <source>Customers: {count}</source>
        <translation>Klienci: {count}</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Find a customer</source>
        <translation>Znajdź klienta</translation>
    </message>
    <message>
        <source>Name, NIP, phone, e-mail…</source>
        <translation>Nazwa, NIP, telefon, e-mail…</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Type to find the customer; Enter chooses.</source>
        <translation>Pisz, aby znaleźć klienta; Enter wybiera.</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Znalezieni klienci</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>Nowy klient…</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>New customer</source>
        <translation>Nowy klient</translation>
    </message>
    <message>
        <source>Customer added.</source>
        <translation>Dodano klienta.</translation>
    </message>
    <message>
        <source>Customer saved.</source>
        <translation>Zapisano klienta.</translation>
    </message>
    <message>
        <source>Status changed.</source>
        <translation>Zmieniono status.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>The consent is recorded with its proof.</source>
        <translation>Zgoda jest zapisana razem z dowodem.</translation>
    </message>
    <message>
        <source>Withdraw the consent</source>
        <translation>Wycofaj zgodę</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>The consent is withdrawn; its proof stays.</source>
        <translation>Zgoda wycofana; dowód jej udzielenia pozostaje.</translation>
    </message>
    <message>
        <source>Merged: everything is under {code} now.</source>
        <translation>Połączono: wszystko jest teraz pod kodem {code}.</translation>
    </message>
    <message>
        <source>They stay separate and will not be suggested again.</source>
        <translation>Pozostają osobno i nie będą już wskazywani jako duplikaty.</translation>
    </message>
    <message>
        <source>{code} is a separate customer again, with everything it had.</source>
        <translation>{code} jest znów osobnym klientem, ze wszystkim, co było jego.</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Znajdź klienta</translation>
    </message>
    <message>
        <source>The customer you choose opens here.</source>
        <translation>Tu otworzy się karta wybranego klienta.</translation>
    </message>
    <message>
        <source>Keep “{status}”</source>
        <translation>Zostaw „{status}”</translation>
    </message>
    <message>
        <source>Set “{status}”</source>
        <translation>Ustaw „{status}”</translation>
    </message>
    <message>
        <source>Someone changed the status meanwhile. Which one is right?</source>
        <translation>Ktoś zmienił status w międzyczasie. Który jest właściwy?</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Office server</source>
        <translation>Serwer biurowy</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>Print jobs to check: {count}</source>
        <translation>Wydruki do sprawdzenia: {count}</translation>
    </message>
    <message>
        <source>Waiting to be printed: {count}</source>
        <translation>Czeka na wydruk: {count}</translation>
    </message>
    <message>
        <source>Everything is printed</source>
        <translation>Wszystko wydrukowane</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Wszędzie</translation>
    </message>
    <message>
        <source>Print jobs and e-mails to check: {count}</source>
        <translation>Wydruki i wiadomości do sprawdzenia: {count}</translation>
    </message>
</context>
<context>
    <name>Dimension</name>
    <message>
        <source>products</source>
        <translation>towary</translation>
    </message>
    <message>
        <source>groups of goods</source>
        <translation>grupy towarów</translation>
    </message>
    <message>
        <source>subgroups of goods</source>
        <translation>podgrupy towarów</translation>
    </message>
    <message>
        <source>customers</source>
        <translation>klienci</translation>
    </message>
    <message>
        <source>groups of customers</source>
        <translation>grupy klientów</translation>
    </message>
    <message>
        <source>countries</source>
        <translation>kraje</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>regiony</translation>
    </message>
    <message>
        <source>employees</source>
        <translation>pracownicy</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>kanały</translation>
    </message>
    <message>
        <source>campaigns</source>
        <translation>kampanie</translation>
    </message>
    <message>
        <source>forms</source>
        <translation>formularze</translation>
    </message>
    <message>
        <source>warehouses</source>
        <translation>magazyny</translation>
    </message>
    <message>
        <source>months</source>
        <translation>miesiące</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>etapy</translation>
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
        <source>RW · internal issue</source>
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
    <message>
        <source>MM+ · transfer received</source>
        <translation>MM+ · przyjęcie z przesunięcia</translation>
    </message>
    <message>
        <source>WZKK · cost of WZ</source>
        <translation>WZKK · koszt WZ</translation>
    </message>
    <message>
        <source>RWKK · cost of RW</source>
        <translation>RWKK · koszt RW</translation>
    </message>
    <message>
        <source>MMKK · cost of MM</source>
        <translation>MMKK · koszt MM</translation>
    </message>
</context>
<context>
    <name>DocumentsPart</name>
    <message>
        <source>Number, customer or order…</source>
        <translation>Numer, klient lub zamówienie…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Zapisz jako PDF</translation>
    </message>
    <message>
        <source>The document as printed</source>
        <translation>Wydruk dokumentu</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>To / from</source>
        <translation>Dla kogo / od kogo</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Zamówienie</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Issued documents appear here with their printout.</source>
        <translation>Wystawione dokumenty pojawią się tu razem z wydrukiem.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumenty</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>Rodzaj dokumentu</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Wszystkie rodzaje</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Skoryguj</translation>
    </message>
    <message>
        <source>Return of goods</source>
        <translation>Zwrot towaru</translation>
    </message>
    <message>
        <source>JPK_MAG…</source>
        <translation>JPK_MAG…</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Send the rest</source>
        <translation>Wyślij resztę</translation>
    </message>
    <message>
        <source>Customer&apos;s card</source>
        <translation>Karta klienta</translation>
    </message>
    <message>
        <source>Open the WZ</source>
        <translation>Otwórz WZ</translation>
    </message>
    <message>
        <source>WZ</source>
        <translation>WZ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Paczki</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Przewoźnik</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Numer przesyłki</translation>
    </message>
    <message>
        <source>Nothing has been shipped.</source>
        <translation>Niczego jeszcze nie wysłano.</translation>
    </message>
    <message>
        <source>Shipments</source>
        <translation>Wysyłki</translation>
    </message>
    <message>
        <source>Who did what and when</source>
        <translation>Kto co zrobił i kiedy</translation>
    </message>
    <message>
        <source>The order is cancelled.</source>
        <translation>Zamówienie anulowano.</translation>
    </message>
    <message>
        <source>{money} was paid and is to be given back.</source>
        <translation>Wpłacono {money} – do zwrotu.</translation>
    </message>
    <message>
        <source>Part of the order is with the customer.</source>
        <translation>Część jest już u klienta.</translation>
    </message>
    <message>
        <source>The rest waits for a shipment of its own.</source>
        <translation>Reszta czeka na osobną wysyłkę.</translation>
    </message>
    <message>
        <source>The goods are on their way.</source>
        <translation>Towar jest w drodze.</translation>
    </message>
    <message>
        <source>Complete the order once the customer has them.</source>
        <translation>Zakończ zamówienie, gdy klient je odbierze.</translation>
    </message>
    <message>
        <source>Everything is done.</source>
        <translation>Wszystko zrobione.</translation>
    </message>
    <message>
        <source>The customer&apos;s status changes by itself.</source>
        <translation>Status klienta zmienia się sam.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>jeszcze nic</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Wczytano</translation>
    </message>
    <message>
        <source>Everything is ready.</source>
        <translation>Wszystko gotowe.</translation>
    </message>
    <message>
        <source>Ctrl+1 to Ctrl+6 switch the tabs, Ctrl+K finds everything, Ctrl+N adds an inquiry.
More sheets can be imported at any time from the File menu.</source>
        <translation>Ctrl+1 do Ctrl+6 przełączają karty, Ctrl+K szuka wszędzie, Ctrl+N dodaje zapytanie.
Kolejne arkusze można importować w każdej chwili z menu Plik.</translation>
    </message>
    <message>
        <source>No reason was written down.</source>
        <translation>Nie zapisano powodu.</translation>
    </message>
</context>
<context>
    <name>DraftsCard</name>
    <message>
        <source>Continue</source>
        <translation>Kontynuuj</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Usuń szkic</translation>
    </message>
    <message>
        <source>Not issued yet</source>
        <translation>Jeszcze niewystawione</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>To / from</source>
        <translation>Dla kogo / od kogo</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Pozycje</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>No drafts.</source>
        <translation>Brak szkiców.</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>Usunięto szkic.</translation>
    </message>
</context>
<context>
    <name>EditableRows</name>
    <message>
        <source>Remove row {number}</source>
        <translation>Usuń wiersz {number}</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Nowy klient</translation>
    </message>
    <message>
        <source>Already on file with these details: {customers}</source>
        <translation>Pod tymi danymi jest już: {customers}</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Wypełnij to pole.</translation>
    </message>
    <message>
        <source>The check digit is wrong.</source>
        <translation>Cyfra kontrolna się nie zgadza.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Undo changes</source>
        <translation>Cofnij zmiany</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Clear the filter</source>
        <translation>Wyczyść filtr</translation>
    </message>
    <message>
        <source>Nothing fits the filter.</source>
        <translation>Nic nie pasuje do filtra.</translation>
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
    <name>ExportButton</name>
    <message>
        <source>Export</source>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>Sheet (XLSX)</source>
        <translation>Arkusz (XLSX)</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>Zapisuję: {file}…</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>Report with chart and table (PDF)</source>
        <translation>Wydruk z wykresem i tabelą (PDF)</translation>
    </message>
    <message>
        <source>Image of what is on screen (PNG)</source>
        <translation>Obraz tego, co na ekranie (PNG)</translation>
    </message>
</context>
<context>
    <name>FieldMap</name>
    <message>
        <source>Add a key</source>
        <translation>Dodaj klucz</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Figures</source>
        <translation>Liczby</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Period</source>
        <translation>Okres</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Porównanie</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Pracownik</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanał</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupa</translation>
    </message>
    <message>
        <source>Any warehouse</source>
        <translation>Każdy magazyn</translation>
    </message>
    <message>
        <source>Any channel</source>
        <translation>Każdy kanał</translation>
    </message>
    <message>
        <source>Any group</source>
        <translation>Każda grupa</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>Ostatnie 12 mies.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Ten miesiąc</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Poprzedni miesiąc</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>Ten kwartał</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>Poprzedni kwartał</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Ten rok</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Poprzedni rok</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>Bez porównania</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>Poprzedni okres</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>Rok wcześniej</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Ostatnie 7 dni</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>Każdy pracownik</translation>
    </message>
    <message>
        <source>Custom dates</source>
        <translation>Własne daty</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>First start</source>
        <translation>Pierwsze uruchomienie</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Starting data</source>
        <translation>Dane na start</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
    </message>
    <message>
        <source>Open Today</source>
        <translation>Otwórz „Dziś”</translation>
    </message>
    <message>
        <source>Preparing the database…</source>
        <translation>Przygotowuję bazę…</translation>
    </message>
    <message>
        <source>This computer has no keyring, so the password will be asked for at each start.</source>
        <translation>Ten komputer nie ma pęku kluczy, więc program zapyta o hasło przy każdym uruchomieniu.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
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
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Forms on your site send to the address /in/ followed by their key. Common field names are recognised by themselves.</source>
        <translation>Formularze ze strony wysyłają zgłoszenia na adres /in/ ze swoim kluczem. Typowe pola program rozpoznaje sam.</translation>
    </message>
    <message>
        <source>Forms and field maps</source>
        <translation>Formularze i mapy pól</translation>
    </message>
    <message>
        <source>Add a form</source>
        <translation>Dodaj formularz</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Klucz</translation>
    </message>
    <message>
        <source>The last part of its address: /in/kontakt.</source>
        <translation>Ostatnia część adresu: /in/kontakt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>As shown in lists and charts.</source>
        <translation>Taka jak na listach i wykresach.</translation>
    </message>
    <message>
        <source>Field map</source>
        <translation>Mapa pól</translation>
    </message>
    <message>
        <source>Only for field names the program does not recognise itself.</source>
        <translation>Tylko dla pól, których program sam nie rozpoznaje.</translation>
    </message>
    <message>
        <source>Page after sending</source>
        <translation>Strona po wysłaniu</translation>
    </message>
    <message>
        <source>Where visitors are taken; empty: a thank-you page.</source>
        <translation>Dokąd trafia klient; puste: strona z podziękowaniem.</translation>
    </message>
    <message>
        <source>Accepting</source>
        <translation>Przyjmuje zgłoszenia</translation>
    </message>
    <message>
        <source>Off: submissions are refused.</source>
        <translation>Wyłączony: zgłoszenia są odrzucane.</translation>
    </message>
    <message>
        <source>Allowed sites</source>
        <translation>Dozwolone strony</translation>
    </message>
    <message>
        <source>One address per line, e.g. https://sklep.pl. Empty: any.</source>
        <translation>Jeden adres w wierszu, np. https://sklep.pl. Puste: dowolne.</translation>
    </message>
    <message>
        <source>Consent text</source>
        <translation>Treść zgody</translation>
    </message>
    <message>
        <source>Kept as proof with each consent.</source>
        <translation>Zachowywana jako dowód przy każdej zgodzie.</translation>
    </message>
    <message>
        <source>Consent version</source>
        <translation>Wersja zgody</translation>
    </message>
    <message>
        <source>E.g. 2026-05.</source>
        <translation>Np. 2026-05.</translation>
    </message>
    <message>
        <source>received: {count}</source>
        <translation>zgłoszenia: {count}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>wyłączone</translation>
    </message>
    <message>
        <source>Copy the form for your page</source>
        <translation>Kopiuj formularz na stronę</translation>
    </message>
    <message>
        <source>Submissions to /in/ with any key are accepted, even before the form is listed here.
Add a form, e.g. kontakt, to get ready-made code to paste into your page.</source>
        <translation>Zgłoszenia na adres /in/ z dowolnym kluczem są przyjmowane, nawet gdy formularza nie ma na tej liście.
Dodaj formularz, np. kontakt, a dostaniesz gotowy kod do wklejenia na stronę.</translation>
    </message>
    <message>
        <source>The form is copied: paste it into your page. It sends to {address}.</source>
        <translation>Skopiowano formularz: wklej go na swoją stronę. Wysyła na adres {address}.</translation>
    </message>
    <message>
        <source>Only this computer can reach that address: for a public site, set up a drop box first (Mailboxes and shops).</source>
        <translation>Ten adres działa tylko na tym komputerze: dla strony w internecie dodaj najpierw skrzynkę na hostingu (Skrzynki i sklepy).</translation>
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
    <name>Gallery</name>
    <message>
        <source>Gallery</source>
        <translation>Galeria</translation>
    </message>
    <message>
        <source>Tab with late work</source>
        <translation>Zakładka ze spóźnioną pracą</translation>
    </message>
    <message>
        <source>Tab with work</source>
        <translation>Zakładka z pracą</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Zakładka</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Połączono</translation>
    </message>
    <message>
        <source>Title of a page</source>
        <translation>Tytuł strony</translation>
    </message>
    <message>
        <source>What it is about · and since when</source>
        <translation>Czego dotyczy · i od kiedy</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Cichy</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>Zwykły</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Główny</translation>
    </message>
    <message>
        <source>Buttons and filters</source>
        <translation>Przyciski i filtry</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Wyłączone</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Moje</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>Lejek</translation>
    </message>
    <message>
        <source>All inquiries</source>
        <translation>Wszystkie zapytania</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Pola</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>As on its documents</source>
        <translation>Jak na dokumentach</translation>
    </message>
    <message>
        <source>One digit is missing</source>
        <translation>Brakuje jednej cyfry</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>Zaznaczone</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Wybrane</translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation>Niezaznaczone</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Stany</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Liczby</translation>
    </message>
    <message>
        <source>Inquiries this week</source>
        <translation>Zapytania w tym tygodniu</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decyzje</translation>
    </message>
    <message>
        <source>Sugar: 3 pieces short, due on 26 November.</source>
        <translation>Cukier: brakuje 3 sztuk, będą 26 listopada.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Poczekaj</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Jeszcze nic</translation>
    </message>
    <message>
        <source>Orders will appear here.</source>
        <translation>Tu pojawią się zamówienia.</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nowe zamówienie</translation>
    </message>
    <message>
        <source>Best sellers</source>
        <translation>Najczęściej kupowane</translation>
    </message>
    <message>
        <source>year before: {count}</source>
        <translation>rok wcześniej: {count}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nowe</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Ranking</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numer</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
</context>
<context>
    <name>GoodsEntry</name>
    <message>
        <source>Remove the row</source>
        <translation>Usuń wiersz</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Lp.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Scan the first item, or type its code and press Enter. Each becomes a row here.</source>
        <translation>Zeskanuj pierwszy towar albo wpisz kod i naciśnij Enter. Każdy trafi tu jako wiersz.</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Ready to scan.</source>
        <translation>Gotowe do skanowania.</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>partia {lot}</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Partia</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
</context>
<context>
    <name>GoodsFinder</name>
    <message>
        <source>Goods: name, code or barcode</source>
        <translation>Towar: nazwa, kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Name, code or scan…</source>
        <translation>Nazwa, kod lub skan…</translation>
    </message>
    <message>
        <source>Goods found</source>
        <translation>Znaleziony towar</translation>
    </message>
    <message>
        <source>No matching goods.</source>
        <translation>Nie ma takiego towaru.</translation>
    </message>
</context>
<context>
    <name>GoodsPage</name>
    <message>
        <source>Enter adds a line · 12*code adds twelve</source>
        <translation>Enter dodaje pozycję · 12*kod dodaje dwanaście</translation>
    </message>
    <message>
        <source>Ctrl+↑↓ moves · Del removes · F4 card</source>
        <translation>Ctrl+↑↓ przesuwa · Del usuwa · F4 karta</translation>
    </message>
    <message>
        <source>“{code}” is not one of our goods: nothing was added.</source>
        <translation>Nie mamy towaru „{code}”: niczego nie dodano.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n pozycja</numerusform>
            <numerusform>%n pozycje</numerusform>
            <numerusform>%n pozycji</numerusform>
        </translation>
    </message>
    <message>
        <source>net {amount}</source>
        <translation>netto {amount}</translation>
    </message>
    <message>
        <source>margin {share}</source>
        <translation>marża {share}</translation>
    </message>
    <message>
        <source>A sample company</source>
        <translation>Przykładowa firma</translation>
    </message>
    <message>
        <source>My own spreadsheets</source>
        <translation>Własne arkusze</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Na razie nic</translation>
    </message>
    <message>
        <source>Load the sample company</source>
        <translation>Wczytaj przykładową firmę</translation>
    </message>
    <message>
        <source>Three years of a food wholesaler, to look around. It can be removed later.</source>
        <translation>Trzy lata hurtowni spożywczej, żeby się rozejrzeć. Później można ją usunąć.</translation>
    </message>
    <message>
        <source>You add goods and customers as you go, or import them at any time.</source>
        <translation>Towary i klientów dodajesz na bieżąco albo importujesz w dowolnym dniu.</translation>
    </message>
    <message>
        <source>What would you like to start with?</source>
        <translation>Od czego chcesz zacząć?</translation>
    </message>
    <message>
        <source>Creating the sample company…</source>
        <translation>Tworzę przykładową firmę…</translation>
    </message>
    <message>
        <source>The sample company is ready: {count} orders.</source>
        <translation>Przykładowa firma jest gotowa, liczba zamówień: {count}.</translation>
    </message>
    <message>
        <source>{file}: {count} rows.</source>
        <translation>{file}, wierszy: {count}.</translation>
    </message>
</context>
<context>
    <name>HandOverPage</name>
    <message>
        <source>Steps done</source>
        <translation>Wykonane kroki</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Przewoźnik</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Numer przesyłki</translation>
    </message>
    <message>
        <source>Tell the customer by e-mail</source>
        <translation>Powiadom klienta e-mailem</translation>
    </message>
    <message>
        <source>Message to the customer</source>
        <translation>Wiadomość do klienta</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Temat</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Treść</translation>
    </message>
    <message>
        <source>collected in person</source>
        <translation>odbiór własny</translation>
    </message>
    <message>
        <source>Sent messages appear in the customer&apos;s timeline.</source>
        <translation>Wysłane wiadomości są w historii klienta.</translation>
    </message>
    <message>
        <source>to {email}</source>
        <translation>na adres {email}</translation>
    </message>
    <message>
        <source>The customer has no e-mail address.</source>
        <translation>Klient nie ma adresu e-mail.</translation>
    </message>
    <message>
        <source>File for the courier…</source>
        <translation>Plik dla kuriera…</translation>
    </message>
    <message>
        <source>All labelled orders for this courier, to import into its own program</source>
        <translation>Wszystkie zamówienia z etykietą dla tego kuriera, do wczytania w jego programie</translation>
    </message>
    <message numerus="yes">
        <source>%n shipment(s) in the file.</source>
        <translation>
            <numerusform>%n przesyłka w pliku.</numerusform>
            <numerusform>%n przesyłki w pliku.</numerusform>
            <numerusform>%n przesyłek w pliku.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
            <numerusform>i jeszcze %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Page of help</source>
        <translation>Strona pomocy</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Pomoc</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Szukaj w pomocy</translation>
    </message>
    <message>
        <source>Pages of help</source>
        <translation>Strony pomocy</translation>
    </message>
</context>
<context>
    <name>HerePage</name>
    <message>
        <source>Only for this computer and whoever is signed in on it. Changes take effect at once.</source>
        <translation>Tylko dla tego komputera i zalogowanej na nim osoby. Zmiany działają od razu.</translation>
    </message>
    <message>
        <source>This workstation</source>
        <translation>To stanowisko</translation>
    </message>
    <message>
        <source>Use this from the next start</source>
        <translation>Używaj od następnego uruchomienia</translation>
    </message>
    <message>
        <source>The data is kept in {place}</source>
        <translation>Dane są w: {place}</translation>
    </message>
    <message>
        <source>Same as the system</source>
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
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>For this window; documents have their own.</source>
        <translation>Tego okna; dokumenty mają własny.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Motyw</translation>
    </message>
    <message>
        <source>Light or dark.</source>
        <translation>Jasny albo ciemny.</translation>
    </message>
    <message>
        <source>Display size</source>
        <translation>Wielkość na ekranie</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Od następnego uruchomienia programu.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Dźwięk</translation>
    </message>
    <message>
        <source>A beep for a new inquiry.</source>
        <translation>Sygnał przy nowym zapytaniu.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Powiadomienia</translation>
    </message>
    <message>
        <source>A notification by the clock for a new inquiry.</source>
        <translation>Dymek przy zegarze o nowym zapytaniu.</translation>
    </message>
    <message>
        <source>The new size takes effect at the next start.</source>
        <translation>Nowa wielkość zadziała od następnego uruchomienia.</translation>
    </message>
    <message>
        <source>From the next start the program opens this database.</source>
        <translation>Od następnego uruchomienia program otworzy tę bazę.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Follow up: {day}</source>
        <translation>Wrócić do sprawy: {day}</translation>
    </message>
    <message>
        <source>No follow-up</source>
        <translation>Bez przypomnienia</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>Przydzielone: {name}</translation>
    </message>
    <message>
        <source>{document} issued</source>
        <translation>Wydano {document}</translation>
    </message>
    <message>
        <source>Order {number} completed</source>
        <translation>Zamówienie {number} zakończone</translation>
    </message>
    <message>
        <source>Order {number} cancelled</source>
        <translation>Zamówienie {number} anulowane</translation>
    </message>
    <message>
        <source>Order {number} placed</source>
        <translation>Zamówienie {number} złożone</translation>
    </message>
    <message>
        <source>Lost: {reason}</source>
        <translation>Przegrane: {reason}</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>status: {status}</source>
        <translation>status: {status}</translation>
    </message>
    <message>
        <source>Merged with {customer}</source>
        <translation>Połączono z: {customer}</translation>
    </message>
    <message>
        <source>Merge with {customer} undone</source>
        <translation>Rozłączono z: {customer}</translation>
    </message>
    <message>
        <source>Consent given: {purpose}</source>
        <translation>Zgoda: {purpose}</translation>
    </message>
    <message>
        <source>Consent withdrawn: {purpose}</source>
        <translation>Zgoda wycofana: {purpose}</translation>
    </message>
    <message>
        <source>Status set: {status}</source>
        <translation>Ustawiono status: {status}</translation>
    </message>
    <message>
        <source>marketing by e-mail</source>
        <translation>marketing e-mailem</translation>
    </message>
    <message>
        <source>marketing by phone</source>
        <translation>marketing telefoniczny</translation>
    </message>
    <message>
        <source>marketing</source>
        <translation>marketing</translation>
    </message>
    <message>
        <source>newsletter</source>
        <translation>newsletter</translation>
    </message>
    <message>
        <source>The answer is overdue: {name} was notified</source>
        <translation>Minął termin odpowiedzi (powiadomiono: {name})</translation>
    </message>
    <message>
        <source>The answer is overdue</source>
        <translation>Minął termin odpowiedzi</translation>
    </message>
    <message>
        <source>Automatic answer to {address}</source>
        <translation>Automatyczna odpowiedź na adres {address}</translation>
    </message>
    <message>
        <source>Reopened: {number}</source>
        <translation>Wznowione: {number}</translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>Found</source>
        <translation>Znalezione</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nic nie znaleziono.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Polecenie</translation>
    </message>
</context>
<context>
    <name>HoursPage</name>
    <message>
        <source>Answer deadlines and response times count only these hours.</source>
        <translation>Terminy i czasy odpowiedzi liczą się tylko w tych godzinach.</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Godziny otwarcia</translation>
    </message>
    <message>
        <source>Coming public holidays</source>
        <translation>Najbliższe dni świąteczne</translation>
    </message>
    <message>
        <source>E.g. 8:00-16:00; empty: closed.</source>
        <translation>Np. 8:00-16:00; puste: zamknięte.</translation>
    </message>
    <message>
        <source>Also closed on</source>
        <translation>Zamknięte także</translation>
    </message>
    <message>
        <source>One date per line, e.g. {day}. Public holidays are closed anyway.</source>
        <translation>Jedna data w wierszu, np. {day}. Świąt nie trzeba wpisywać.</translation>
    </message>
    <message>
        <source>None are known for the country of the company.</source>
        <translation>Dla kraju firmy nie są znane żadne.</translation>
    </message>
</context>
<context>
    <name>HousesPage</name>
    <message>
        <source>Where goods are kept. Each warehouse numbers its own documents.</source>
        <translation>Miejsca, w których jest towar. Każdy magazyn ma własną numerację dokumentów.</translation>
    </message>
    <message>
        <source>Warehouses</source>
        <translation>Magazyny</translation>
    </message>
    <message>
        <source>Add a warehouse</source>
        <translation>Dodaj magazyn</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Short, e.g. M1; part of document numbers, fixed once used.</source>
        <translation>Krótki, np. M1; jest częścią numerów i po użyciu się nie zmienia.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>As your staff call it.</source>
        <translation>Tak, jak się o tym mówi w firmie.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Only goods in a sales warehouse are offered to customers.</source>
        <translation>Klientom oferowany jest tylko towar z magazynu sprzedaży.</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Printed on WZ and MM.</source>
        <translation>Drukowana na WZ i MM.</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>Format: 00-000.</source>
        <translation>W postaci 00-000.</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
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
    <name>ImportPanel</name>
    <message>
        <source>Products</source>
        <translation>Towary</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Klienci</translation>
    </message>
    <message>
        <source>Opening stock</source>
        <translation>Stan początkowy</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Wybierz plik…</translation>
    </message>
    <message>
        <source>Sheet of the file</source>
        <translation>Arkusz w pliku</translation>
    </message>
    <message>
        <source>Warehouse of the opening stock</source>
        <translation>Magazyn stanu początkowego</translation>
    </message>
    <message>
        <source>Skip faulty rows</source>
        <translation>Pomiń błędne wiersze</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importuj</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>Czytam {file}…</translation>
    </message>
    <message>
        <source>A sheet with one record per row. Recognised columns: {names}.
You can also drop the file here.</source>
        <translation>Arkusz, w którym każdy wiersz to jeden wpis. Rozpoznawane kolumny: {names}.
Plik można też tu upuścić.</translation>
    </message>
    <message>
        <source>Checking every row…</source>
        <translation>Sprawdzam każdy wiersz…</translation>
    </message>
    <message>
        <source>new: {count}</source>
        <translation>nowe: {count}</translation>
    </message>
    <message>
        <source>changed: {count}</source>
        <translation>zmienione: {count}</translation>
    </message>
    <message>
        <source>unchanged: {count}</source>
        <translation>bez zmian: {count}</translation>
    </message>
    <message>
        <source>faulty rows: {count}</source>
        <translation>błędne wiersze: {count}</translation>
    </message>
    <message>
        <source>Importing {file}…</source>
        <translation>Importuję {file}…</translation>
    </message>
    <message>
        <source>Opening documents: {numbers}.</source>
        <translation>Dokumenty początkowe: {numbers}.</translation>
    </message>
    <message>
        <source>Imported {file}: {counts}.</source>
        <translation>Zaimportowano {file}: {counts}.</translation>
    </message>
    <message>
        <source>Past sales</source>
        <translation>Dawna sprzedaż</translation>
    </message>
    <message>
        <source>Past inquiries</source>
        <translation>Dawne zapytania</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>Wydatki</translation>
    </message>
</context>
<context>
    <name>ImportWindow</name>
    <message>
        <source>Import a sheet</source>
        <translation>Import arkusza</translation>
    </message>
</context>
<context>
    <name>InquiriesPage</name>
    <message>
        <source>What visitors ask on your site appears here by itself. Ctrl+N adds a call.</source>
        <translation>Zapytania z Twojej strony pojawiają się tu same. Rozmowę telefoniczną dodasz przez Ctrl+N.</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Moje</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Spóźnione</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Czekają</translation>
    </message>
    <message>
        <source>Phone or counter…</source>
        <translation>Telefon lub lada…</translation>
    </message>
    <message>
        <source>New inquiry by phone or at the counter</source>
        <translation>Nowe zapytanie przez telefon lub przy ladzie</translation>
    </message>
    <message>
        <source>Nothing is waiting for an answer. Inquiries from forms, e-mail and shops appear here by themselves.</source>
        <translation>Nic nie czeka na odpowiedź. Zapytania z formularzy, poczty i sklepów pojawią się tu same.</translation>
    </message>
    <message>
        <source>No open inquiry is assigned to you. Take one with Assign.</source>
        <translation>Żadne otwarte zapytanie nie jest Twoje. Weźmiesz je przyciskiem Przypisz.</translation>
    </message>
    <message>
        <source>Nothing is late.</source>
        <translation>Nic nie jest spóźnione.</translation>
    </message>
    <message>
        <source>No customer is considering an answer of yours.</source>
        <translation>Żaden klient nie zastanawia się teraz nad odpowiedzią.</translation>
    </message>
    <message>
        <source>Show more ({count} left)</source>
        <translation>Pokaż więcej (jeszcze {count})</translation>
    </message>
    <message>
        <source>Inquiry {number} is saved.</source>
        <translation>Zapisano zapytanie {number}.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Następne</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Poprzednie</translation>
    </message>
    <message>
        <source>Unrecognised</source>
        <translation>Nierozpoznane</translation>
    </message>
    <message>
        <source>The inquiry you choose opens here; J and K go to the next and the previous one.</source>
        <translation>Tu otworzy się wybrane zapytanie; J i K przechodzą do następnego i poprzedniego.</translation>
    </message>
</context>
<context>
    <name>InquiryList</name>
    <message>
        <source>draft</source>
        <translation>szkic</translation>
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
    <name>JournalAction</name>
    <message>
        <source>abandoned</source>
        <translation>zaniechano</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>przyjęto</translation>
    </message>
    <message>
        <source>added</source>
        <translation>dodano</translation>
    </message>
    <message>
        <source>changed after placing</source>
        <translation>zmieniono po złożeniu</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>odpowiedziano</translation>
    </message>
    <message>
        <source>assigned</source>
        <translation>przydzielono</translation>
    </message>
    <message>
        <source>file added</source>
        <translation>dodano plik</translation>
    </message>
    <message>
        <source>backed up</source>
        <translation>wykonano kopię</translation>
    </message>
    <message>
        <source>backup made</source>
        <translation>wykonano kopię</translation>
    </message>
    <message>
        <source>backup failed</source>
        <translation>nie udała się kopia</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>zaksięgowano</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>anulowano</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>zmieniono</translation>
    </message>
    <message>
        <source>role changed</source>
        <translation>zmieniono rolę</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>wybrano</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zamknięto</translation>
    </message>
    <message>
        <source>file removed</source>
        <translation>usunięto plik</translation>
    </message>
    <message>
        <source>drafted</source>
        <translation>zapisano szkic</translation>
    </message>
    <message>
        <source>password removed</source>
        <translation>usunięto hasło</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>poprawiono</translation>
    </message>
    <message>
        <source>erased on request</source>
        <translation>usunięto na żądanie</translation>
    </message>
    <message>
        <source>follow-up date set</source>
        <translation>ustalono dzień powrotu do sprawy</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>usunięto</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>udzielono zgody</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>zaimportowano</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>wystawiono</translation>
    </message>
    <message>
        <source>marked as different</source>
        <translation>uznano za różnych</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>zamknięto jako przegrane</translation>
    </message>
    <message>
        <source>made</source>
        <translation>sporządzono</translation>
    </message>
    <message>
        <source>fields matched</source>
        <translation>dopasowano pola</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>scalono</translation>
    </message>
    <message>
        <source>reservation moved</source>
        <translation>przeniesiono rezerwację</translation>
    </message>
    <message>
        <source>note written</source>
        <translation>dopisano notatkę</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>otwarto</translation>
    </message>
    <message>
        <source>payment noted</source>
        <translation>odnotowano wpłatę</translation>
    </message>
    <message>
        <source>picked in part</source>
        <translation>skompletowano część</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wstawiono do kolejki</translation>
    </message>
    <message>
        <source>reference added</source>
        <translation>dopisano powiązanie</translation>
    </message>
    <message>
        <source>entered by hand</source>
        <translation>wpisano ręcznie</translation>
    </message>
    <message>
        <source>moved to another shelf</source>
        <translation>przełożono na inną półkę</translation>
    </message>
    <message>
        <source>price corrected</source>
        <translation>poprawiono cenę</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>rozstrzygnięto</translation>
    </message>
    <message>
        <source>restored from a backup</source>
        <translation>przywrócono z kopii</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>wysłano ponownie</translation>
    </message>
    <message>
        <source>goods returned</source>
        <translation>przyjęto zwrot</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>zapisano</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>wysłano</translation>
    </message>
    <message>
        <source>absence set</source>
        <translation>ustawiono nieobecność</translation>
    </message>
    <message>
        <source>password set</source>
        <translation>ustawiono hasło</translation>
    </message>
    <message>
        <source>status set by hand</source>
        <translation>status ustawiono ręcznie</translation>
    </message>
    <message>
        <source>given a usual shelf</source>
        <translation>wyznaczono półkę</translation>
    </message>
    <message>
        <source>other warehouse chosen</source>
        <translation>wybrano inny magazyn</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>przyjęto</translation>
    </message>
    <message>
        <source>substitute chosen</source>
        <translation>wybrano zamiennik</translation>
    </message>
    <message>
        <source>customer notified</source>
        <translation>powiadomiono klienta</translation>
    </message>
    <message>
        <source>superior notified of delay</source>
        <translation>powiadomiono przełożonego o opóźnieniu</translation>
    </message>
    <message>
        <source>merge undone</source>
        <translation>cofnięto scalenie</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>wycofano zgodę</translation>
    </message>
    <message>
        <source>added to Today</source>
        <translation>dodano do karty Dziś</translation>
    </message>
    <message>
        <source>removed from Today</source>
        <translation>zdjęto z karty Dziś</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>wznowione</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>sprawdzono</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>zakończono</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>przekazano przewoźnikowi</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>wydrukowano etykietę</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>skompletowano</translation>
    </message>
    <message>
        <source>placed</source>
        <translation>złożono</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>zarezerwowano</translation>
    </message>
    <message>
        <source>view saved</source>
        <translation>zapamiętano</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Everything anyone did: who, when, at which workstation, and the values before and after. Entries can be added but never changed; personal data goes when a person is erased.</source>
        <translation>Wszystko, co zrobiono: kto, kiedy, na którym stanowisku, z wartościami przed i po. Wpisów nie można zmienić; dane osobowe znikają, gdy osoba zostanie usunięta na żądanie.</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Dziennik</translation>
    </message>
    <message>
        <source>Record: number or name…</source>
        <translation>Czego dotyczy: numer, nazwa…</translation>
    </message>
    <message>
        <source>Search in the values…</source>
        <translation>Szukaj w wartościach…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Stanowisko</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Czego dotyczy</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Co zrobiono</translation>
    </message>
    <message>
        <source>No such entries.</source>
        <translation>Nie ma takich wpisów.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Przed</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Po</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Przed i po</translation>
    </message>
    <message>
        <source>Choose a line above to see its values.</source>
        <translation>Wybierz wiersz powyżej, aby zobaczyć wartości.</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Wszyscy</translation>
    </message>
</context>
<context>
    <name>JournalSubject</name>
    <message>
        <source>Campaign</source>
        <translation>Kampania</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Zgoda</translation>
    </message>
    <message>
        <source>Costing method</source>
        <translation>Metoda wyceny</translation>
    </message>
    <message>
        <source>Stock count</source>
        <translation>Inwentaryzacja</translation>
    </message>
    <message>
        <source>Courier template</source>
        <translation>Szablon kuriera</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Pracownik</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>Wydatek</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formularz</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>Zapytanie</translation>
    </message>
    <message>
        <source>Message template</source>
        <translation>Szablon wiadomości</translation>
    </message>
    <message>
        <source>Numbering</source>
        <translation>Numeracja</translation>
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
        <source>Print</source>
        <translation>Wydruk</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Drukarka</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Past sales</source>
        <translation>Dawna sprzedaż</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Mailbox or shop</source>
        <translation>Skrzynka lub sklep</translation>
    </message>
    <message>
        <source>Submission</source>
        <translation>Zgłoszenie</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Wiadomość</translation>
    </message>
    <message>
        <source>Sales targets</source>
        <translation>Cele sprzedaży</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>Widok</translation>
    </message>
</context>
<context>
    <name>JournalValue</name>
    <message>
        <source>amount</source>
        <translation>kwota</translation>
    </message>
    <message>
        <source>amounts</source>
        <translation>kwoty</translation>
    </message>
    <message>
        <source>text</source>
        <translation>treść</translation>
    </message>
    <message>
        <source>code</source>
        <translation>kod</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>kolumny</translation>
    </message>
    <message>
        <source>differences</source>
        <translation>różnice</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>person</source>
        <translation>osoba</translation>
    </message>
    <message>
        <source>faulty rows</source>
        <translation>błędne wiersze</translation>
    </message>
    <message>
        <source>field map</source>
        <translation>mapa pól</translation>
    </message>
    <message>
        <source>files</source>
        <translation>pliki</translation>
    </message>
    <message>
        <source>from</source>
        <translation>z</translation>
    </message>
    <message>
        <source>merged record</source>
        <translation>scalona karta</translation>
    </message>
    <message>
        <source>group</source>
        <translation>grupa</translation>
    </message>
    <message>
        <source>in</source>
        <translation>w</translation>
    </message>
    <message>
        <source>key</source>
        <translation>klucz</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>rodzaj</translation>
    </message>
    <message>
        <source>language</source>
        <translation>język</translation>
    </message>
    <message>
        <source>login</source>
        <translation>login</translation>
    </message>
    <message>
        <source>made at</source>
        <translation>utworzono</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>scalenie</translation>
    </message>
    <message>
        <source>method</source>
        <translation>metoda</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>przeniesiono</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nazwa</translation>
    </message>
    <message>
        <source>net</source>
        <translation>netto</translation>
    </message>
    <message>
        <source>net price</source>
        <translation>cena netto</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numer</translation>
    </message>
    <message>
        <source>other record</source>
        <translation>druga karta</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>telefon</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>cel</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>ilość</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>powód</translation>
    </message>
    <message>
        <source>numbered anew</source>
        <translation>numeracja od nowa</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>oddano</translation>
    </message>
    <message>
        <source>version</source>
        <translation>wersja</translation>
    </message>
    <message>
        <source>role</source>
        <translation>rola</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>wiersze</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>suma kontrolna</translation>
    </message>
    <message>
        <source>shelf</source>
        <translation>półka</translation>
    </message>
    <message>
        <source>state</source>
        <translation>stan</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status</translation>
    </message>
    <message>
        <source>step</source>
        <translation>krok</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>temat</translation>
    </message>
    <message>
        <source>template</source>
        <translation>szablon</translation>
    </message>
    <message>
        <source>title</source>
        <translation>tytuł</translation>
    </message>
    <message>
        <source>to</source>
        <translation>do</translation>
    </message>
    <message>
        <source>what is left</source>
        <translation>co zostaje</translation>
    </message>
    <message>
        <source>value</source>
        <translation>wartość</translation>
    </message>
    <message>
        <source>warehouse</source>
        <translation>magazyn</translation>
    </message>
    <message>
        <source>year</source>
        <translation>rok</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>away until</source>
        <translation>nieobecność do</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktywne</translation>
    </message>
    <message>
        <source>document</source>
        <translation>dokument</translation>
    </message>
    <message>
        <source>follow up on</source>
        <translation>wrócić do sprawy</translation>
    </message>
</context>
<context>
    <name>JpkPanel</name>
    <message>
        <source>Save the file…</source>
        <translation>Zapisz plik…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>The company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Czego brakuje</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>Niczego nie brakuje.</translation>
    </message>
    <message>
        <source>JPK_MAG ({version})</source>
        <translation>JPK_MAG ({version})</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Wersja</translation>
    </message>
    <message>
        <source>Version 2 applies from 1 January 2027. The file is sent when the tax office asks for it, never by itself.</source>
        <translation>Wersja 2 obowiązuje od 1 stycznia 2027. Plik wysyła się na żądanie urzędu; program sam go nie wysyła.</translation>
    </message>
    <message>
        <source>JPK_MAG for the tax office</source>
        <translation>JPK_MAG dla urzędu skarbowego</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n dokument</numerusform>
            <numerusform>%n dokumenty</numerusform>
            <numerusform>%n dokumentów</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved: {file} ({count}).</source>
        <translation>Zapisano: {file} ({count}).</translation>
    </message>
    <message>
        <source>Version 1 has no place for: {numbers}</source>
        <translation>Wersja 1 nie przewiduje: {numbers}</translation>
    </message>
    <message numerus="yes">
        <source>No file was written: something is missing (%n).</source>
        <translation>
            <numerusform>Pliku nie zapisano, bo czegoś brakuje (%n uwaga).</numerusform>
            <numerusform>Pliku nie zapisano, bo czegoś brakuje (%n uwagi).</numerusform>
            <numerusform>Pliku nie zapisano, bo czegoś brakuje (%n uwag).</numerusform>
        </translation>
    </message>
    <message>
        <source>The last day comes before the first.</source>
        <translation>Ostatni dzień jest przed pierwszym.</translation>
    </message>
</context>
<context>
    <name>KeepForm</name>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Show it on Today</source>
        <translation>Pokazuj na karcie Dziś</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Zapamiętaj</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Zapamiętaj ten widok</translation>
    </message>
    <message>
        <source>A view with this name exists: it will be replaced.</source>
        <translation>Taki widok już jest: zostanie zastąpiony.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Podaj nazwę.</translation>
    </message>
    <message>
        <source>“{name}” is saved and shown on Today.</source>
        <translation>Zapamiętano „{name}”; jest też na karcie Dziś.</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>„{name}” jest zapamiętany.</translation>
    </message>
    <message>
        <source>There is room for {count} views on Today. Remove one first.</source>
        <translation>Na karcie Dziś mieści się {count} widoków. Najpierw zdejmij któryś.</translation>
    </message>
</context>
<context>
    <name>LabelEditor</name>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation>Własny tekst</translation>
    </message>
    <message>
        <source>Your own text, e.g. Handle with care</source>
        <translation>Własny tekst, np. Ostrożnie – szkło</translation>
    </message>
    <message>
        <source>Choose a logo…</source>
        <translation>Wybierz logo…</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Usuń logo</translation>
    </message>
    <message>
        <source>Restore the default</source>
        <translation>Przywróć domyślną</translation>
    </message>
    <message>
        <source>Size: {field}</source>
        <translation>Wielkość: {field}</translation>
    </message>
    <message>
        <source>Move up: {field}</source>
        <translation>Wyżej: {field}</translation>
    </message>
    <message>
        <source>Move down: {field}</source>
        <translation>Niżej: {field}</translation>
    </message>
    <message>
        <source>roll {width}</source>
        <translation>rolka {width}</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.gif)</source>
        <translation>Obrazy (*.png *.jpg *.jpeg *.bmp *.gif)</translation>
    </message>
    <message>
        <source>{file} is not an image.</source>
        <translation>{file} nie jest obrazem.</translation>
    </message>
</context>
<context>
    <name>LabelField</name>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Nadawca</translation>
    </message>
    <message>
        <source>Recipient and address</source>
        <translation>Odbiorca i adres</translation>
    </message>
    <message>
        <source>Phone of the recipient</source>
        <translation>Telefon odbiorcy</translation>
    </message>
    <message>
        <source>Order and parcel</source>
        <translation>Zamówienie i paczka</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Kod kreskowy</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>Kod QR</translation>
    </message>
    <message>
        <source>Order note</source>
        <translation>Uwagi z zamówienia</translation>
    </message>
    <message>
        <source>Delivery method</source>
        <translation>Sposób dostawy</translation>
    </message>
    <message>
        <source>Payment and amount</source>
        <translation>Płatność i kwota</translation>
    </message>
    <message>
        <source>Your own text</source>
        <translation>Własny tekst</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>Printer</source>
        <translation>Drukarka</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>No label has been printed yet.</source>
        <translation>Etykiety jeszcze nie drukowano.</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Wydruki</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Drukuj ponownie</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etykieta</translation>
    </message>
    <message>
        <source>Parcels, one label each</source>
        <translation>Paczki, etykieta na każdą</translation>
    </message>
    <message>
        <source>Total weight, kg</source>
        <translation>Waga razem, kg</translation>
    </message>
    <message>
        <source>The label as it is printed</source>
        <translation>Etykieta tak, jak się wydrukuje</translation>
    </message>
    <message>
        <source>Courier&apos;s own label…</source>
        <translation>Etykieta kuriera…</translation>
    </message>
    <message>
        <source>Labels (*.pdf *.zpl *.txt *.prn)</source>
        <translation>Etykiety (*.pdf *.zpl *.txt *.prn)</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) of the courier queued.</source>
        <translation>
            <numerusform>%n etykieta kuriera w kolejce.</numerusform>
            <numerusform>%n etykiety kuriera w kolejce.</numerusform>
            <numerusform>%n etykiet kuriera w kolejce.</numerusform>
        </translation>
    </message>
    <message>
        <source>No label printer: the order goes on without a label. Add one in Settings → Printers.</source>
        <translation>Nie ma drukarki etykiet: zamówienie przejdzie dalej bez etykiety. Drukarkę dodasz tu: Ustawienia → Drukarki.</translation>
    </message>
    <message>
        <source>PDF or ZPL from the courier; files and folders can be dropped here too</source>
        <translation>Plik PDF albo ZPL od kuriera; pliki i całe foldery można też tu upuścić</translation>
    </message>
</context>
<context>
    <name>LabelsPage</name>
    <message>
        <source>What is printed on address labels. Nothing has to be set up: the default label is complete.</source>
        <translation>Co jest na etykietach adresowych. Nic nie trzeba ustawiać: domyślna etykieta jest kompletna.</translation>
    </message>
    <message>
        <source>Label templates</source>
        <translation>Szablony etykiet</translation>
    </message>
    <message>
        <source>The label as it is printed</source>
        <translation>Etykieta tak, jak się wydrukuje</translation>
    </message>
    <message>
        <source>From top to bottom. If not everything fits, all of it is made smaller; nothing is left out.</source>
        <translation>Od góry do dołu. Gdy wszystko się nie mieści, całość jest mniejsza; nic nie jest pomijane.</translation>
    </message>
    <message>
        <source>Label contents</source>
        <translation>Zawartość etykiety</translation>
    </message>
    <message>
        <source>A sample: no order is waiting for a label.</source>
        <translation>Przykład: żadne zamówienie nie czeka na etykietę.</translation>
    </message>
    <message>
        <source>The next order: {number}</source>
        <translation>Następne zamówienie: {number}</translation>
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
        <source>Order {label} started</source>
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
    <message>
        <source>Imported: {label}</source>
        <translation>Zaimportowano {label}</translation>
    </message>
    <message>
        <source>Inquiry {label} reopened</source>
        <translation>Zapytanie {label} wznowione</translation>
    </message>
</context>
<context>
    <name>Letter</name>
    <message>
        <source>language by country</source>
        <translation>język wg kraju</translation>
    </message>
    <message>
        <source>in Polish</source>
        <translation>po polsku</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>po angielsku</translation>
    </message>
    <message>
        <source>Language of the message</source>
        <translation>Język wiadomości</translation>
    </message>
</context>
<context>
    <name>LetterCard</name>
    <message>
        <source>Message to the customer</source>
        <translation>Wiadomość do klienta</translation>
    </message>
    <message>
        <source>With the order confirmation (PDF)</source>
        <translation>Z potwierdzeniem zamówienia (PDF)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Wyślij</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nie teraz</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Treść</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Temat</translation>
    </message>
    <message>
        <source>to {email}</source>
        <translation>do {email}</translation>
    </message>
    <message>
        <source>The customer has no e-mail address.</source>
        <translation>Klient nie ma adresu e-mail.</translation>
    </message>
    <message>
        <source>The message is in the outbox.</source>
        <translation>Wiadomość czeka w skrzynce nadawczej.</translation>
    </message>
</context>
<context>
    <name>LevelChart</name>
    <message>
        <source>On hand from {first} to {last}: {least} to {most}</source>
        <translation>Stan od {first} do {last}: od {least} do {most}</translation>
    </message>
    <message>
        <source>most {quantity}</source>
        <translation>najwięcej {quantity}</translation>
    </message>
    <message>
        <source>minimum {quantity}</source>
        <translation>minimum {quantity}</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>The price is a number: 48,90</source>
        <translation>Cena to liczba, np. 48,90</translation>
    </message>
    <message>
        <source>The price cannot be below zero.</source>
        <translation>Cena nie może być ujemna.</translation>
    </message>
    <message>
        <source>The discount is a percentage from 0 to 100.</source>
        <translation>Rabat podaje się w procentach, od 0 do 100.</translation>
    </message>
    <message>
        <source>VAT rates are: {rates}.</source>
        <translation>Stawki VAT: {rates}.</translation>
    </message>
    <message>
        <source>The quantity is a number above zero: 12 or 2,5.</source>
        <translation>Ilość to liczba większa od zera, np. 12 lub 2,5.</translation>
    </message>
    <message>
        <source>“{name}” is sold in whole units ({unit}).</source>
        <translation>„{name}” sprzedaje się tylko w całości ({unit}).</translation>
    </message>
    <message>
        <source>No goods yet. Type a name or code above, or scan; Enter adds the line.</source>
        <translation>Nie ma jeszcze towarów. Wpisz powyżej nazwę lub kod albo zeskanuj; Enter dodaje pozycję.</translation>
    </message>
    <message>
        <source>Lines of the order</source>
        <translation>Pozycje zamówienia</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Lp.</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>J.m.</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabat</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>VAT</translation>
    </message>
    <message>
        <source>Net value</source>
        <translation>Wartość netto</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marża</translation>
    </message>
    <message>
        <source>Gross price</source>
        <translation>Cena brutto</translation>
    </message>
</context>
<context>
    <name>LinesTable</name>
    <message>
        <source>{there} · short {short}</source>
        <translation>{there} · brakuje {short}</translation>
    </message>
</context>
<context>
    <name>LookAround</name>
    <message>
        <source>A quick tour</source>
        <translation>Krótki przewodnik</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Zakończ przewodnik</translation>
    </message>
    <message>
        <source>Today: start here</source>
        <translation>Dziś: zacznij tutaj</translation>
    </message>
    <message>
        <source>What is waiting, the most urgent on top. Enter opens a row where you deal with it. The four figures beside it lead to their charts.</source>
        <translation>To, co czeka, najpilniejsze na górze. Enter otwiera wiersz tam, gdzie załatwisz sprawę. Cztery liczby obok prowadzą do swoich wykresów.</translation>
    </message>
    <message>
        <source>Inquiries: nobody retypes</source>
        <translation>Zapytania: nikt nie przepisuje</translation>
    </message>
    <message>
        <source>Forms, e-mail and shops become inquiries by themselves. The clock shows how long is left until the promised answer. A answers, E makes an offer, O an order; Ctrl+N adds a call.</source>
        <translation>Zgłoszenia z formularzy, poczty i sklepów same stają się zapytaniami. Zegar pokazuje, ile zostało do obiecanej odpowiedzi. A odpowiada, E tworzy ofertę, O zamówienie; Ctrl+N dodaje rozmowę.</translation>
    </message>
    <message>
        <source>Orders: eight pages</source>
        <translation>Zamówienia: osiem stron</translation>
    </message>
    <message>
        <source>From the customer to the parcel handed over. Goods are reserved at once, picked by scanner, issued with a WZ, and the label is printed. Ctrl+Enter is always the next step.</source>
        <translation>Od klienta do przekazanej paczki. Towar jest od razu rezerwowany, kompletowany skanerem, wydawany z WZ, a etykieta drukowana. Ctrl+Enter to zawsze następny krok.</translation>
    </message>
    <message>
        <source>Warehouse: figures you can trust</source>
        <translation>Magazyn: liczby, które się zgadzają</translation>
    </message>
    <message>
        <source>On hand, reserved and available for every product, its movements and documents. Only documents change stock, so every figure can be traced to one.</source>
        <translation>Stan, rezerwacje i dostępność każdego towaru, jego ruchy i dokumenty. Stan zmieniają tylko dokumenty, więc każdą liczbę można prześledzić do dokumentu.</translation>
    </message>
    <message>
        <source>Customers: everything in one timeline</source>
        <translation>Klienci: cała historia w jednym miejscu</translation>
    </message>
    <message>
        <source>Who called, what they asked, what they got and when. Whoever answers the phone sees where their order stands now.</source>
        <translation>Kto dzwonił, o co pytał, co dostał i kiedy. Kto odbiera telefon, widzi, na jakim etapie jest zamówienie klienta.</translation>
    </message>
    <message>
        <source>Charts: click through to the details</source>
        <translation>Wykresy: klikaj po szczegóły</translation>
    </message>
    <message>
        <source>A stage, a bar or a cell opens what is behind it, down to the single line. Backspace goes back, Ctrl+E exports a sheet or PDF.</source>
        <translation>Etap, słupek albo komórka otwiera to, co się za nią kryje, aż do pojedynczej pozycji. Backspace wraca, Ctrl+E zapisuje arkusz albo PDF.</translation>
    </message>
    <message>
        <source>Ctrl+K finds everything</source>
        <translation>Ctrl+K znajdzie wszystko</translation>
    </message>
    <message>
        <source>A customer, a phone number, an order, a product, a WZ: type a few letters. ? shows the keys of the page you are on, F1 its help.</source>
        <translation>Klienta, numer telefonu, zamówienie, towar, WZ: wpisz kilka liter. ? pokazuje skróty klawiszowe strony, na której jesteś, F1 – pomoc do niej.</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>Zaczynamy pracę</translation>
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
    <name>LotsPart</name>
    <message>
        <source>Goods or lot…</source>
        <translation>Towar lub partia…</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Partia</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>Ważne do</translation>
    </message>
    <message>
        <source>In stock</source>
        <translation>Na stanie</translation>
    </message>
    <message>
        <source>Lots of goods received with a lot number appear here, the earliest expiry first.</source>
        <translation>Tu pojawią się partie przyjętych towarów; na górze te, którym termin mija najwcześniej.</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>From or to</source>
        <translation>Od kogo lub dla kogo</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Movements of the lot</source>
        <translation>Ruchy partii</translation>
    </message>
    <message>
        <source>No customer has received any of this lot.</source>
        <translation>Żaden klient nie dostał jeszcze towaru z tej partii.</translation>
    </message>
    <message>
        <source>Lot {lot}: {who}</source>
        <translation>Partia {lot}: {who}</translation>
    </message>
    <message>
        <source>Expiring soon</source>
        <translation>Kończy się termin</translation>
    </message>
    <message>
        <source>Write off expired lots</source>
        <translation>Spisz przeterminowane</translation>
    </message>
    <message>
        <source>disposal: expired</source>
        <translation>likwidacja: po terminie</translation>
    </message>
    <message numerus="yes">
        <source>%n lot(s) written off: {numbers}</source>
        <translation>
            <numerusform>Spisano %n partię: {numbers}</numerusform>
            <numerusform>Spisano %n partie: {numbers}</numerusform>
            <numerusform>Spisano %n partii: {numbers}</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>Where the lot you choose came from, and who received it, appears here.</source>
        <translation>Tu widać, skąd przyszła wybrana partia i kto ją dostał.</translation>
    </message>
</context>
<context>
    <name>MailPage</name>
    <message>
        <source>Replies, offers and notifications are sent through this server. Nothing is sent until you press Save.</source>
        <translation>Tędy wychodzą odpowiedzi, oferty i powiadomienia. Nic nie wyjdzie, zanim nie zapiszesz ustawień.</translation>
    </message>
    <message>
        <source>Outgoing mail</source>
        <translation>Poczta wychodząca</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Sprawdź</translation>
    </message>
    <message>
        <source>SSL/TLS</source>
        <translation>SSL/TLS</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>None (this computer only)</source>
        <translation>Brak (tylko ten komputer)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>E.g. smtp.firma.pl; empty: no e-mail is sent.</source>
        <translation>Np. smtp.firma.pl; puste: poczta nie wychodzi.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>465 with TLS, 587 with STARTTLS.</source>
        <translation>465 dla TLS, 587 dla STARTTLS.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Szyfrowanie</translation>
    </message>
    <message>
        <source>How the connection is secured.</source>
        <translation>Jak zabezpieczone jest połączenie.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Often the whole e-mail address.</source>
        <translation>Często cały adres e-mail.</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Nadawca</translation>
    </message>
    <message>
        <source>Empty: the company&apos;s e-mail.</source>
        <translation>Puste: e-mail firmy.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Kept in this computer&apos;s keyring. Empty: unchanged.</source>
        <translation>W pęku kluczy tego komputera. Puste: bez zmian.</translation>
    </message>
    <message>
        <source>This computer has no keyring. Services take the password from CRM_SMTP_PASSWORD.</source>
        <translation>Ten komputer nie ma pęku kluczy. Usługi biorą hasło ze zmiennej CRM_SMTP_PASSWORD.</translation>
    </message>
    <message>
        <source>Contacting {host}…</source>
        <translation>Łączę z {host}…</translation>
    </message>
    <message>
        <source>{host} responds, lets {login} in and accepts e-mail.</source>
        <translation>{host} odpowiada, przyjmuje login {login} i pocztę.</translation>
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
        <source>&amp;View</source>
        <translation>&amp;Widok</translation>
    </message>
    <message>
        <source>Same as the system</source>
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
        <source>Database not responding, retrying</source>
        <translation>Baza nie odpowiada, ponawiam</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Zakończ</translation>
    </message>
    <message>
        <source>&amp;Search everything</source>
        <translation>&amp;Szukaj wszystkiego</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Wygląd (&amp;motyw)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Język</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Pomo&amp;c</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Skróty klawiszowe</translation>
    </message>
    <message>
        <source>Import a sheet</source>
        <translation>Import arkusza</translation>
    </message>
    <message>
        <source>Products…</source>
        <translation>Towary…</translation>
    </message>
    <message>
        <source>Customers…</source>
        <translation>Klienci…</translation>
    </message>
    <message>
        <source>Opening stock…</source>
        <translation>Stan początkowy…</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Następna część okna</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Poprzednia część okna</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Ustawienia…</translation>
    </message>
    <message>
        <source>Past sales…</source>
        <translation>Dawna sprzedaż…</translation>
    </message>
    <message>
        <source>Past inquiries…</source>
        <translation>Dawne zapytania…</translation>
    </message>
    <message>
        <source>Expenses…</source>
        <translation>Wydatki…</translation>
    </message>
    <message>
        <source>&amp;Help for this page</source>
        <translation>&amp;Pomoc do tej strony</translation>
    </message>
    <message>
        <source>&amp;A quick tour, two minutes</source>
        <translation>K&amp;rótki przewodnik, dwie minuty</translation>
    </message>
    <message>
        <source>&amp;What is new</source>
        <translation>&amp;Co nowego</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Nowe okno</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>&amp;Zamknij okno</translation>
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
    <message>
        <source>keep in the message</source>
        <translation>zostaw w wiadomości</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Imię i nazwisko</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Imię</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nazwisko</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Wiadomość</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Temat</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Ulica</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Their order number</source>
        <translation>Numer zamówienia u klienta</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampania</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Zgoda</translation>
    </message>
</context>
<context>
    <name>Meeting</name>
    <message>
        <source>Someone else saved {number}. What you typed there is kept: open it to choose.</source>
        <translation>Ktoś inny zapisał {number}. To, co tam wpisano, zostało zachowane: otwórz, aby wybrać.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>What you typed here earlier is not saved; it is kept.</source>
        <translation>To, co wpisano tu wcześniej, nie jest zapisane, ale zostało zachowane.</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Odrzuć</translation>
    </message>
    <message>
        <source>Show both</source>
        <translation>Pokaż obie</translation>
    </message>
</context>
<context>
    <name>MendingPanel</name>
    <message>
        <source>Lines of the document</source>
        <translation>Pozycje dokumentu</translation>
    </message>
    <message>
        <source>To warehouse</source>
        <translation>Do magazynu</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>All wrong (to zero)</source>
        <translation>Wszystko błędne (do zera)</translation>
    </message>
    <message>
        <source>Issue the correction</source>
        <translation>Wystaw korektę</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Powód</translation>
    </message>
    <message>
        <source>Return of goods: {number}</source>
        <translation>Zwrot towaru: {number}</translation>
    </message>
    <message>
        <source>Correction of {number}</source>
        <translation>Korekta do {number}</translation>
    </message>
    <message>
        <source>Everything came back</source>
        <translation>Wróciło wszystko</translation>
    </message>
    <message>
        <source>Take the goods back (WZK)</source>
        <translation>Przyjmij zwrot (WZK)</translation>
    </message>
    <message>
        <source>Documents of this kind are not corrected: correct the one it belongs to.</source>
        <translation>Dokumentów tego rodzaju się nie koryguje: skoryguj ten, do którego należy.</translation>
    </message>
    <message>
        <source>How much the customer returns. The order and the figures change as of today.</source>
        <translation>Ile klient oddaje. Zamówienie i wyniki zmienią się z dzisiejszą datą.</translation>
    </message>
    <message>
        <source>The correct quantity of each. An empty price stays; the cost of goods already issued is corrected by itself.</source>
        <translation>Ile powinno być każdego towaru. Pusta cena zostaje bez zmian; koszt towaru już wydanego poprawi się sam.</translation>
    </message>
    <message>
        <source>The correct quantity of each. The difference returns to stock or leaves it.</source>
        <translation>Ile powinno być każdego towaru. Różnica wraca na stan albo z niego schodzi.</translation>
    </message>
    <message>
        <source>Purchase price</source>
        <translation>Cena zakupu</translation>
    </message>
    <message>
        <source>of {quantity}</source>
        <translation>/ {quantity}</translation>
    </message>
    <message>
        <source>{what}: enter a number</source>
        <translation>{what}: wpisz liczbę</translation>
    </message>
    <message>
        <source>Enter how much came back.</source>
        <translation>Podaj, ile wróciło.</translation>
    </message>
    <message numerus="yes">
        <source>%n cost correction(s) follow from it</source>
        <translation>
            <numerusform>wynika z niej %n korekta kosztu</numerusform>
            <numerusform>wynikają z niej %n korekty kosztu</numerusform>
            <numerusform>wynika z niej %n korekt kosztu</numerusform>
        </translation>
    </message>
    <message>
        <source>Issued: {number}</source>
        <translation>Wystawiono: {number}</translation>
    </message>
    <message>
        <source>Selling price</source>
        <translation>Cena sprzedaży</translation>
    </message>
    <message>
        <source>The correct quantity and price of each. The order and its other WZ follow the price.</source>
        <translation>Prawidłowa ilość i cena każdego towaru. Zamówienie i jego pozostałe WZ pójdą za ceną.</translation>
    </message>
</context>
<context>
    <name>MovePart</name>
    <message>
        <source>Goods to move</source>
        <translation>Towary do przesunięcia</translation>
    </message>
    <message>
        <source>From warehouse</source>
        <translation>Z magazynu</translation>
    </message>
    <message>
        <source>To warehouse</source>
        <translation>Do magazynu</translation>
    </message>
    <message>
        <source>Everything has arrived</source>
        <translation>Wszystko dotarło</translation>
    </message>
    <message>
        <source>To another warehouse (MM)</source>
        <translation>Do innego magazynu (MM)</translation>
    </message>
    <message>
        <source>Used up or written off (RW)</source>
        <translation>Zużyte lub spisane (RW)</translation>
    </message>
    <message>
        <source>Found or made (PW)</source>
        <translation>Znalezione lub wytworzone (PW)</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Cel</translation>
    </message>
    <message>
        <source>What happens to the goods</source>
        <translation>Co dzieje się z towarem</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Transfers wait here until their goods are received.</source>
        <translation>Przesunięcia czekają tu, aż towar zostanie przyjęty.</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>W drodze</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwagi</translation>
    </message>
    <message>
        <source>Send the goods (MM)</source>
        <translation>Wyślij towar (MM)</translation>
    </message>
    <message>
        <source>Issue the goods (RW)</source>
        <translation>Wydaj towar (RW)</translation>
    </message>
    <message>
        <source>Receive the goods (PW)</source>
        <translation>Przyjmij towar (PW)</translation>
    </message>
    <message>
        <source>Issued: {number}</source>
        <translation>Wystawiono: {number}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>A part has arrived…</source>
        <translation>Dotarła część…</translation>
    </message>
</context>
<context>
    <name>NameLink</name>
    <message>
        <source>Open the customer: {name}</source>
        <translation>Otwórz kartę klienta: {name}</translation>
    </message>
</context>
<context>
    <name>NewCustomerForm</name>
    <message>
        <source>New customer</source>
        <translation>Nowy klient</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Add the customer</source>
        <translation>Dodaj klienta</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>Wróć do szukania</translation>
    </message>
    <message>
        <source>A NIP has digits only.</source>
        <translation>NIP składa się z samych cyfr.</translation>
    </message>
    <message>
        <source>This is no valid NIP: a digit is wrong.</source>
        <translation>Nieprawidłowy NIP: któraś cyfra się nie zgadza.</translation>
    </message>
    <message>
        <source>This NIP is {name}&apos;s: take this customer</source>
        <translation>Ten NIP ma {name}: wybierz tego klienta</translation>
    </message>
    <message>
        <source>Write the name.</source>
        <translation>Wpisz nazwę.</translation>
    </message>
</context>
<context>
    <name>NewGoods</name>
    <message>
        <source>new</source>
        <translation>nowość</translation>
    </message>
</context>
<context>
    <name>NewGroup</name>
    <message>
        <source>new</source>
        <translation>nowa</translation>
    </message>
</context>
<context>
    <name>NewInquiry</name>
    <message>
        <source>Who is asking</source>
        <translation>Kto pyta</translation>
    </message>
    <message>
        <source>Phone, name, NIP or e-mail</source>
        <translation>Telefon, nazwa, NIP lub e-mail</translation>
    </message>
    <message>
        <source>What they want</source>
        <translation>Czego potrzebuje</translation>
    </message>
    <message>
        <source>What they want, as you hear it: 40 bags of flour T550, sugar 50 kg</source>
        <translation>Czego potrzebuje, jak słyszysz: 40 worków mąki T550, cukier 50 kg</translation>
    </message>
    <message>
        <source>Answered at once</source>
        <translation>Odpowiedziano od razu</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Wróć później</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Phone or counter</source>
        <translation>Telefon lub lada</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Known customer: {name}</source>
        <translation>Znany klient: {name}</translation>
    </message>
    <message>
        <source>New customer: {name}</source>
        <translation>Nowy klient: {name}</translation>
    </message>
    <message>
        <source>Enter takes the suggested customer; anyone else is added as new.</source>
        <translation>Enter przyjmuje podpowiedzianego klienta; każdy inny zostanie nowym.</translation>
    </message>
    <message>
        <source>? {words}: {count} products match, be more specific</source>
        <translation>? {words}: pasuje {count}, doprecyzuj</translation>
    </message>
    <message>
        <source>available {quantity}</source>
        <translation>dostępne {quantity}</translation>
    </message>
    <message>
        <source>Who is asking? Type a phone number or a name.</source>
        <translation>Kto pyta? Wpisz telefon albo nazwę.</translation>
    </message>
    <message>
        <source>What do they want? A few words are enough.</source>
        <translation>Czego potrzebuje? Wystarczy kilka słów.</translation>
    </message>
</context>
<context>
    <name>NoteBar</name>
    <message>
        <source>Note</source>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>By phone</source>
        <translation>Telefonicznie</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>What was agreed?</source>
        <translation>Co ustalono?</translation>
    </message>
    <message>
        <source>Enter saves</source>
        <translation>Enter zapisuje</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>without a product</source>
        <translation>bez towaru</translation>
    </message>
    <message>
        <source>in no group</source>
        <translation>bez grupy</translation>
    </message>
    <message>
        <source>in no subgroup</source>
        <translation>bez podgrupy</translation>
    </message>
    <message>
        <source>without a campaign</source>
        <translation>bez kampanii</translation>
    </message>
    <message>
        <source>without a form</source>
        <translation>bez formularza</translation>
    </message>
    <message>
        <source>from no warehouse</source>
        <translation>bez magazynu</translation>
    </message>
    <message>
        <source>without a date</source>
        <translation>bez daty</translation>
    </message>
    <message>
        <source>unknown country</source>
        <translation>kraj nieznany</translation>
    </message>
    <message>
        <source>unknown region</source>
        <translation>region nieznany</translation>
    </message>
    <message>
        <source>unassigned</source>
        <translation>niczyje</translation>
    </message>
    <message>
        <source>unknown channel</source>
        <translation>kanał nieznany</translation>
    </message>
    <message>
        <source>reason not given</source>
        <translation>powód nieznany</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>New inquiry</source>
        <translation>Nowe zapytanie</translation>
    </message>
    <message numerus="yes">
        <source>%n new inquiries</source>
        <translation>
            <numerusform>%n nowe zapytanie</numerusform>
            <numerusform>%n nowe zapytania</numerusform>
            <numerusform>%n nowych zapytań</numerusform>
        </translation>
    </message>
    <message>
        <source>The answer is overdue</source>
        <translation>Minął termin odpowiedzi</translation>
    </message>
    <message numerus="yes">
        <source>%n late inquiries</source>
        <translation>
            <numerusform>%n spóźnione zapytanie</numerusform>
            <numerusform>%n spóźnione zapytania</numerusform>
            <numerusform>%n spóźnionych zapytań</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferEditor</name>
    <message>
        <source>Offer</source>
        <translation>Oferta</translation>
    </message>
    <message>
        <source>Add goods: name, code…</source>
        <translation>Dodaj towar: nazwa, kod…</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Ważna do</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>no e-mail: handed over in person</source>
        <translation>bez e-maila: przekazana osobiście</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wróć</translation>
    </message>
    <message>
        <source>Send the offer</source>
        <translation>Wyślij ofertę</translation>
    </message>
    <message>
        <source>Next version of {offer}</source>
        <translation>Kolejna wersja oferty {offer}</translation>
    </message>
    <message>
        <source>Net total: {total}</source>
        <translation>Razem netto: {total}</translation>
    </message>
    <message>
        <source>Correct the fields marked red: they need a valid number.</source>
        <translation>Popraw pola zaznaczone na czerwono: nie ma w nich właściwej liczby.</translation>
    </message>
    <message>
        <source>Add at least one product to the offer.</source>
        <translation>Dodaj do oferty co najmniej jeden towar.</translation>
    </message>
</context>
<context>
    <name>OfferLines</name>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Discount %</source>
        <translation>Rabat %</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Quantity: {goods}</source>
        <translation>Ilość: {goods}</translation>
    </message>
    <message>
        <source>Net price: {goods}</source>
        <translation>Cena netto: {goods}</translation>
    </message>
    <message>
        <source>Discount in percent: {goods}</source>
        <translation>Rabat w procentach: {goods}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>Remove: {goods}</source>
        <translation>Usuń: {goods}</translation>
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
    <name>OffersMade</name>
    <message>
        <source>Offers</source>
        <translation>Oferty</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>ważna do: {day}</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>wersja {number}</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PDF of {offer}</source>
        <translation>PDF oferty {offer}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>Next version of {offer}</source>
        <translation>Kolejna wersja oferty {offer}</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Przyjęta</translation>
    </message>
    <message>
        <source>The customer accepts {offer}: make the order</source>
        <translation>Klient przyjmuje ofertę {offer}: złóż zamówienie</translation>
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
        <source>WZ</source>
        <translation>WZ</translation>
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
    <message>
        <source>Change the order</source>
        <translation>Zmiana zamówienia</translation>
    </message>
    <message>
        <source>Send the rest</source>
        <translation>Wyślij resztę</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>Zrezygnuj z reszty</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Sprawdzenie</translation>
    </message>
</context>
<context>
    <name>OrderWizard</name>
    <message>
        <source>New order</source>
        <translation>Nowe zamówienie</translation>
    </message>
    <message>
        <source>from inquiry {number}</source>
        <translation>z zapytania {number}</translation>
    </message>
    <message>
        <source>Place the order</source>
        <translation>Złóż zamówienie</translation>
    </message>
    <message>
        <source>contact: {status}</source>
        <translation>kontakt: {status}</translation>
    </message>
    <message>
        <source>{who} saved this order just now. What you type here is not lost.</source>
        <translation>{who} właśnie zapisał(a) to zamówienie. To, co wpisujesz, nie zginie.</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>Pokaż ich wersję</translation>
    </message>
    <message>
        <source>Next: goods</source>
        <translation>Dalej: towary</translation>
    </message>
    <message>
        <source>Next: terms</source>
        <translation>Dalej: warunki</translation>
    </message>
    <message>
        <source>Finish the change</source>
        <translation>Zakończ zmianę</translation>
    </message>
    <message>
        <source>To: {step}</source>
        <translation>Do kroku: {step}</translation>
    </message>
    <message>
        <source>{document} is issued.</source>
        <translation>Wystawiono {document}.</translation>
    </message>
    <message>
        <source>saved at {time}</source>
        <translation>zapisano o {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) queued again.</source>
        <translation>
            <numerusform>Ponownie w kolejce: %n etykieta.</numerusform>
            <numerusform>Ponownie w kolejce: %n etykiety.</numerusform>
            <numerusform>Ponownie w kolejce: %n etykiet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue without a label</source>
        <translation>Dalej bez etykiety</translation>
    </message>
</context>
<context>
    <name>OrdersPage</name>
    <message>
        <source>Which orders</source>
        <translation>Które zamówienia</translation>
    </message>
    <message>
        <source>All statuses</source>
        <translation>Wszystkie statusy</translation>
    </message>
    <message>
        <source>Number, customer, phone…</source>
        <translation>Numer, klient, telefon…</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nowe zamówienie</translation>
    </message>
    <message>
        <source>Orders appear here: from an inquiry, from the shop, or with New order.</source>
        <translation>Zamówienia pojawiają się tu z zapytania, ze sklepu albo przyciskiem „Nowe zamówienie”.</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tablica</translation>
    </message>
    <message>
        <source>Mine only</source>
        <translation>Tylko moje</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>Pokaż starsze</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Następne</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Poprzednie</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>Szukaj zamówienia</translation>
    </message>
</context>
<context>
    <name>PapersMenu</name>
    <message>
        <source>Documents</source>
        <translation>Dokumenty</translation>
    </message>
    <message>
        <source>Documents of the order</source>
        <translation>Dokumenty zamówienia</translation>
    </message>
    <message>
        <source>Print the confirmation…</source>
        <translation>Drukuj potwierdzenie…</translation>
    </message>
    <message>
        <source>Save the confirmation…</source>
        <translation>Zapisz potwierdzenie…</translation>
    </message>
    <message>
        <source>Print the pick list…</source>
        <translation>Drukuj listę kompletacji…</translation>
    </message>
    <message>
        <source>Save the pick list…</source>
        <translation>Zapisz listę kompletacji…</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Potwierdzenie</translation>
    </message>
    <message>
        <source>Pick list</source>
        <translation>Lista kompletacji</translation>
    </message>
</context>
<context>
    <name>PaymentState</name>
    <message>
        <source>not paid</source>
        <translation>nieopłacone</translation>
    </message>
    <message>
        <source>partly paid</source>
        <translation>opłacone częściowo</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>opłacone</translation>
    </message>
    <message>
        <source>overpaid</source>
        <translation>nadpłacone</translation>
    </message>
</context>
<context>
    <name>PeriodBox</name>
    <message>
        <source>Period</source>
        <translation>Okres</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Kiedykolwiek</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Dziś</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 dni</translation>
    </message>
    <message>
        <source>31 days</source>
        <translation>31 dni</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 miesiące</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Rok</translation>
    </message>
</context>
<context>
    <name>PickPage</name>
    <message>
        <source>Scan a barcode</source>
        <translation>Zeskanuj kod</translation>
    </message>
    <message>
        <source>Scan a barcode, or type a code and press Enter</source>
        <translation>Zeskanuj kod kreskowy albo wpisz kod i naciśnij Enter</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Skompletowano</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>✓ ready</source>
        <translation>✓ gotowe</translation>
    </message>
    <message>
        <source>to pick</source>
        <translation>do zebrania</translation>
    </message>
    <message>
        <source>Short: none left</source>
        <translation>Brak: nie ma więcej</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>To pick</source>
        <translation>Do zebrania</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>J.m.</translation>
    </message>
    <message>
        <source>No goods yet.</source>
        <translation>Nie ma jeszcze towaru.</translation>
    </message>
    <message>
        <source>Lines of the order</source>
        <translation>Pozycje zamówienia</translation>
    </message>
    <message>
        <source>12*code counts twelve · ↑↓ selects a line · F8 none left</source>
        <translation>12*kod liczy dwanaście · ↑↓ wybiera pozycję · F8 więcej nie ma</translation>
    </message>
    <message>
        <source>later {count}</source>
        <translation>później {count}</translation>
    </message>
    <message>
        <source>{ready} of {all} lines are ready</source>
        <translation>gotowe pozycje: {ready} z {all}</translation>
    </message>
    <message>
        <source>Everything is picked: on to the WZ.</source>
        <translation>Wszystko skompletowane: czas na WZ.</translation>
    </message>
    <message>
        <source>Scan the first item.</source>
        <translation>Zeskanuj pierwszy towar.</translation>
    </message>
    <message>
        <source>Goods are picked once they are reserved.</source>
        <translation>Towar kompletuje się po rezerwacji.</translation>
    </message>
    <message>
        <source>Everything is picked.</source>
        <translation>Wszystko skompletowane.</translation>
    </message>
    <message>
        <source>{goods}: nothing is left to pick here.</source>
        <translation>{goods}: z tej pozycji nie ma już nic do zebrania.</translation>
    </message>
    <message>
        <source>{goods}: {count} now, the rest later</source>
        <translation>{goods}: teraz {count}, reszta później</translation>
    </message>
    <message>
        <source>“{code}” is not one of our goods.</source>
        <translation>Nie mamy towaru „{code}”.</translation>
    </message>
    <message>
        <source>Print the pick list…</source>
        <translation>Drukuj listę kompletacji…</translation>
    </message>
    <message>
        <source>From lot</source>
        <translation>Z partii</translation>
    </message>
    <message>
        <source>use by {day}</source>
        <translation>ważne do {day}</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>partia {lot}</translation>
    </message>
    <message>
        <source>shelf {shelf}</source>
        <translation>półka {shelf}</translation>
    </message>
    <message>
        <source>Shelf {shelf}: scan what you take from it</source>
        <translation>Półka {shelf}: skanuj to, co z niej bierzesz</translation>
    </message>
    <message>
        <source>No longer from {shelf}</source>
        <translation>Już nie z półki {shelf}</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Ranking</source>
        <translation>Ranking</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Two-way table</source>
        <translation>Tabela dwukierunkowa</translation>
    </message>
</context>
<context>
    <name>PinCard</name>
    <message>
        <source>{share} of the target</source>
        <translation>{share} celu</translation>
    </message>
</context>
<context>
    <name>Pins</name>
    <message>
        <source>Opens this view</source>
        <translation>Otwiera ten widok</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>This computer</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>The office server (PostgreSQL)</source>
        <translation>Serwer biurowy (PostgreSQL)</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Adres serwera</translation>
    </message>
    <message>
        <source>A name or an IP address, e.g. office or 192.168.1.10:5432.</source>
        <translation>Nazwa albo adres IP, np. biuro albo 192.168.1.10:5432.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Kept in this computer&apos;s keyring, never in a file.</source>
        <translation>Przechowywane w pęku kluczy tego komputera, nigdy w pliku.</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Sprawdź połączenie</translation>
    </message>
    <message>
        <source>Where is your data kept?</source>
        <translation>Gdzie są przechowywane dane?</translation>
    </message>
    <message>
        <source>One person, one computer. Everything is in one file that is easy to back up.</source>
        <translation>Jedna osoba, jeden komputer. Wszystko jest w jednym pliku, który łatwo zabezpieczyć kopią.</translation>
    </message>
    <message>
        <source>Several people at once. Whoever set the server up will give you these four details.</source>
        <translation>Kilka osób naraz. Te cztery dane poda osoba, która przygotowała serwer.</translation>
    </message>
    <message>
        <source>This is not a server address.</source>
        <translation>To nie jest adres serwera.</translation>
    </message>
    <message>
        <source>Enter the name of the database.</source>
        <translation>Podaj nazwę bazy danych.</translation>
    </message>
    <message>
        <source>Enter the user name.</source>
        <translation>Podaj nazwę użytkownika.</translation>
    </message>
    <message>
        <source>Connecting to {host}…</source>
        <translation>Łączę z {host}…</translation>
    </message>
    <message>
        <source>Connected: {company}, PostgreSQL {version}, {ms} ms.</source>
        <translation>Połączono: {company}, PostgreSQL {version}, {ms} ms.</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Delivery addresses</source>
        <translation>Adresy dostawy</translation>
    </message>
    <message>
        <source>Add an address</source>
        <translation>Dodaj adres</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Odbiorca</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>{field}, delivery address {number}</source>
        <translation>{field}, adres dostawy {number}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>Remove delivery address {number}</source>
        <translation>Usuń adres dostawy {number}</translation>
    </message>
</context>
<context>
    <name>Plurals</name>
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
    <name>PortraitCard</name>
    <message>
        <source>{name} at a glance</source>
        <translation>{name} w skrócie</translation>
    </message>
    <message>
        <source>Last bought</source>
        <translation>Ostatni zakup</translation>
    </message>
    <message numerus="yes">
        <source>{day}, every %n day(s)</source>
        <translation>
            <numerusform>{day}, co %n dzień</numerusform>
            <numerusform>{day}, co %n dni</numerusform>
            <numerusform>{day}, co %n dni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n dzień po terminie</numerusform>
            <numerusform>%n dni po terminie</numerusform>
            <numerusform>%n dni po terminie</numerusform>
        </translation>
    </message>
    <message>
        <source>Next expected</source>
        <translation>Następny spodziewany</translation>
    </message>
    <message>
        <source>Margin in the period</source>
        <translation>Marża w okresie</translation>
    </message>
    <message>
        <source>Pays</source>
        <translation>Płaci</translation>
    </message>
    <message>
        <source>We answer</source>
        <translation>Odpowiadamy</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) not paid, {owed}</source>
        <translation>
            <numerusform>%n niezapłacone zamówienie, {owed}</numerusform>
            <numerusform>%n niezapłacone zamówienia, {owed}</numerusform>
            <numerusform>%n niezapłaconych zamówień, {owed}</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing answered in the period</source>
        <translation>w tym okresie nic do odpowiedzi</translation>
    </message>
    <message numerus="yes">
        <source>every %n day(s)</source>
        <translation>
            <numerusform>co %n dzień</numerusform>
            <numerusform>co %n dni</numerusform>
            <numerusform>co %n dni</numerusform>
        </translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>po terminie</translation>
    </message>
    <message numerus="yes">
        <source>bought on %n day(s)</source>
        <translation>
            <numerusform>kupowane w %n dniu</numerusform>
            <numerusform>kupowane w %n dniach</numerusform>
            <numerusform>kupowane w %n dniach</numerusform>
        </translation>
    </message>
    <message>
        <source>Usual purchases, next expected</source>
        <translation>Zwykle kupowane i kiedy znowu</translation>
    </message>
    <message>
        <source>not known yet: needs three purchase days</source>
        <translation>jeszcze nie wiadomo: trzeba trzech dni zakupów</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s) (median)</source>
        <translation>
            <numerusform>po %n dniu (mediana)</numerusform>
            <numerusform>po %n dniach (mediana)</numerusform>
            <numerusform>po %n dniach (mediana)</numerusform>
        </translation>
    </message>
    <message>
        <source>no payments recorded</source>
        <translation>brak zapisanych wpłat</translation>
    </message>
    <message>
        <source>in {hours} working hours (median), {share} on time</source>
        <translation>po {hours} godz. pracy (mediana), {share} na czas</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>First rows</source>
        <translation>Pierwsze wiersze</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolumna</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Co jest nie tak</translation>
    </message>
    <message>
        <source>What is wrong in the file</source>
        <translation>Błędy w pliku</translation>
    </message>
    <message>
        <source>No faults found.</source>
        <translation>Nie znaleziono błędów.</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Pierwsze wiersze pliku</translation>
    </message>
    <message>
        <source>The file has headings but no rows.</source>
        <translation>Plik ma nagłówki, ale nie ma wierszy.</translation>
    </message>
</context>
<context>
    <name>PrintPanel</name>
    <message>
        <source>Print queue</source>
        <translation>Kolejka wydruków</translation>
    </message>
    <message>
        <source>Print jobs</source>
        <translation>Wydruki</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Drukuj ponownie</translation>
    </message>
    <message>
        <source>It was printed</source>
        <translation>Wydrukowano</translation>
    </message>
    <message>
        <source>Do not print</source>
        <translation>Nie drukuj</translation>
    </message>
    <message>
        <source>Everything is printed. What waits, fails or is uncertain appears here, e-mails too.</source>
        <translation>Wszystko wydrukowane. Tu pojawi się to, co czeka, nie udało się lub jest niepewne; wiadomości też.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Wyślij ponownie</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>Wysłano</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nie wysyłaj</translation>
    </message>
</context>
<context>
    <name>PrintersPage</name>
    <message>
        <source>Label printers, receipt printers and office print queues. A job stays in the queue until it is printed.</source>
        <translation>Drukarki etykiet, paragonowe i kolejki biurowe. Wydruk czeka w kolejce, aż się wydrukuje.</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Drukarki</translation>
    </message>
    <message>
        <source>Add a printer</source>
        <translation>Dodaj drukarkę</translation>
    </message>
    <message>
        <source>Check status</source>
        <translation>Sprawdź stan</translation>
    </message>
    <message>
        <source>Test print</source>
        <translation>Wydruk próbny</translation>
    </message>
    <message>
        <source>Network (port 9100)</source>
        <translation>Sieć (port 9100)</translation>
    </message>
    <message>
        <source>System print queue</source>
        <translation>Kolejka systemowa</translation>
    </message>
    <message>
        <source>USB cable</source>
        <translation>Kabel USB</translation>
    </message>
    <message>
        <source>Serial cable</source>
        <translation>Kabel szeregowy</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>Plik lub folder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>As your staff call it.</source>
        <translation>Tak, jak się o tym mówi w firmie.</translation>
    </message>
    <message>
        <source>How it is connected</source>
        <translation>Sposób podłączenia</translation>
    </message>
    <message>
        <source>Decides which fields follow.</source>
        <translation>Od tego zależą pola poniżej.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>E.g. 192.168.1.50.</source>
        <translation>Np. 192.168.1.50.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Nearly always 9100.</source>
        <translation>Prawie zawsze 9100.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kolejka</translation>
    </message>
    <message>
        <source>Its name in the system.</source>
        <translation>Jej nazwa w systemie.</translation>
    </message>
    <message>
        <source>Print server</source>
        <translation>Serwer druku</translation>
    </message>
    <message>
        <source>HOST:PORT; empty: this computer.</source>
        <translation>HOST:PORT; puste: ten komputer.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Urządzenie</translation>
    </message>
    <message>
        <source>USB: 04b8:0e15; serial: COM3 or /dev/ttyUSB0.</source>
        <translation>USB: 04b8:0e15; szeregowe: COM3 albo /dev/ttyUSB0.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Prędkość</translation>
    </message>
    <message>
        <source>As set in the printer.</source>
        <translation>Taka jak w drukarce.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Ścieżka</translation>
    </message>
    <message>
        <source>A file, or a folder that gets a file per job.</source>
        <translation>Plik albo folder (plik na każdy wydruk).</translation>
    </message>
    <message>
        <source>ZPL (Zebra and similar)</source>
        <translation>ZPL (Zebra i podobne)</translation>
    </message>
    <message>
        <source>TSPL (TSC and similar)</source>
        <translation>TSPL (TSC i podobne)</translation>
    </message>
    <message>
        <source>ESC/POS (receipt rolls)</source>
        <translation>ESC/POS (paragonowe)</translation>
    </message>
    <message>
        <source>PDF (office printer)</source>
        <translation>PDF (drukarka biurowa)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>What the printer understands.</source>
        <translation>To, co rozumie drukarka.</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Gęstość</translation>
    </message>
    <message>
        <source>Dots per inch, from the rating plate.</source>
        <translation>Punkty na cal, z tabliczki.</translation>
    </message>
    <message>
        <source>Label width</source>
        <translation>Szerokość etykiety</translation>
    </message>
    <message>
        <source>100 for a courier&apos;s label.</source>
        <translation>100 dla etykiety kurierskiej.</translation>
    </message>
    <message>
        <source>Label height</source>
        <translation>Wysokość etykiety</translation>
    </message>
    <message>
        <source>0 for a continuous roll.</source>
        <translation>0 dla ciągłej rolki.</translation>
    </message>
    <message>
        <source>Printed from</source>
        <translation>Drukuje stanowisko</translation>
    </message>
    <message>
        <source>The workstation whose program prints on it; empty: any. This one is {name}.</source>
        <translation>Stanowisko, z którego się drukuje; puste: dowolne. To stanowisko: {name}.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>W użyciu</translation>
    </message>
    <message>
        <source>Off: cannot be chosen; waiting jobs stay.</source>
        <translation>Wyłączona: nie do wyboru; to, co czeka, zostaje.</translation>
    </message>
    <message>
        <source>Wait for confirmation</source>
        <translation>Czekaj na potwierdzenie</translation>
    </message>
    <message>
        <source>A job is done once the printer says it is ready.</source>
        <translation>Wydruk jest gotowy, gdy drukarka potwierdzi.</translation>
    </message>
    <message>
        <source>Labels as a picture</source>
        <translation>Etykiety jako obraz</translation>
    </message>
    <message>
        <source>For printers without Polish characters; slower.</source>
        <translation>Dla drukarek bez polskich znaków; wolniej.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>wyłączone</translation>
    </message>
    <message>
        <source>Its name in the system. Found: {names}.</source>
        <translation>Jej nazwa w systemie. Znaleziono: {names}.</translation>
    </message>
    <message>
        <source>Its name in the system. None was found.</source>
        <translation>Jej nazwa w systemie. Nie znaleziono żadnej.</translation>
    </message>
    <message>
        <source>{name} is ready.</source>
        <translation>{name}: gotowa.</translation>
    </message>
    <message>
        <source>{name} is out of paper.</source>
        <translation>{name}: brak papieru.</translation>
    </message>
    <message>
        <source>{name} is paused or open.</source>
        <translation>{name}: wstrzymana albo otwarta.</translation>
    </message>
    <message>
        <source>{name} does not answer: check its power and cable.</source>
        <translation>{name} nie odpowiada: sprawdź zasilanie i kabel.</translation>
    </message>
    <message>
        <source>{name} is there but does not report its status.</source>
        <translation>{name}: dostępna, ale nie podaje stanu.</translation>
    </message>
    <message>
        <source>The test page is waiting to be printed…</source>
        <translation>Strona próbna czeka na wydruk…</translation>
    </message>
    <message>
        <source>The test page is printed: {name}.</source>
        <translation>Strona próbna wydrukowana: {name}.</translation>
    </message>
</context>
<context>
    <name>ProductCard</name>
    <message>
        <source>About the goods</source>
        <translation>O towarze</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Stan po</translation>
    </message>
    <message>
        <source>These goods have not moved yet.</source>
        <translation>Ten towar nie miał jeszcze ruchu.</translation>
    </message>
    <message>
        <source>Movements of the goods</source>
        <translation>Ruchy towaru</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Zamówienie</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Held until</source>
        <translation>Ważna do</translation>
    </message>
    <message>
        <source>No open reservations.</source>
        <translation>Brak otwartych rezerwacji.</translation>
    </message>
    <message>
        <source>Open reservations</source>
        <translation>Otwarte rezerwacje</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Partia</translation>
    </message>
    <message>
        <source>Use by</source>
        <translation>Ważna do</translation>
    </message>
    <message>
        <source>These goods are not tracked by lot.</source>
        <translation>Ten towar nie jest prowadzony na partie.</translation>
    </message>
    <message>
        <source>Lots, earliest expiry first</source>
        <translation>Partie, najpierw te o najkrótszym terminie</translation>
    </message>
    <message>
        <source>Prices and codes</source>
        <translation>Ceny i kody</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Ruchy</translation>
    </message>
    <message>
        <source>Reservations</source>
        <translation>Rezerwacje</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>Półki</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
    <message>
        <source>These goods lie on no shelf. Put them on one under Shelves.</source>
        <translation>Ten towar nie leży na żadnej półce. Odłożysz go w części Półki.</translation>
    </message>
    <message>
        <source>Shelves, in the order of picking</source>
        <translation>Półki w kolejności kompletacji</translation>
    </message>
    <message>
        <source>no shelf</source>
        <translation>bez półki</translation>
    </message>
    <message>
        <source>{warehouse}: on hand {on_hand}, reserved {reserved}, available {available}</source>
        <translation>{warehouse}: stan {on_hand}, zarezerwowane {reserved}, dostępne&#xa0;{available}</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>VAT</translation>
    </message>
    <message>
        <source>{group}, from {quantity}</source>
        <translation>{group}, od {quantity}</translation>
    </message>
    <message>
        <source>Available in {warehouse}</source>
        <translation>Dostępne w {warehouse}</translation>
    </message>
    <message>
        <source>Unit weight</source>
        <translation>Waga jednostki</translation>
    </message>
    <message>
        <source>Tracked by lot</source>
        <translation>Prowadzony na partie</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>{minimum}, fill up to {target}</source>
        <translation>{minimum}, uzupełniaj do {target}</translation>
    </message>
    <message>
        <source>Minimum in {warehouse}</source>
        <translation>Minimum w {warehouse}</translation>
    </message>
    <message>
        <source>Shelf in {warehouse}</source>
        <translation>Miejsce w {warehouse}</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>Edit these goods</source>
        <translation>Zmień dane towaru</translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>nieaktywny</translation>
    </message>
    <message>
        <source>Never in stock: receive it (PZ), or set a minimum.</source>
        <translation>Jeszcze nigdzie nie leżał: przyjmij go (PZ) albo ustaw minimum.</translation>
    </message>
    <message>
        <source>Movements and reservations of the goods you choose or scan appear here.</source>
        <translation>Tu pojawią się ruchy i rezerwacje wybranego lub zeskanowanego towaru.</translation>
    </message>
</context>
<context>
    <name>ProductConflict</name>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>minimum {minimum}, target {target}</source>
        <translation>minimum {minimum}, docelowo {target}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>VAT</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>J.m.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupa</translation>
    </message>
    <message>
        <source>Unit weight, kg</source>
        <translation>Waga jednostki, kg</translation>
    </message>
    <message>
        <source>Whole pieces only</source>
        <translation>Tylko całe sztuki</translation>
    </message>
    <message>
        <source>Tracked by lot and expiry date</source>
        <translation>Prowadzony na partie z datą ważności</translation>
    </message>
    <message>
        <source>Active: can be ordered</source>
        <translation>Aktywny: można go zamawiać</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>Kody kreskowe</translation>
    </message>
    <message>
        <source>Group prices</source>
        <translation>Ceny dla grup</translation>
    </message>
</context>
<context>
    <name>ProductEditing</name>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>New goods</source>
        <translation>Nowy towar</translation>
    </message>
    <message>
        <source>Saved: {code}</source>
        <translation>Zapisano: {code}</translation>
    </message>
</context>
<context>
    <name>ProductForm</name>
    <message>
        <source>Whole pieces only</source>
        <translation>Tylko całe sztuki</translation>
    </message>
    <message>
        <source>Tracked by lot and expiry date</source>
        <translation>Prowadzony na partie z datą ważności</translation>
    </message>
    <message>
        <source>Active: can be ordered</source>
        <translation>Aktywny: można go zamawiać</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>Kody kreskowe</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Liczy się jako</translation>
    </message>
    <message>
        <source>Add a barcode</source>
        <translation>Dodaj kod</translation>
    </message>
    <message>
        <source>EAN-8, EAN-13, GTIN-14 of a carton, or a code of your own.</source>
        <translation>EAN-8, EAN-13, GTIN-14 kartonu albo własny kod.</translation>
    </message>
    <message>
        <source>Group prices</source>
        <translation>Ceny dla grup</translation>
    </message>
    <message>
        <source>Customer group</source>
        <translation>Grupa klientów</translation>
    </message>
    <message>
        <source>From quantity</source>
        <translation>Od ilości</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Add a price</source>
        <translation>Dodaj cenę</translation>
    </message>
    <message>
        <source>Everyone pays the net price above. A customer group may pay less, also from a given quantity.</source>
        <translation>Wszyscy płacą cenę netto podaną wyżej. Grupa klientów może płacić mniej, także od określonej ilości.</translation>
    </message>
    <message>
        <source>By warehouse</source>
        <translation>W magazynach</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Uzupełniaj do</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Miejsce</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>VAT</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Jednostka</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupa</translation>
    </message>
    <message>
        <source>Subgroup</source>
        <translation>Podgrupa</translation>
    </message>
    <message>
        <source>Unit weight, kg</source>
        <translation>Waga jednostki, kg</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Wypełnij to pole.</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>To jest za długie.</translation>
    </message>
    <message>
        <source>A number, e.g. 12 or 2.5.</source>
        <translation>Liczba, np. 12 lub 2,5.</translation>
    </message>
    <message>
        <source>Not below zero.</source>
        <translation>Nie mniej niż zero.</translation>
    </message>
    <message>
        <source>More than zero.</source>
        <translation>Więcej niż zero.</translation>
    </message>
    <message>
        <source>Whole pieces only.</source>
        <translation>Tylko całe sztuki.</translation>
    </message>
    <message>
        <source>Other goods have this code.</source>
        <translation>Ten kod ma już inny towar.</translation>
    </message>
    <message>
        <source>A barcode has no spaces.</source>
        <translation>Kod kreskowy nie ma spacji.</translation>
    </message>
    <message>
        <source>The check digit of this barcode is wrong.</source>
        <translation>Cyfra kontrolna kodu kreskowego się nie zgadza.</translation>
    </message>
    <message>
        <source>This is entered twice.</source>
        <translation>To się powtarza.</translation>
    </message>
    <message>
        <source>The target is below the minimum.</source>
        <translation>To mniej niż minimum.</translation>
    </message>
    <message>
        <source>There are fractions of a piece in stock.</source>
        <translation>Na stanie są części sztuk.</translation>
    </message>
    <message>
        <source>Lots of it are still in stock.</source>
        <translation>Na stanie leżą jeszcze jego partie.</translation>
    </message>
    <message>
        <source>{code} already has this barcode.</source>
        <translation>Ten kod kreskowy ma już towar {code}.</translation>
    </message>
</context>
<context>
    <name>Promise</name>
    <message>
        <source>answered</source>
        <translation>odpowiedziano</translation>
    </message>
    <message>
        <source>offer sent</source>
        <translation>oferta wysłana</translation>
    </message>
    <message>
        <source>late {duration}</source>
        <translation>spóźnione {duration}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>od {day}</translation>
    </message>
    <message>
        <source>follow up {day}</source>
        <translation>wrócić {day}</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>przegrane</translation>
    </message>
</context>
<context>
    <name>PromiseCard</name>
    <message>
        <source>Promised answer</source>
        <translation>Obiecana odpowiedź</translation>
    </message>
    <message>
        <source>Time used</source>
        <translation>Wykorzystany czas</translation>
    </message>
    <message>
        <source>by {time}</source>
        <translation>do: {time}</translation>
    </message>
    <message>
        <source>answered {time}</source>
        <translation>odpowiedź {time}</translation>
    </message>
    <message>
        <source>came {time}</source>
        <translation>przyszło {time}</translation>
    </message>
</context>
<context>
    <name>PromiseMover</name>
    <message>
        <source>How much of the reservation</source>
        <translation>Ile z rezerwacji</translation>
    </message>
    <message>
        <source>To warehouse</source>
        <translation>Do magazynu</translation>
    </message>
    <message>
        <source>send the goods along (MM)</source>
        <translation>wyślij też towar (MM)</translation>
    </message>
    <message>
        <source>Move the reservation</source>
        <translation>Przenieś rezerwację</translation>
    </message>
    <message>
        <source>to</source>
        <translation>do</translation>
    </message>
    <message>
        <source>How much? A number, e.g. 12 or 2.5.</source>
        <translation>Ile? Liczba, np. 12 lub 2,5.</translation>
    </message>
    <message>
        <source>Now reserved in {warehouse}. Order {order} ships from {from_house}.</source>
        <translation>Zarezerwowane teraz w {warehouse}. Zamówienie {order} wyjdzie z {from_house}.</translation>
    </message>
</context>
<context>
    <name>PromisesPage</name>
    <message>
        <source>When you answer by, how long goods stay reserved, what is printed.</source>
        <translation>Do kiedy odpowiadasz, jak długo trwa rezerwacja, co jest drukowane.</translation>
    </message>
    <message>
        <source>Deadlines and documents</source>
        <translation>Terminy i dokumenty</translation>
    </message>
    <message>
        <source>h</source>
        <translation>godz.</translation>
    </message>
    <message>
        <source>Answer within</source>
        <translation>Odpowiedź w ciągu</translation>
    </message>
    <message>
        <source>Opening hours from receipt to the promised answer.</source>
        <translation>Godziny pracy od otrzymania do obiecanej odpowiedzi.</translation>
    </message>
    <message>
        <source>Reservations last</source>
        <translation>Rezerwacja trwa</translation>
    </message>
    <message>
        <source>After this a reservation expires and the goods are available again.</source>
        <translation>Potem rezerwacja wygasa, a towar jest znów dostępny.</translation>
    </message>
    <message>
        <source>Offers are valid for</source>
        <translation>Oferta ważna przez</translation>
    </message>
    <message>
        <source>Proposed when an offer is made.</source>
        <translation>Podpowiadane przy tworzeniu oferty.</translation>
    </message>
    <message>
        <source>days</source>
        <translation>dni</translation>
    </message>
    <message>
        <source>Dormant after</source>
        <translation>Uśpiony po</translation>
    </message>
    <message>
        <source>A customer with no activity for this long is shown as dormant.</source>
        <translation>Klient, u którego tak długo nic się nie dzieje, jest uśpiony.</translation>
    </message>
    <message>
        <source>months</source>
        <translation>mies.</translation>
    </message>
    <message>
        <source>Copies of a WZ</source>
        <translation>Egzemplarze WZ</translation>
    </message>
    <message>
        <source>Printed at once, each marked as original or copy.</source>
        <translation>Drukowane razem, oznaczone jako oryginał lub kopia.</translation>
    </message>
    <message>
        <source>Prices on the WZ</source>
        <translation>Ceny na WZ</translation>
    </message>
    <message>
        <source>Off: quantities only.</source>
        <translation>Wyłączone: same ilości.</translation>
    </message>
    <message>
        <source>Mark reprinted labels</source>
        <translation>Oznaczaj powtórne etykiety</translation>
    </message>
    <message>
        <source>A reprinted label is marked as one.</source>
        <translation>Etykieta drukowana ponownie ma dopisek.</translation>
    </message>
    <message>
        <source>A second person checks</source>
        <translation>Sprawdza druga osoba</translation>
    </message>
    <message>
        <source>What one person picked, another checks before it leaves.</source>
        <translation>To, co jedna osoba skompletuje, druga sprawdza przed wydaniem.</translation>
    </message>
    <message>
        <source>Gross prices</source>
        <translation>Ceny brutto</translation>
    </message>
    <message>
        <source>Orders entered here use gross prices (retail).</source>
        <translation>Zamówienia wpisywane tutaj są w cenach brutto (detal).</translation>
    </message>
    <message>
        <source>Stock records method</source>
        <translation>Metoda ewidencji zapasów</translation>
    </message>
    <message>
        <source>For JPK_MAG (art. 17 of the Accounting Act).</source>
        <translation>Do JPK_MAG (art. 17 ustawy o rachunkowości).</translation>
    </message>
    <message>
        <source>1: quantity and value</source>
        <translation>1: ilościowo-wartościowa</translation>
    </message>
    <message>
        <source>2: quantity</source>
        <translation>2: ilościowa</translation>
    </message>
    <message>
        <source>3: value</source>
        <translation>3: wartościowa</translation>
    </message>
    <message>
        <source>4: written off when bought</source>
        <translation>4: odpisywanie w koszty przy zakupie</translation>
    </message>
    <message>
        <source>Join repeated forms within</source>
        <translation>Łącz kolejne zgłoszenia przez</translation>
    </message>
    <message>
        <source>The same person again within this time: the same inquiry. 0: never.</source>
        <translation>Ta sama osoba w tym czasie: to samo zapytanie. 0: nigdy.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Shortest time to fill in</source>
        <translation>Najkrótszy czas wypełniania</translation>
    </message>
    <message>
        <source>A form sent sooner looks like a bot&apos;s.</source>
        <translation>Formularz wysłany szybciej wygląda na wysłany przez automat.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Spam threshold</source>
        <translation>Próg spamu</translation>
    </message>
    <message>
        <source>Signs of spam add up; from this score a form is set aside.</source>
        <translation>Oznaki spamu się sumują; od tylu punktów zgłoszenie trafia na bok.</translation>
    </message>
    <message>
        <source>points</source>
        <translation>pkt</translation>
    </message>
    <message>
        <source>Spam is kept for</source>
        <translation>Spam jest trzymany przez</translation>
    </message>
    <message>
        <source>Then it is deleted; until then it can be accepted.</source>
        <translation>Potem jest usuwany; do tego czasu można go przyjąć.</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Wystąpił błąd programu</translation>
    </message>
    <message>
        <source>The program ran into an unexpected error.</source>
        <translation>Program napotkał nieoczekiwany błąd.</translation>
    </message>
    <message>
        <source>What you typed is still there. Check whether your last action took place, then try again; if this repeats, pass on the report below.</source>
        <translation>To, co wpisano, nadal tu jest. Sprawdź, czy ostatnia czynność się wykonała, i spróbuj ponownie; jeśli błąd się powtórzy, przekaż poniższy opis.</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Zostaw bez zmian</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Print again</source>
        <translation>Drukuj ponownie</translation>
    </message>
    <message>
        <source>Print again: {title}</source>
        <translation>Drukuj ponownie: {title}</translation>
    </message>
    <message>
        <source>What is waiting</source>
        <translation>Co czeka</translation>
    </message>
    <message>
        <source>Add a call</source>
        <translation>Zapisz rozmowę</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>The message as received</source>
        <translation>Oryginalna wiadomość</translation>
    </message>
    <message>
        <source>Save {file}</source>
        <translation>Zapisz {file}</translation>
    </message>
    <message>
        <source>Say what the fields of this form mean…</source>
        <translation>Określ znaczenie pól tego formularza…</translation>
    </message>
</context>
<context>
    <name>ReadingHead</name>
    <message>
        <source>Assign</source>
        <translation>Przypisz</translation>
    </message>
    <message>
        <source>Mark as lost</source>
        <translation>Przegrane</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Wróć później</translation>
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
        <source>Answer</source>
        <translation>Odpowiedz</translation>
    </message>
    <message>
        <source>campaign {name}</source>
        <translation>kampania {name}</translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation>{name} (ja)</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>Za tydzień</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>Za dwa tygodnie</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>Inny dzień</translation>
    </message>
    <message>
        <source>No follow-up</source>
        <translation>Bez przypomnienia</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wznów</translation>
    </message>
</context>
<context>
    <name>ReceiptTable</name>
    <message>
        <source>No.</source>
        <translation>Lp.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Partia</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
    <message>
        <source>Purchase price</source>
        <translation>Cena zakupu</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Scan the first item, or type its code and press Enter. Each becomes a row here.</source>
        <translation>Zeskanuj pierwszy towar albo wpisz kod i naciśnij Enter. Każdy trafi tu jako wiersz.</translation>
    </message>
    <message>
        <source>Goods of the receipt</source>
        <translation>Towary przyjęcia</translation>
    </message>
</context>
<context>
    <name>ReceivePart</name>
    <message>
        <source>Remove the row</source>
        <translation>Usuń wiersz</translation>
    </message>
    <message>
        <source>Receive goods (PZ)</source>
        <translation>Przyjmij towar (PZ)</translation>
    </message>
    <message>
        <source>Name of the supplier</source>
        <translation>Nazwa dostawcy</translation>
    </message>
    <message>
        <source>e.g. {day}</source>
        <translation>np. {day}</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Purchase price, net</source>
        <translation>Cena zakupu netto</translation>
    </message>
    <message>
        <source>Onto shelf</source>
        <translation>Na półkę</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Dostawca</translation>
    </message>
    <message>
        <source>To warehouse</source>
        <translation>Do magazynu</translation>
    </message>
    <message>
        <source>Ready to scan.</source>
        <translation>Gotowe do skanowania.</translation>
    </message>
    <message>
        <source>Onto shelf {shelf}: scan the goods</source>
        <translation>Na półkę {shelf}: skanuj towary</translation>
    </message>
    <message>
        <source>Purchase price: an amount, e.g. 12.50, or nothing</source>
        <translation>Cena zakupu: kwota, np. 12,50, albo puste</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n pozycja</numerusform>
            <numerusform>%n pozycje</numerusform>
            <numerusform>%n pozycji</numerusform>
        </translation>
    </message>
    <message>
        <source>Received: {number}</source>
        <translation>Przyjęto: {number}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>As on the label</source>
        <translation>Jak na etykiecie</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Partia</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>Ważne do</translation>
    </message>
    <message>
        <source>These goods are tracked by lot: enter the lot number.</source>
        <translation>Ten towar prowadzimy na partie: podaj numer partii.</translation>
    </message>
    <message>
        <source>Unknown code: {code}. New goods are added under Stock.</source>
        <translation>Nieznany kod: {code}. Nowy towar dodasz w „Stany”.</translation>
    </message>
    <message>
        <source>Expires on: a day, e.g. {day}, or nothing</source>
        <translation>Ważne do: data, np. {day}, albo nic</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>Saved.</source>
        <translation>Zapisano.</translation>
    </message>
    <message>
        <source>Nothing is set up here yet.</source>
        <translation>Nic tu jeszcze nie ustawiono.</translation>
    </message>
</context>
<context>
    <name>Relocation</name>
    <message>
        <source>Move</source>
        <translation>Przełóż</translation>
    </message>
    <message>
        <source>Scan, or type a code</source>
        <translation>Skanuj albo wpisz kod</translation>
    </message>
    <message>
        <source>From shelf</source>
        <translation>Z półki</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>To shelf</source>
        <translation>Na półkę</translation>
    </message>
    <message>
        <source>Scan the shelf that you take from.</source>
        <translation>Zeskanuj półkę, z której bierzesz.</translation>
    </message>
    <message>
        <source>From {shelf}: scan what you take</source>
        <translation>Z półki {shelf}: skanuj to, co bierzesz</translation>
    </message>
    <message>
        <source>no shelf</source>
        <translation>bez półki</translation>
    </message>
    <message>
        <source>Unknown code: {code}</source>
        <translation>Nieznany kod: {code}</translation>
    </message>
    <message>
        <source>{name}: {count} · scan more of it, or the shelf it goes to</source>
        <translation>{name}: {count} · skanuj dalej albo zeskanuj półkę docelową</translation>
    </message>
    <message>
        <source>Scan the goods first.</source>
        <translation>Najpierw zeskanuj towar.</translation>
    </message>
    <message>
        <source>Quantity: a number above zero, e.g. 12 or 2.5</source>
        <translation>Ilość: liczba większa od zera, np. 12 albo 2,5</translation>
    </message>
    <message>
        <source>{name}: {count} · {source} → {target}</source>
        <translation>{name}: {count} · {source} → {target}</translation>
    </message>
</context>
<context>
    <name>ReorderPart</name>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Docelowo</translation>
    </message>
    <message>
        <source>Sold in 90 days</source>
        <translation>Sprzedano w 90 dni</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Wystarczy na</translation>
    </message>
    <message>
        <source>To order</source>
        <translation>Do zamówienia</translation>
    </message>
    <message>
        <source>Goods to buy</source>
        <translation>Towary do zamówienia</translation>
    </message>
    <message>
        <source>Enough to reach the target (or minimum) and cover the waiting orders.</source>
        <translation>Tyle uzupełni towar do stanu docelowego (lub minimum) i pokryje czekające zamówienia.</translation>
    </message>
    <message>
        <source>On order</source>
        <translation>Czekają</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>W drodze</translation>
    </message>
    <message>
        <source>Nothing is running short. Goods to buy appear here by themselves.</source>
        <translation>Niczego nie brakuje. Towary do zamówienia pojawią się tu same.</translation>
    </message>
</context>
<context>
    <name>ReplyEditor</name>
    <message>
        <source>Reply</source>
        <translation>Odpowiedź</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>no e-mail: the reply is noted as given in person</source>
        <translation>bez e-maila: odpowiedź zapisana jako rozmowa</translation>
    </message>
    <message>
        <source>Your reply</source>
        <translation>Twoja odpowiedź</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wróć</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Odrzuć szkic</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Wyślij</translation>
    </message>
    <message>
        <source>Back, the draft stays ({keys})</source>
        <translation>Wróć, szkic zostaje ({keys})</translation>
    </message>
    <message>
        <source>Note as given in person</source>
        <translation>Zapisz jako rozmowę</translation>
    </message>
</context>
<context>
    <name>ReservePage</name>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Reserved goods are kept for this customer; nobody else can get them.</source>
        <translation>Zarezerwowany towar jest odłożony dla tego klienta; nikt inny go nie dostanie.</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Potrzeba</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>J.m.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>No goods yet.</source>
        <translation>Nie ma jeszcze towaru.</translation>
    </message>
    <message>
        <source>Lines of the order</source>
        <translation>Pozycje zamówienia</translation>
    </message>
    <message>
        <source>Part now, the rest later</source>
        <translation>Część teraz, reszta później</translation>
    </message>
    <message>
        <source>From another warehouse</source>
        <translation>Z innego magazynu</translation>
    </message>
    <message>
        <source>Substitute…</source>
        <translation>Zamiennik…</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Czekaj</translation>
    </message>
    <message>
        <source>short {count}</source>
        <translation>brakuje {count}</translation>
    </message>
    <message>
        <source>✓ issued</source>
        <translation>✓ wydane</translation>
    </message>
    <message>
        <source>later {count}</source>
        <translation>później {count}</translation>
    </message>
    <message>
        <source>✓ reserved</source>
        <translation>✓ zarezerwowane</translation>
    </message>
    <message>
        <source>✓ enough</source>
        <translation>✓ wystarczy</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) short in {warehouse}.</source>
        <translation>
            <numerusform>Brakuje %n pozycji w magazynie {warehouse}.</numerusform>
            <numerusform>Brakuje %n pozycji w magazynie {warehouse}.</numerusform>
            <numerusform>Brakuje %n pozycji w magazynie {warehouse}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is reserved yet; the order waits for your decision.</source>
        <translation>Niczego jeszcze nie zarezerwowano; zamówienie czeka na decyzję.</translation>
    </message>
    <message>
        <source>Goods are reserved once the order is placed.</source>
        <translation>Towar rezerwuje się po złożeniu zamówienia.</translation>
    </message>
    <message>
        <source>These goods are reserved for the customer or have left ({warehouse}).</source>
        <translation>Ten towar jest zarezerwowany dla klienta albo już wyszedł ({warehouse}).</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) short there</source>
        <translation>
            <numerusform>brakuje tam %n pozycji</numerusform>
            <numerusform>brakuje tam %n pozycji</numerusform>
            <numerusform>brakuje tam %n pozycji</numerusform>
        </translation>
    </message>
    <message>
        <source>has everything</source>
        <comment>a warehouse</comment>
        <translation>ma wszystko</translation>
    </message>
    <message>
        <source>Instead of {goods}</source>
        <translation>Zamiast: {goods}</translation>
    </message>
    <message>
        <source>Nothing from the same group is in stock.</source>
        <translation>Nie ma nic z tej samej grupy.</translation>
    </message>
    <message>
        <source>Other goods: change the order…</source>
        <translation>Inny towar: zmień zamówienie…</translation>
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
    <name>Rule</name>
    <message>
        <source>account manager</source>
        <translation>opiekun klienta</translation>
    </message>
    <message>
        <source>form</source>
        <translation>formularz</translation>
    </message>
    <message>
        <source>product group</source>
        <translation>grupa towarów</translation>
    </message>
    <message>
        <source>region</source>
        <translation>region</translation>
    </message>
    <message>
        <source>language</source>
        <translation>język</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>kanał</translation>
    </message>
    <message>
        <source>its key, e.g. kontakt</source>
        <translation>jego klucz, np. kontakt</translation>
    </message>
    <message>
        <source>e.g. Mąki</source>
        <translation>np. Mąki</translation>
    </message>
    <message>
        <source>e.g. Śląsk, 40 or DE</source>
        <translation>np. Śląsk, 40 lub DE</translation>
    </message>
    <message>
        <source>e.g. en</source>
        <translation>np. en</translation>
    </message>
    <message>
        <source>e.g. mail</source>
        <translation>np. mail</translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Add a rule</source>
        <translation>Dodaj regułę</translation>
    </message>
</context>
<context>
    <name>Scanning</name>
    <message>
        <source>Scan, or type a code</source>
        <translation>Zeskanuj albo wpisz kod</translation>
    </message>
    <message>
        <source>Quantity: a number above zero, e.g. 12 or 2.5</source>
        <translation>Ilość: liczba większa od zera, np. 12 lub 2,5</translation>
    </message>
    <message>
        <source>{unit}: whole numbers only</source>
        <translation>{unit}: tylko liczby całkowite</translation>
    </message>
    <message>
        <source>No longer shelf {shelf}</source>
        <translation>Już nie półka {shelf}</translation>
    </message>
    <message>
        <source>Shelf {shelf}: scan its goods</source>
        <translation>Półka {shelf}: skanuj jej towary</translation>
    </message>
    <message>
        <source>Unknown code: {code}</source>
        <translation>Nieznany kod: {code}</translation>
    </message>
    <message>
        <source>{name}: enter the quantity ({unit})</source>
        <translation>{name}: podaj ilość ({unit})</translation>
    </message>
</context>
<context>
    <name>SearchKind</name>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>Zapytanie</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Zamówienie</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Timeline</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumenty</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Zgody</translation>
    </message>
    <message>
        <source>What happens with this customer appears here: e-mails, calls, inquiries, orders, documents.</source>
        <translation>Tu pojawi się wszystko, co dzieje się z klientem: e-maile, rozmowy, zapytania, zamówienia, dokumenty.</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Zamówienie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>No orders yet.</source>
        <translation>Nie ma jeszcze zamówień.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>No inquiries yet.</source>
        <translation>Nie ma jeszcze zapytań.</translation>
    </message>
    <message>
        <source>Record a consent…</source>
        <translation>Zapisz zgodę…</translation>
    </message>
    <message>
        <source>open</source>
        <translation>otwarte</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zamknięte</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Wystawiono</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Warehouse documents for this customer appear here with the first delivery.</source>
        <translation>Dokumenty magazynowe klienta pojawią się tu z pierwszą dostawą.</translation>
    </message>
    <message>
        <source>given</source>
        <translation>udzielona</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Cel</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Udzielona</translation>
    </message>
    <message>
        <source>Exact text</source>
        <translation>Dokładna treść</translation>
    </message>
    <message>
        <source>Consents appear here with their proof, from a form or entered by hand.</source>
        <translation>Zgody pojawią się tu z dowodem – z formularza albo wpisane ręcznie.</translation>
    </message>
    <message>
        <source>withdrawn {day}</source>
        <translation>wycofana {day}</translation>
    </message>
</context>
<context>
    <name>SeriesPage</name>
    <message>
        <source>Numbers have no gaps. A template may contain {nr} {yyyy} {yy} {mm} {dd} {warehouse}; {nr:04} is 0001.</source>
        <translation>Numery nie mają luk. Szablon może zawierać {nr} {yyyy} {yy} {mm} {dd} {warehouse}; {nr:04} to 0001.</translation>
    </message>
    <message>
        <source>Numbering</source>
        <translation>Numeracja</translation>
    </message>
    <message>
        <source>every year</source>
        <translation>co rok</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>co miesiąc</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>codziennie</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nigdy</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Szablon</translation>
    </message>
    <message>
        <source>What a number looks like.</source>
        <translation>Jak wygląda numer.</translation>
    </message>
    <message>
        <source>Restart numbering</source>
        <translation>Numeracja od nowa</translation>
    </message>
    <message>
        <source>A new year starts by itself.</source>
        <translation>Nowy rok zaczyna się sam.</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Oferty</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>The next number: {number}</source>
        <translation>Następny numer: {number}</translation>
    </message>
    <message>
        <source>For example: {number}</source>
        <translation>Na przykład: {number}</translation>
    </message>
</context>
<context>
    <name>SettingsFaults</name>
    <message>
        <source>Fill this in.</source>
        <translation>Uzupełnij to pole.</translation>
    </message>
    <message>
        <source>This is already in use.</source>
        <translation>To jest już zajęte.</translation>
    </message>
    <message>
        <source>This must be more than zero.</source>
        <translation>Musi być więcej niż zero.</translation>
    </message>
    <message>
        <source>This NIP cannot be right: check its digits.</source>
        <translation>Ten NIP nie może być poprawny: sprawdź cyfry.</translation>
    </message>
    <message>
        <source>Format: 00-000.</source>
        <translation>W postaci 00-000.</translation>
    </message>
    <message>
        <source>Four digits, e.g. 1471.</source>
        <translation>Cztery cyfry, np. 1471.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>To nie jest adres e-mail.</translation>
    </message>
    <message>
        <source>E.g. 8:00-16:00.</source>
        <translation>Np. 8:00-16:00.</translation>
    </message>
    <message>
        <source>Letters, digits, dots and dashes only, without spaces.</source>
        <translation>Tylko litery, cyfry, kropki i kreski, bez spacji.</translation>
    </message>
    <message>
        <source>Documents already use this code: it cannot be changed.</source>
        <translation>Ten kod jest już na dokumentach: nie można go zmienić.</translation>
    </message>
    <message>
        <source>The next number would repeat one already used.</source>
        <translation>Następny numer powtórzyłby już nadany.</translation>
    </message>
    <message>
        <source>The number itself is missing: {nr}.</source>
        <translation>Brakuje samego numeru: {nr}.</translation>
    </message>
    <message>
        <source>When numbering restarts, the template must contain the year, month or day.</source>
        <translation>Gdy numeracja zaczyna się od nowa, szablon musi zawierać rok, miesiąc albo dzień.</translation>
    </message>
    <message>
        <source>The warehouse is missing: {warehouse}.</source>
        <translation>Brakuje magazynu: {warehouse}.</translation>
    </message>
    <message>
        <source>Only these are allowed: {nr} {yyyy} {yy} {mm} {dd} {warehouse}.</source>
        <translation>Dozwolone są tylko: {nr} {yyyy} {yy} {mm} {dd} {warehouse}.</translation>
    </message>
    <message>
        <source>PDF goes to a system queue or into a folder only.</source>
        <translation>PDF trafia tylko do kolejki systemowej albo do folderu.</translation>
    </message>
    <message>
        <source>E.g. 04b8:0e15.</source>
        <translation>Np. 04b8:0e15.</translation>
    </message>
    <message>
        <source>You cannot lock yourself out.</source>
        <translation>Nie można zablokować samego siebie.</translation>
    </message>
    <message>
        <source>Someone must remain who can change the settings.</source>
        <translation>Musi zostać ktoś, kto może zmieniać ustawienia.</translation>
    </message>
    <message>
        <source>At least 8 characters.</source>
        <translation>Co najmniej 8 znaków.</translation>
    </message>
    <message>
        <source>The full path, from the root or the drive.</source>
        <translation>Cała ścieżka, od dysku albo katalogu głównego.</translation>
    </message>
    <message>
        <source>An address starting with https://.</source>
        <translation>Adres zaczynający się od https://.</translation>
    </message>
    <message>
        <source>A label must show the recipient.</source>
        <translation>Na etykiecie musi być odbiorca.</translation>
    </message>
    <message>
        <source>A date, e.g. {day}.</source>
        <translation>Data, np. {day}.</translation>
    </message>
    <message>
        <source>Without encryption only on this computer.</source>
        <translation>Bez szyfrowania tylko na tym komputerze.</translation>
    </message>
    <message>
        <source>At most 200 characters.</source>
        <translation>Najwyżej 200 znaków.</translation>
    </message>
    <message>
        <source>From 50 % to 200 %.</source>
        <translation>Od 50 % do 200 %.</translation>
    </message>
    <message>
        <source>A placeholder in braces is not known: see the list below.</source>
        <translation>Nieznane pole w nawiasach klamrowych: dozwolone są na liście poniżej.</translation>
    </message>
    <message>
        <source>Goods have already moved: the method cannot be changed.</source>
        <translation>Towar miał już ruch: metody nie można zmienić.</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Strony ustawień</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Users and roles</source>
        <translation>Użytkownicy i role</translation>
    </message>
    <message>
        <source>Warehouses</source>
        <translation>Magazyny</translation>
    </message>
    <message>
        <source>Numbering</source>
        <translation>Numeracja</translation>
    </message>
    <message>
        <source>Mailboxes and shops</source>
        <translation>Skrzynki i sklepy</translation>
    </message>
    <message>
        <source>Forms and field maps</source>
        <translation>Formularze i mapy pól</translation>
    </message>
    <message>
        <source>Deadlines and documents</source>
        <translation>Terminy i dokumenty</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Drukarki</translation>
    </message>
    <message>
        <source>Outgoing mail</source>
        <translation>Poczta wychodząca</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Kopia zapasowa</translation>
    </message>
    <message>
        <source>This workstation</source>
        <translation>To stanowisko</translation>
    </message>
    <message>
        <source>Message templates</source>
        <translation>Szablony wiadomości</translation>
    </message>
    <message>
        <source>Label templates</source>
        <translation>Szablony etykiet</translation>
    </message>
    <message>
        <source>Courier files</source>
        <translation>Pliki dla kurierów</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Dziennik</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Godziny otwarcia</translation>
    </message>
    <message>
        <source>Assigning inquiries</source>
        <translation>Przydział zapytań</translation>
    </message>
</context>
<context>
    <name>ShelvesPart</name>
    <message>
        <source>Shelf begins with…</source>
        <translation>Półka zaczyna się od…</translation>
    </message>
    <message>
        <source>Take off the shelf</source>
        <translation>Zdejmij z półki</translation>
    </message>
    <message>
        <source>Belongs here</source>
        <translation>Tu jest miejsce towaru</translation>
    </message>
    <message>
        <source>Move to another shelf</source>
        <translation>Przełóż na inną półkę</translation>
    </message>
    <message>
        <source>What scanning does</source>
        <translation>Co robi skanowanie</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Scan, or type a code</source>
        <translation>Zeskanuj albo wpisz kod</translation>
    </message>
    <message>
        <source>e.g. A-03-2</source>
        <translation>np. A-03-2</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Półka</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towary</translation>
    </message>
    <message>
        <source>In stock</source>
        <translation>Na stanie</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Shelves appear here once goods have been put on them.</source>
        <translation>Tu pojawią się półki, gdy przypiszesz do nich towary.</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>Półki</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>Na półce</translation>
    </message>
    <message>
        <source>Scan a shelf, then the goods of which all lie on it.</source>
        <translation>Zeskanuj półkę, potem towary, które w całości na niej leżą.</translation>
    </message>
    <message>
        <source>Goods of the shelf you choose appear here.</source>
        <translation>Tu pojawią się towary wybranej półki.</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Zarezerwowane</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Goods on the shelf</source>
        <translation>Towary na półce</translation>
    </message>
    <message>
        <source>Code or barcode</source>
        <translation>Kod lub kod kreskowy</translation>
    </message>
    <message>
        <source>Reservations are the warehouse&apos;s, not a shelf&apos;s: so are reserved and available.</source>
        <translation>Rezerwacje dotyczą magazynu, nie półki: zarezerwowane i dostępne liczą się z całego magazynu.</translation>
    </message>
    <message>
        <source>No shelf</source>
        <translation>Bez półki</translation>
    </message>
    <message>
        <source>Shelf {shelf}: scan its goods</source>
        <translation>Półka {shelf}: skanuj jej towary</translation>
    </message>
    <message>
        <source>Scan or type the shelf first.</source>
        <translation>Najpierw zeskanuj albo wpisz półkę.</translation>
    </message>
    <message>
        <source>Unknown code: {code}</source>
        <translation>Nieznany kod: {code}</translation>
    </message>
    <message>
        <source>{name}: no shelf</source>
        <translation>{name}: bez półki</translation>
    </message>
    <message>
        <source>{told} (was {shelf})</source>
        <translation>{told} (było: {shelf})</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Skróty klawiszowe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>Według lat</translation>
    </message>
    <message>
        <source>Possible duplicates</source>
        <translation>Możliwe duplikaty</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Połączono</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Dostawa</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Rok</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Obrót</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marża</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Porównaj…</translation>
    </message>
    <message>
        <source>Compare with {customer}</source>
        <translation>Porównaj z: {customer}</translation>
    </message>
    <message>
        <source>the same NIP</source>
        <translation>ten sam NIP</translation>
    </message>
    <message>
        <source>the same e-mail</source>
        <translation>ten sam e-mail</translation>
    </message>
    <message>
        <source>the same phone</source>
        <translation>ten sam telefon</translation>
    </message>
    <message>
        <source>the same name</source>
        <translation>ta sama nazwa</translation>
    </message>
    <message>
        <source>Undo the merge</source>
        <translation>Rozłącz</translation>
    </message>
    <message>
        <source>Undo the merge with {customer}</source>
        <translation>Rozłącz z: {customer}</translation>
    </message>
</context>
<context>
    <name>SignInPanel</name>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Zaloguj się</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
    <message>
        <source>Who is working?</source>
        <translation>Kto pracuje?</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Osoba</translation>
    </message>
    <message>
        <source>Without a password: Enter is enough.</source>
        <translation>Bez hasła: wystarczy Enter.</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Where the program fetches e-mails, files and orders from. Passwords stay in this computer&apos;s keyring.</source>
        <translation>Skąd program pobiera pocztę, pliki i zamówienia. Hasła zostają w pęku kluczy tego komputera.</translation>
    </message>
    <message>
        <source>Mailboxes and shops</source>
        <translation>Skrzynki i sklepy</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Dodaj źródło</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Sprawdź</translation>
    </message>
    <message>
        <source>Make the PHP file…</source>
        <translation>Utwórz plik PHP…</translation>
    </message>
    <message>
        <source>Mailbox (IMAP)</source>
        <translation>Skrzynka (IMAP)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Drop box on your hosting</source>
        <translation>Skrzynka na hostingu</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Shown on what comes from it; cannot be changed later.</source>
        <translation>Widoczna przy tym, co stąd przychodzi; później bez zmian.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>Decides which fields follow; cannot be changed later.</source>
        <translation>Od tego zależą pola poniżej; później bez zmian.</translation>
    </message>
    <message>
        <source>SSL/TLS</source>
        <translation>SSL/TLS</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>None (this computer only)</source>
        <translation>Brak (tylko ten komputer)</translation>
    </message>
    <message>
        <source>leave it as it is</source>
        <translation>zostaw bez zmian</translation>
    </message>
    <message>
        <source>mark it as read</source>
        <translation>oznacz jako przeczytaną</translation>
    </message>
    <message>
        <source>delete it</source>
        <translation>usuń</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>E.g. imap.firma.pl.</source>
        <translation>Np. imap.firma.pl.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Empty: 993 with TLS, 143 with STARTTLS.</source>
        <translation>Puste: 993 dla TLS, 143 dla STARTTLS.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Szyfrowanie</translation>
    </message>
    <message>
        <source>How the connection is secured.</source>
        <translation>Jak zabezpieczone jest połączenie.</translation>
    </message>
    <message>
        <source>INBOX is where new e-mail arrives.</source>
        <translation>INBOX to poczta przychodząca.</translation>
    </message>
    <message>
        <source>E-mails since</source>
        <translation>Wiadomości od</translation>
    </message>
    <message>
        <source>E.g. {day}; empty: all.</source>
        <translation>Np. {day}; puste: wszystkie.</translation>
    </message>
    <message>
        <source>Once an e-mail is stored</source>
        <translation>Gdy wiadomość jest zapisana</translation>
    </message>
    <message>
        <source>What happens to it on the server.</source>
        <translation>Co się z nią dzieje na serwerze.</translation>
    </message>
    <message>
        <source>Own certificate</source>
        <translation>Własny certyfikat</translation>
    </message>
    <message>
        <source>File with a certificate to trust; usually empty.</source>
        <translation>Plik z zaufanym certyfikatem; zwykle puste.</translation>
    </message>
    <message>
        <source>Which program it runs on.</source>
        <translation>Na jakim działa programie.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Starts with https://.</source>
        <translation>Zaczyna się od https://.</translation>
    </message>
    <message>
        <source>Page after sending</source>
        <translation>Strona po wysłaniu</translation>
    </message>
    <message>
        <source>Where visitors are taken; empty: a thank-you page.</source>
        <translation>Dokąd trafia klient; puste: strona z podziękowaniem.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>For a mailbox its address, for a shop the API key.</source>
        <translation>Dla skrzynki jej adres, dla sklepu klucz API.</translation>
    </message>
    <message>
        <source>Password or secret</source>
        <translation>Hasło lub sekret</translation>
    </message>
    <message>
        <source>Kept in this computer&apos;s keyring. Empty: unchanged.</source>
        <translation>W pęku kluczy tego komputera. Puste: bez zmian.</translation>
    </message>
    <message>
        <source>Webhook key</source>
        <translation>Klucz webhooków</translation>
    </message>
    <message>
        <source>If the shop also sends here itself; otherwise empty.</source>
        <translation>Jeśli sklep też sam tu wysyła; inaczej puste.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Ścieżka</translation>
    </message>
    <message>
        <source>Full path of a folder where files arrive.</source>
        <translation>Cała ścieżka folderu, do którego trafiają pliki.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktywne</translation>
    </message>
    <message>
        <source>Off: kept, but not queried.</source>
        <translation>Wyłączone: zostaje na liście, ale nie jest odpytywane.</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>nie odpowiada</translation>
    </message>
    <message>
        <source>off</source>
        <translation>wyłączone</translation>
    </message>
    <message>
        <source>This computer has no keyring: services take passwords from the environment (README).</source>
        <translation>Ten komputer nie ma pęku kluczy: usługi biorą hasła ze zmiennych środowiska (README).</translation>
    </message>
    <message>
        <source>The last check failed: {fault}</source>
        <translation>Ostatnie odpytanie się nie udało: {fault}</translation>
    </message>
    <message>
        <source>Save it first, then it can be tested.</source>
        <translation>Najpierw zapisz, potem można sprawdzić.</translation>
    </message>
    <message>
        <source>Contacting {name}…</source>
        <translation>Łączę: {name}…</translation>
    </message>
    <message>
        <source>The mailbox responds: {count} e-mails in {folder}.</source>
        <translation>Skrzynka odpowiada: wiadomości w {folder}: {count}.</translation>
    </message>
    <message>
        <source>The folder is there: {count} files are waiting.</source>
        <translation>Folder jest dostępny; czeka plików: {count}.</translation>
    </message>
    <message>
        <source>The drop box responds: {count} waiting.</source>
        <translation>Skrzynka na hostingu odpowiada; czeka: {count}.</translation>
    </message>
    <message>
        <source>{file} is ready: copy it to your hosting, then press Test.</source>
        <translation>{file} gotowy: skopiuj go na hosting, potem naciśnij „Sprawdź”.</translation>
    </message>
    <message>
        <source>This computer has no keyring; the key of the drop box: {key}</source>
        <translation>Ten komputer nie ma pęku kluczy; klucz skrzynki: {key}</translation>
    </message>
    <message>
        <source>The shop responds: {count} orders changed since yesterday.</source>
        <translation>Sklep odpowiada; zamówień zmienionych od wczoraj: {count}.</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>New</source>
        <translation>Nowi</translation>
    </message>
    <message>
        <source>Sleeping</source>
        <translation>Uśpieni</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Utraceni</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>Stali</translation>
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
        <source>to do</source>
        <translation>do zrobienia</translation>
    </message>
</context>
<context>
    <name>StepsDone</name>
    <message>
        <source>Step</source>
        <translation>Krok</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>Each step appears here with who did it.</source>
        <translation>Tu widać każdy krok i kto go wykonał.</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Wykonane kroki</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Stanowisko</translation>
    </message>
</context>
<context>
    <name>StockPart</name>
    <message>
        <source>Name, code or barcode…</source>
        <translation>Nazwa, kod lub kod kreskowy…</translation>
    </message>
    <message>
        <source>Find goods</source>
        <translation>Znajdź towar</translation>
    </message>
    <message>
        <source>All warehouses</source>
        <translation>Wszystkie magazyny</translation>
    </message>
    <message>
        <source>Shelf…</source>
        <translation>Półka…</translation>
    </message>
    <message>
        <source>Shelf begins with</source>
        <translation>Półka zaczyna się od</translation>
    </message>
    <message>
        <source>Below minimum</source>
        <translation>Poniżej minimum</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Zarezerwowane</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Dostępne</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Goods appear here once they are received (PZ), or from an imported sheet.</source>
        <translation>Towary pojawią się tu po przyjęciu (PZ) albo z wczytanego arkusza.</translation>
    </message>
    <message>
        <source>Import goods from a sheet</source>
        <translation>Wczytaj arkusz towarów</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stany</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n wiersz</numerusform>
            <numerusform>%n wiersze</numerusform>
            <numerusform>%n wierszy</numerusform>
        </translation>
    </message>
    <message>
        <source>counting: {rows}</source>
        <translation>liczę: {rows}</translation>
    </message>
    <message>
        <source>{rows}, and there are more: keep typing</source>
        <translation>{rows}, a jest ich więcej: pisz dalej</translation>
    </message>
    <message>
        <source>Never in stock</source>
        <translation>Bez stanu</translation>
    </message>
    <message>
        <source>New goods</source>
        <translation>Nowy towar</translation>
    </message>
</context>
<context>
    <name>SumsCard</name>
    <message>
        <source>Total</source>
        <translation>Razem</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marża</translation>
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
    <name>TargetsForm</name>
    <message>
        <source>Sales targets</source>
        <translation>Cele sprzedaży</translation>
    </message>
    <message>
        <source>All like January</source>
        <translation>Wszystkie jak styczeń</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Pracownik</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Rok</translation>
    </message>
    <message>
        <source>Net, in the company&apos;s currency. An empty month has no target.</source>
        <translation>Netto, w walucie firmy. Pusty miesiąc nie ma celu.</translation>
    </message>
    <message>
        <source>In the year: {amount}</source>
        <translation>W roku: {amount}</translation>
    </message>
    <message>
        <source>Set: {name}, {year}.</source>
        <translation>Zapisano: {name}, {year}.</translation>
    </message>
    <message>
        <source>An amount, e.g. 120 or 99.50</source>
        <translation>Kwota, np. 120 albo 99,50</translation>
    </message>
</context>
<context>
    <name>TemplatesPage</name>
    <message>
        <source>Messages to customers when an order is placed, sent, completed or cancelled.</source>
        <translation>Wiadomości do klientów, gdy zamówienie jest złożone, wysłane, zrealizowane albo anulowane.</translation>
    </message>
    <message>
        <source>Add one for a carrier</source>
        <translation>Dodaj dla przewoźnika</translation>
    </message>
    <message>
        <source>Message templates</source>
        <translation>Szablony wiadomości</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Podgląd</translation>
    </message>
    <message>
        <source>Order placed</source>
        <translation>Zamówienie złożone</translation>
    </message>
    <message>
        <source>Parcel handed over</source>
        <translation>Paczka nadana</translation>
    </message>
    <message>
        <source>Order completed</source>
        <translation>Zamówienie zrealizowane</translation>
    </message>
    <message>
        <source>Order cancelled</source>
        <translation>Zamówienie anulowane</translation>
    </message>
    <message>
        <source>May contain: {places}</source>
        <translation>Może zawierać: {places}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>The step of the order.</source>
        <translation>Krok zamówienia.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>The one the customer writes in.</source>
        <translation>Ten, w którym pisze klient.</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Przewoźnik</translation>
    </message>
    <message>
        <source>Only for this carrier&apos;s parcels; empty: for all.</source>
        <translation>Tylko dla paczek tego przewoźnika; puste: dla wszystkich.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Temat</translation>
    </message>
    <message>
        <source>One line.</source>
        <translation>Jeden wiersz.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Treść</translation>
    </message>
    <message>
        <source>custom text</source>
        <translation>własny tekst</translation>
    </message>
    <message>
        <source>default text</source>
        <translation>domyślny tekst</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Przywróć domyślny</translation>
    </message>
</context>
<context>
    <name>TermsPage</name>
    <message>
        <source>Recipient</source>
        <translation>Odbiorca</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Ulica i numer</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Kod pocztowy</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Miejscowość</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Płatność</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Dostawa</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Notes for the WZ and the label</source>
        <translation>Uwagi na WZ i etykietę</translation>
    </message>
    <message>
        <source>transfer, 14 days</source>
        <translation>przelew, 14 dni</translation>
    </message>
    <message>
        <source>transfer, 7 days</source>
        <translation>przelew, 7 dni</translation>
    </message>
    <message>
        <source>prepayment</source>
        <translation>przedpłata</translation>
    </message>
    <message>
        <source>cash</source>
        <translation>gotówka</translation>
    </message>
    <message>
        <source>card</source>
        <translation>karta</translation>
    </message>
    <message>
        <source>cash on delivery</source>
        <translation>pobranie</translation>
    </message>
    <message>
        <source>courier</source>
        <translation>kurier</translation>
    </message>
    <message>
        <source>own transport</source>
        <translation>transport własny</translation>
    </message>
    <message>
        <source>collected in person</source>
        <translation>odbiór własny</translation>
    </message>
    <message>
        <source>Delivery address</source>
        <translation>Adres dostawy</translation>
    </message>
    <message>
        <source>Payment and delivery</source>
        <translation>Płatność i dostawa</translation>
    </message>
    <message>
        <source>Deliver to {address}</source>
        <translation>Dostarcz: {address}</translation>
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
    <name>Titles</name>
    <message>
        <source>Funnel</source>
        <translation>Lejek</translation>
    </message>
    <message>
        <source>What sells</source>
        <translation>Co się sprzedaje</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Co się zmieniło</translation>
    </message>
    <message>
        <source>Who buys</source>
        <translation>Kto kupuje</translation>
    </message>
    <message>
        <source>Who sells</source>
        <translation>Kto sprzedaje</translation>
    </message>
    <message>
        <source>What it cost</source>
        <translation>Ile to kosztowało</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabele</translation>
    </message>
    <message>
        <source>One buyer or group</source>
        <translation>Klient lub grupa</translation>
    </message>
    <message>
        <source>Where things stand</source>
        <translation>Gdzie co stoi</translation>
    </message>
    <message>
        <source>What they buy</source>
        <translation>Co kupują</translation>
    </message>
    <message>
        <source>Month by month</source>
        <translation>Miesiąc po miesiącu</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Pozycja po pozycji</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>etapy</translation>
    </message>
    <message>
        <source>single inquiries</source>
        <translation>pojedyncze zapytania</translation>
    </message>
    <message>
        <source>single lines</source>
        <translation>pojedyncze pozycje</translation>
    </message>
    <message>
        <source>revenue</source>
        <translation>sprzedaż</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>marża</translation>
    </message>
    <message>
        <source>count</source>
        <translation>liczba</translation>
    </message>
    <message>
        <source>value</source>
        <translation>wartość</translation>
    </message>
    <message>
        <source>contribution</source>
        <translation>wynik</translation>
    </message>
    <message>
        <source>won</source>
        <translation>wygrane</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>ilość</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>zamówienia</translation>
    </message>
    <message>
        <source>Inquiries by value</source>
        <translation>Zapytania według wartości</translation>
    </message>
    <message>
        <source>Margin of the orders it brought</source>
        <translation>Marża zamówień, które przyniosła</translation>
    </message>
    <message>
        <source>Cost of the campaign</source>
        <translation>Koszt kampanii</translation>
    </message>
    <message>
        <source>Inquiries that name it</source>
        <translation>Zapytania o towar</translation>
    </message>
    <message>
        <source>Of these bought</source>
        <translation>Z nich kupione</translation>
    </message>
    <message>
        <source>Its part that went into lost inquiries</source>
        <translation>Część kosztu, która poszła w przegrane</translation>
    </message>
    <message>
        <source>All of it up to the period&apos;s end</source>
        <translation>Cały koszt do końca okresu</translation>
    </message>
    <message>
        <source>Sold net</source>
        <translation>Sprzedaż netto</translation>
    </message>
    <message>
        <source>Target for the days of this period</source>
        <translation>Cel na dni tego okresu</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>Ten okres</translation>
    </message>
    <message>
        <source>No inquiries in this period. They appear here by themselves; other days are chosen above.</source>
        <translation>W tym okresie nie ma zapytań. Pojawiają się tu same; inny okres wybierzesz wyżej.</translation>
    </message>
    <message>
        <source>Nothing was sold in this period. Sales appear here by themselves; other days are chosen above.</source>
        <translation>W tym okresie nic nie sprzedano. Sprzedaż pojawia się tu sama; inny okres wybierzesz wyżej.</translation>
    </message>
    <message>
        <source>What campaigns brought</source>
        <translation>Co przyniosły kampanie</translation>
    </message>
    <message>
        <source>{measure}: {rows} × {columns}</source>
        <translation>{measure}: {rows} × {columns}</translation>
    </message>
    <message>
        <source>Lines by value</source>
        <translation>Pozycje według wartości</translation>
    </message>
    <message>
        <source>cost unknown for {value}</source>
        <translation>koszt nieznany dla {value}</translation>
    </message>
    <message>
        <source>without a date: {count}</source>
        <translation>bez daty: {count}</translation>
    </message>
    <message>
        <source>No expenses in this period. What you book on a campaign is set against its orders here.</source>
        <translation>W tym okresie nie ma wydatków. To, co zapiszesz na kampanię, stanie tu obok zamówień, które przyniosła.</translation>
    </message>
    <message>
        <source>target</source>
        <translation>cel</translation>
    </message>
    <message>
        <source>Employees</source>
        <translation>Pracownicy</translation>
    </message>
    <message>
        <source>What was sold</source>
        <translation>Co sprzedano</translation>
    </message>
    <message>
        <source>What was asked for</source>
        <translation>O co pytano</translation>
    </message>
    <message>
        <source>Who bought most</source>
        <translation>Kto kupił najwięcej</translation>
    </message>
    <message>
        <source>New, sleeping, lost</source>
        <translation>Nowi, uśpieni, utraceni</translation>
    </message>
    <message>
        <source>Order by order, and why</source>
        <translation>Zamówienie po zamówieniu</translation>
    </message>
    <message>
        <source>What lost inquiries cost</source>
        <translation>Ile kosztowały przegrane</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>ilu klientów</translation>
    </message>
    <message>
        <source>what they brought</source>
        <translation>sprzedaż</translation>
    </message>
    <message>
        <source>New: in this period. Sleeping: silent for twice the usual gap. Lost: for a year.</source>
        <translation>Nowi: w tym okresie. Uśpieni: milczą dwa razy dłużej niż zwykle. Utraceni: od roku.</translation>
    </message>
    <message>
        <source>Without a campaign: cost {cost}, margin {margin}.</source>
        <translation>Bez kampanii: koszt {cost}, marża {margin}.</translation>
    </message>
    <message>
        <source>{month}: from {day}.</source>
        <translation>{month}: od {day}.</translation>
    </message>
    <message>
        <source>{month}: up to {day}.</source>
        <translation>{month}: do {day}.</translation>
    </message>
    <message>
        <source>Inquiries {by}</source>
        <translation>Zapytania {by}</translation>
    </message>
    <message>
        <source>Customers: {state}</source>
        <translation>Klienci: {state}</translation>
    </message>
    <message>
        <source>What changed, {by}</source>
        <translation>Co się zmieniło {by}</translation>
    </message>
    <message>
        <source>Nobody has a target in this period. It is set under “Targets…”.</source>
        <translation>Nikt nie ma celu w tym okresie. Ustawisz go w „Cele…”.</translation>
    </message>
    <message>
        <source>How far the inquiries of this period got</source>
        <translation>Jak daleko doszły zapytania z tego okresu</translation>
    </message>
    <message>
        <source>left out for lack of an exchange rate: {count}</source>
        <translation>pominięto z braku kursu: {count}</translation>
    </message>
    <message>
        <source>No inquiries in this period. Choose another one above, or remove a filter.</source>
        <translation>W tym okresie nie ma zapytań. Wybierz wyżej inny okres albo usuń filtr.</translation>
    </message>
    <message>
        <source>Nothing was sold in this period. Choose another one above, or remove a filter.</source>
        <translation>W tym okresie nic nie sprzedano. Wybierz wyżej inny okres albo usuń filtr.</translation>
    </message>
    <message>
        <source>All matters</source>
        <translation>Wszystkie sprawy</translation>
    </message>
    <message>
        <source>Products named in inquiries</source>
        <translation>Towary, o które pytano</translation>
    </message>
    <message>
        <source>By all their sales so far.</source>
        <translation>Według całej dotychczasowej sprzedaży.</translation>
    </message>
    <message>
        <source>All customers together: choose one, or a group, above.</source>
        <translation>Wszyscy klienci razem. Wybierz wyżej jednego albo grupę.</translation>
    </message>
    <message>
        <source>all that came this far</source>
        <translation>wszystkie, które doszły</translation>
    </message>
    <message>
        <source>stand here</source>
        <translation>stoją tu</translation>
    </message>
    <message>
        <source>lost here</source>
        <translation>przegrane tu</translation>
    </message>
    <message>
        <source>per inquiry</source>
        <translation>na zapytanie</translation>
    </message>
    <message>
        <source>per order</source>
        <translation>na zamówienie</translation>
    </message>
    <message>
        <source>return</source>
        <translation>zwrot</translation>
    </message>
    <message>
        <source>What an inquiry cost</source>
        <translation>Ile kosztowało zapytanie</translation>
    </message>
    <message>
        <source>What an order cost</source>
        <translation>Ile kosztowało zamówienie</translation>
    </message>
    <message>
        <source>In the picture: {rows} rows and {columns} columns. Every cell is in the export.</source>
        <translation>Na obrazie: {rows} wierszy i {columns} kolumn. Wszystkie komórki są w eksporcie.</translation>
    </message>
    <message>
        <source>The first {count} are shown; the export holds all.</source>
        <translation>Widać pierwsze {count}; w eksporcie są wszystkie.</translation>
    </message>
    <message>
        <source>The period ends before it begins. Choose a later end or an earlier beginning above.</source>
        <translation>Okres kończy się, zanim się zacznie. Wybierz wyżej późniejszy koniec albo wcześniejszy początek.</translation>
    </message>
    <message>
        <source>{month} lies outside the period. Choose a period that holds it above, or go one level up.</source>
        <translation>{month} nie należy do okresu. Wybierz wyżej okres, który go obejmuje, albo cofnij się o poziom.</translation>
    </message>
    <message>
        <source>80% of the revenue comes from {count} of {all} rows.</source>
        <translation>80% sprzedaży daje {count} z {all} pozycji.</translation>
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
    <name>TodayPage</name>
    <message>
        <source>New inquiries, 7 days</source>
        <translation>Nowe zapytania, 7 dni</translation>
    </message>
    <message>
        <source>Sold net, 7 days</source>
        <translation>Sprzedaż netto, 7 dni</translation>
    </message>
    <message>
        <source>WZ issued, 7 days</source>
        <translation>Wydane WZ, 7 dni</translation>
    </message>
    <message>
        <source>{change} on the week before</source>
        <translation>{change} do poprzednich 7 dni</translation>
    </message>
    <message>
        <source>It is in the print queue again.</source>
        <translation>Wydruk jest znowu w kolejce.</translation>
    </message>
    <message>
        <source>Answered on time, 7 days</source>
        <translation>Odpowiedzi na czas, 7 dni</translation>
    </message>
    <message>
        <source>Opens the chart</source>
        <translation>Otwiera wykres</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) waiting</source>
        <translation>
            <numerusform>czeka %n sprawa</numerusform>
            <numerusform>czekają %n sprawy</numerusform>
            <numerusform>czeka %n spraw</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is waiting. What comes in appears here by itself.</source>
        <translation>Nic nie czeka. Co przyjdzie, pojawi się tu samo.</translation>
    </message>
    <message>
        <source>Nothing is waiting yet. Import goods and customers first, then put the form on your site: what visitors ask appears here by itself. A phone call can be added right away.</source>
        <translation>Jeszcze nic nie czeka. Najpierw wczytaj towary i klientów, potem umieść formularz na stronie: zapytania pojawią się tu same. Rozmowę telefoniczną zapiszesz od razu.</translation>
    </message>
    <message>
        <source>{share} in the week before</source>
        <translation>{share} w poprzednich 7 dniach</translation>
    </message>
</context>
<context>
    <name>Typed</name>
    <message>
        <source>What was typed here and not saved is given back.</source>
        <translation>Przywrócono to, co tu wpisano i czego nie zapisano.</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>Choose the customer first.</source>
        <translation>Najpierw wybierz klienta.</translation>
    </message>
    <message>
        <source>Add at least one line.</source>
        <translation>Dodaj co najmniej jedną pozycję.</translation>
    </message>
</context>
<context>
    <name>Unrecognised</name>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Make it an inquiry</source>
        <translation>To jest zapytanie</translation>
    </message>
    <message>
        <source>Save as it came…</source>
        <translation>Zapisz tak, jak przyszło…</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Tak, jak przyszło</translation>
    </message>
    <message>
        <source>Nothing here is waiting for you.</source>
        <translation>Nic tu na Ciebie nie czeka.</translation>
    </message>
    <message>
        <source>Nothing is lost: it is kept exactly as it came ({count} bytes).</source>
        <translation>Nic nie zginęło: zachowano dokładnie to, co przyszło ({count} B).</translation>
    </message>
    <message>
        <source>Still not recognised: {reason}</source>
        <translation>Nadal nierozpoznane: {reason}</translation>
    </message>
    <message>
        <source>It is inquiry {number} now.</source>
        <translation>To teraz zapytanie {number}.</translation>
    </message>
    <message>
        <source>Recognised: {number}</source>
        <translation>Rozpoznano: {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n understood</source>
        <translation>
            <numerusform>%n rozpoznane</numerusform>
            <numerusform>%n rozpoznane</numerusform>
            <numerusform>%n rozpoznanych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still not understood</source>
        <translation>
            <numerusform>%n nadal nierozpoznane</numerusform>
            <numerusform>%n nadal nierozpoznane</numerusform>
            <numerusform>%n nadal nierozpoznanych</numerusform>
        </translation>
    </message>
    <message>
        <source>The fields are remembered: {result}.</source>
        <translation>Znaczenie pól zapamiętane: {result}.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Zapisano: {file}</translation>
    </message>
    <message>
        <source>spam</source>
        <translation>spam</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>nierozpoznane</translation>
    </message>
    <message>
        <source>Unrecognised</source>
        <translation>Nierozpoznane</translation>
    </message>
    <message>
        <source>Everything that came in was recognised. What the program does not recognise is kept here, as it came.</source>
        <translation>Wszystko, co przyszło, rozpoznano. Czego program nie rozpozna, znajdzie się tutaj tak, jak przyszło.</translation>
    </message>
</context>
<context>
    <name>Upgrading</name>
    <message>
        <source>Updating the data to this version</source>
        <translation>Aktualizowanie danych do tej wersji programu</translation>
    </message>
    <message>
        <source>It was kept by an older version. A backup is made first, in the folder “backups” beside the data; then everything is updated at once, or nothing is. This takes a moment.</source>
        <translation>Prowadziła je starsza wersja. Najpierw powstaje kopia zapasowa w folderze „backups” obok danych; potem zmienia się wszystko naraz albo nic. To chwilę potrwa.</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Everyone who signs in. The role decides what a person can do and see; the warehouse does not see costs and margins.</source>
        <translation>Wszyscy, którzy się logują. Rola decyduje, co można robić i widzieć; magazyn nie widzi kosztów i marż.</translation>
    </message>
    <message>
        <source>Users and roles</source>
        <translation>Użytkownicy i role</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Dodaj osobę</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nowe hasło</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Ustaw hasło</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>Usuń hasło</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Short, e.g. anna. Cannot be changed: documents and the journal show it.</source>
        <translation>Krótki, np. anna. Nie zmienia się: jest na dokumentach i w dzienniku.</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Imię i nazwisko</translation>
    </message>
    <message>
        <source>Printed on documents as “issued by”.</source>
        <translation>Na dokumentach jako „wystawił”.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rola</translation>
    </message>
    <message>
        <source>Clerk: inquiries and orders. Warehouse: goods. Owner: figures too. Administrator: everything.</source>
        <translation>Sprzedawca: zapytania i zamówienia. Magazyn: towar. Właściciel: także wyniki. Administrator: wszystko.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>For notices; not shown to customers.</source>
        <translation>Do powiadomień; klienci go nie widzą.</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>Pracuje tutaj</translation>
    </message>
    <message>
        <source>Off: cannot sign in, stays in the history.</source>
        <translation>Wyłączone: nie zaloguje się, zostaje w historii.</translation>
    </message>
    <message>
        <source>no longer works here</source>
        <translation>już nie pracuje</translation>
    </message>
    <message>
        <source>Has a password.</source>
        <translation>Ma hasło.</translation>
    </message>
    <message>
        <source>Has no password: signs in by name only.</source>
        <translation>Nie ma hasła: do zalogowania wystarczy nazwa.</translation>
    </message>
    <message>
        <source>At least 8 characters; only a salted hash is kept.</source>
        <translation>Co najmniej 8 znaków; zapisywany jest tylko skrót.</translation>
    </message>
    <message>
        <source>Type the new password first.</source>
        <translation>Najpierw wpisz nowe hasło.</translation>
    </message>
    <message>
        <source>The password is set.</source>
        <translation>Hasło ustawione.</translation>
    </message>
    <message>
        <source>The password is removed.</source>
        <translation>Hasło usunięte.</translation>
    </message>
    <message>
        <source>away until {day}</source>
        <translation>nieobecność do: {day}</translation>
    </message>
    <message>
        <source>Away until {day}: new inquiries go to others.</source>
        <translation>Nieobecność do: {day}. Nowe zapytania trafiają do innych.</translation>
    </message>
    <message>
        <source>Back at work: gets new inquiries again.</source>
        <translation>Z powrotem w pracy: znów dostaje nowe zapytania.</translation>
    </message>
    <message>
        <source>a new password</source>
        <translation>nowe hasło</translation>
    </message>
    <message>
        <source>no password</source>
        <translation>bez hasła</translation>
    </message>
    <message>
        <source>a password set meanwhile</source>
        <translation>hasło ustawione w międzyczasie</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>w pracy</translation>
    </message>
    <message>
        <source>Away until the end of</source>
        <translation>Nieobecność do końca dnia</translation>
    </message>
</context>
<context>
    <name>UsualCard</name>
    <message>
        <source>Usually taken</source>
        <translation>Klient zwykle bierze</translation>
    </message>
    <message>
        <source>Add {quantity} of {goods}</source>
        <translation>Dodaj {quantity}: {goods}</translation>
    </message>
</context>
<context>
    <name>ViewsButton</name>
    <message>
        <source>Views</source>
        <translation>Widoki</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>On Today</source>
        <translation>Na karcie Dziś</translation>
    </message>
    <message>
        <source>“{name}” is on Today.</source>
        <translation>„{name}” jest na karcie Dziś.</translation>
    </message>
    <message>
        <source>“{name}” is no longer on Today.</source>
        <translation>„{name}” nie jest już na karcie Dziś.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Zapamiętane widoki</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Zapamiętaj ten widok…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>Usunięto widok „{name}”.</translation>
    </message>
    <message>
        <source>There is room for {count} views on Today. Remove one first.</source>
        <translation>Na karcie Dziś mieści się {count} widoków. Najpierw zdejmij któryś.</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Show the others ({count})</source>
        <translation>Pokaż pozostałe ({count})</translation>
    </message>
    <message>
        <source>Inquiries to answer</source>
        <translation>Zapytania do odpowiedzi</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedz</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>od {day}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Otwórz</translation>
    </message>
    <message>
        <source>Open the order</source>
        <translation>Otwórz zamówienie</translation>
    </message>
    <message>
        <source>oldest: {number}, {customer}</source>
        <translation>najstarsze: {number}, {customer}</translation>
    </message>
    <message>
        <source>for {duration}</source>
        <translation>od {duration}</translation>
    </message>
    <message>
        <source>Open the oldest</source>
        <translation>Otwórz najstarsze</translation>
    </message>
    <message>
        <source>To be placed</source>
        <translation>Do złożenia</translation>
    </message>
    <message>
        <source>To be reserved</source>
        <translation>Do rezerwacji</translation>
    </message>
    <message>
        <source>To be picked</source>
        <translation>Do skompletowania</translation>
    </message>
    <message>
        <source>To be issued</source>
        <translation>Do wydania</translation>
    </message>
    <message>
        <source>To be labelled</source>
        <translation>Do etykiety</translation>
    </message>
    <message>
        <source>To be handed over</source>
        <translation>Do przekazania</translation>
    </message>
    <message>
        <source>To be completed</source>
        <translation>Do zakończenia</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>termin: {day}</translation>
    </message>
    <message>
        <source>none left</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>running low</source>
        <translation>mało</translation>
    </message>
    <message>
        <source>{left} left, minimum {minimum}</source>
        <translation>zostało {left}, minimum {minimum}</translation>
    </message>
    <message>
        <source>To follow up</source>
        <translation>Wrócić do sprawy</translation>
    </message>
    <message>
        <source>Print jobs to check</source>
        <translation>Wydruki do sprawdzenia</translation>
    </message>
    <message>
        <source>E-mails to check</source>
        <translation>E-maile do sprawdzenia</translation>
    </message>
    <message>
        <source>Orders in progress</source>
        <translation>Zamówienia w toku</translation>
    </message>
    <message>
        <source>Expiring offers</source>
        <translation>Oferty, którym mija termin</translation>
    </message>
    <message>
        <source>Goods below minimum</source>
        <translation>Towary poniżej minimum</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Obejrzyj</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Otwórz kartę</translation>
    </message>
</context>
<context>
    <name>WarehouseBox</name>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
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
    <message>
        <source>On the way</source>
        <translation>W drodze</translation>
    </message>
</context>
<context>
    <name>WarehousePage</name>
    <message>
        <source>Stock</source>
        <translation>Stany</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumenty</translation>
    </message>
    <message>
        <source>Receive (PZ)</source>
        <translation>Przyjęcie (PZ)</translation>
    </message>
    <message>
        <source>To order</source>
        <translation>Do zamówienia</translation>
    </message>
    <message>
        <source>Receive goods</source>
        <translation>Przyjmij towar</translation>
    </message>
    <message>
        <source>Unknown code: {code}</source>
        <translation>Nieznany kod: {code}</translation>
    </message>
    <message>
        <source>Move or issue</source>
        <translation>Przesunięcie, rozchód</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Inwentaryzacja</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>Półki</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>{who} was faster: {step}, {when}. You see the order as it is now.</source>
        <translation>{who} – szybciej od Ciebie: {step}, {when}. Widzisz zamówienie w obecnym stanie.</translation>
    </message>
    <message>
        <source>{who} saved it {when}. You see the order as it is now.</source>
        <translation>{who} zapisał(a) je {when}. Widzisz zamówienie w obecnym stanie.</translation>
    </message>
    <message>
        <source>Reserve the goods</source>
        <translation>Zarezerwuj towar</translation>
    </message>
    <message>
        <source>Picking is done</source>
        <translation>Skompletowane</translation>
    </message>
    <message>
        <source>Issue the WZ</source>
        <translation>Wystaw WZ</translation>
    </message>
    <message>
        <source>Print the label</source>
        <translation>Drukuj etykietę</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Przekaż</translation>
    </message>
    <message>
        <source>Complete the order</source>
        <translation>Zakończ zamówienie</translation>
    </message>
    <message>
        <source>{who} saved it {when}.</source>
        <translation>{who} zapisał(a) je {when}.</translation>
    </message>
</context>
<context>
    <name>WizardFrame</name>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towary</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Warunki</translation>
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
        <source>WZ</source>
        <translation>WZ</translation>
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
        <source>No order is open</source>
        <translation>Nie otwarto zamówienia</translation>
    </message>
    <message>
        <source>The order you choose opens here.</source>
        <translation>Tu otworzy się wybrane zamówienie.</translation>
    </message>
</context>
<context>
    <name>WizardHead</name>
    <message>
        <source>Change</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
    </message>
    <message>
        <source>Show or hide the list (Ctrl+B)</source>
        <translation>Pokaż lub ukryj listę (Ctrl+B)</translation>
    </message>
    <message>
        <source>Show or hide the list</source>
        <translation>Pokaż lub ukryj listę</translation>
    </message>
    <message>
        <source>Change goods and terms</source>
        <translation>Zmień towary i warunki</translation>
    </message>
    <message>
        <source>Change goods and terms; the reservations are released</source>
        <translation>Zmień towary i warunki; rezerwacje zostaną zwolnione</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notatki</translation>
    </message>
    <message>
        <source>Cancel order…</source>
        <translation>Anuluj zamówienie…</translation>
    </message>
    <message>
        <source>Notes, payments and files of the order</source>
        <translation>Notatki, wpłaty i pliki zamówienia</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Anuluj zamówienie</translation>
    </message>
</context>
<context>
    <name>WzPage</name>
    <message>
        <source>Issuing takes the goods off stock, numbers the WZ and locks it.</source>
        <translation>Wystawienie zdejmuje towar ze stanu, nadaje numer WZ i zamyka dokument.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drukuj…</translation>
    </message>
    <message>
        <source>Open in Warehouse</source>
        <translation>Otwórz w Magazynie</translation>
    </message>
    <message>
        <source>Goods issue note</source>
        <translation>Wydanie zewnętrzne</translation>
    </message>
    <message>
        <source>Not issued yet</source>
        <translation>Jeszcze nie wystawiono</translation>
    </message>
    <message>
        <source>Issued before: {numbers}.</source>
        <translation>Wystawiono wcześniej: {numbers}.</translation>
    </message>
    <message>
        <source>Numbered and locked: it will always read like this.</source>
        <translation>Ma numer i jest zamknięty: tak będzie wyglądał zawsze.</translation>
    </message>
    <message>
        <source>The WZ as it is printed</source>
        <translation>WZ tak, jak się wydrukuje</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Field of the form</source>
        <translation>Pole formularza</translation>
    </message>
    <message>
        <source>key</source>
        <translation>klucz</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Co oznacza</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Usuń ten wiersz</translation>
    </message>
    <message>
        <source>What the rule checks</source>
        <translation>Co sprawdza reguła</translation>
    </message>
    <message>
        <source>Its value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Who gets the inquiry</source>
        <translation>Kto dostaje zapytanie</translation>
    </message>
    <message>
        <source>Answer within, opening hours</source>
        <translation>Odpowiedź w ciągu, godziny otwarcia</translation>
    </message>
    <message>
        <source> h</source>
        <translation> godz.</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>jak zwykle</translation>
    </message>
    <message>
        <source>Move this rule up</source>
        <translation>Przesuń regułę wyżej</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>Usuń regułę</translation>
    </message>
    <message>
        <source>in turn</source>
        <translation>po kolei</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Zmiana</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Etap</translation>
    </message>
    <message>
        <source>Median days from received</source>
        <translation>Mediana dni od wpłynięcia</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Liczba</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Udział</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Sprzedaż</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Przedtem</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zam.</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marża</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Stoi</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Ceny</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Asort.</translation>
    </message>
    <message>
        <source>Answer (h)</source>
        <translation>Odp. (h)</translation>
    </message>
    <message>
        <source>Median working hours to the first answer</source>
        <translation>Mediana godzin pracy do pierwszej odpowiedzi</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>Wygrane %</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Koszt</translation>
    </message>
    <message>
        <source>ROI</source>
        <translation>ROI</translation>
    </message>
    <message>
        <source>Paid back</source>
        <translation>Spłacona</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>gain</source>
        <translation>zysk</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>strata</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>w toku</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Zamówienie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Towar</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numer</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klient</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Wpłynęło</translation>
    </message>
    <message>
        <source>Own costs</source>
        <translation>Własne koszty</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cel</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Sprzedano</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Wykonanie</translation>
    </message>
    <message>
        <source>Of all</source>
        <translation>Z całości</translation>
    </message>
    <message>
        <source>Of prev.</source>
        <translation>Z poprz.</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dni</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Zapytań</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Kupione</translation>
    </message>
    <message>
        <source>Not bought</source>
        <translation>Niekupione</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Ostatnio</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Co dni</translation>
    </message>
    <message>
        <source>Median days between two days of buying</source>
        <translation>Mediana dni między dniami zakupów</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampania</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Dlaczego</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Przegrane</translation>
    </message>
    <message>
        <source>Lost inquiries of all that it brought</source>
        <translation>Przegrane zapytania ze wszystkich, które przyniosła</translation>
    </message>
    <message>
        <source>Cost of lost</source>
        <translation>Koszt przegr.</translation>
    </message>
    <message>
        <source>Value lost</source>
        <translation>Ich wartość</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Klienci</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Przyjęte</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>Na czas</translation>
    </message>
    <message>
        <source>Above / below</source>
        <translation>Ponad / brak</translation>
    </message>
    <message>
        <source>Total revenue</source>
        <translation>Cała sprzedaż</translation>
    </message>
    <message>
        <source>Cumul.</source>
        <translation>Narast.</translation>
    </message>
    <message>
        <source>This one and all that sold more, of the whole</source>
        <translation>Ta pozycja i wszystkie większe, z całości</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>Per inquiry</source>
        <translation>Za zapyt.</translation>
    </message>
    <message>
        <source>Per order</source>
        <translation>Za zam.</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>new</source>
        <translation>nowy</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>bez sprzedaży</translation>
    </message>
    <message>
        <source>cost: {value}</source>
        <translation>koszt: {value}</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Ceny</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>Ilości</translation>
    </message>
    <message>
        <source>New goods</source>
        <translation>Nowe towary</translation>
    </message>
    <message>
        <source>target: {value}, reached {share}</source>
        <translation>cel: {value}, wykonano {share}</translation>
    </message>
    <message>
        <source>of these bought: {value}</source>
        <translation>z tego kupione: {value}</translation>
    </message>
    <message>
        <source>whole cost: {value}</source>
        <translation>cały koszt: {value}</translation>
    </message>
    <message>
        <source>whole {unit}</source>
        <translation>w pełnych {unit}</translation>
    </message>
    <message>
        <source>Product mix</source>
        <translation>Asortyment</translation>
    </message>
    <message>
        <source>Goods no longer sold</source>
        <translation>Towary, które zniknęły</translation>
    </message>
    <message>
        <source>inquiries: {count}</source>
        <translation>zapytania: {count}</translation>
    </message>
    <message>
        <source>orders: {count}</source>
        <translation>zamówienia: {count}</translation>
    </message>
</context>
<context>
    <name>rooms</name>
    <message>
        <source>Today</source>
        <translation>Dziś</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>Zapytania</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Zamówienia</translation>
    </message>
    <message>
        <source>Warehouse</source>
        <translation>Magazyn</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Klienci</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Wykresy</translation>
    </message>
</context>
</TS>
