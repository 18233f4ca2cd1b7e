<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>CountPart</name>
    <message numerus="yes">
        <source>%n left to count</source>
        <translation>
            <numerusform>%n left to count</numerusform>
            <numerusform>%n left to count</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoodsPage</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverPage</name>
    <message numerus="yes">
        <source>%n shipment(s) in the file.</source>
        <translation>
            <numerusform>%n shipment in the file.</numerusform>
            <numerusform>%n shipments in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JpkPanel</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No file was written: something is missing (%n).</source>
        <translation>
            <numerusform>No file was written: something is missing (%n).</numerusform>
            <numerusform>No file was written: something is missing (%n).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message numerus="yes">
        <source>%n label(s) of the courier queued.</source>
        <translation>
            <numerusform>%n label of the courier queued.</numerusform>
            <numerusform>%n labels of the courier queued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LotsPart</name>
    <message numerus="yes">
        <source>%n lot(s) written off: {numbers}</source>
        <translation>
            <numerusform>%n lot written off: {numbers}</numerusform>
            <numerusform>%n lots written off: {numbers}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MendingPanel</name>
    <message numerus="yes">
        <source>%n cost correction(s) follow from it</source>
        <translation>
            <numerusform>%n cost correction follows from it</numerusform>
            <numerusform>%n cost corrections follow from it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n new inquiries</source>
        <translation>
            <numerusform>%n new inquiry</numerusform>
            <numerusform>%n new inquiries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late inquiries</source>
        <translation>
            <numerusform>%n late inquiry</numerusform>
            <numerusform>%n late inquiries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderWizard</name>
    <message numerus="yes">
        <source>%n label(s) queued again.</source>
        <translation>
            <numerusform>%n label queued again.</numerusform>
            <numerusform>%n labels queued again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PortraitCard</name>
    <message numerus="yes">
        <source>{day}, every %n day(s)</source>
        <translation>
            <numerusform>{day}, every %n day</numerusform>
            <numerusform>{day}, every %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s) (median)</source>
        <translation>
            <numerusform>in %n day (median)</numerusform>
            <numerusform>in %n days (median)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) not paid, {owed}</source>
        <translation>
            <numerusform>%n order not paid, {owed}</numerusform>
            <numerusform>%n orders not paid, {owed}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n day(s)</source>
        <translation>
            <numerusform>every %n day</numerusform>
            <numerusform>every %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bought on %n day(s)</source>
        <translation>
            <numerusform>bought on %n day</numerusform>
            <numerusform>bought on %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceivePart</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReservePage</name>
    <message numerus="yes">
        <source>%n line(s) short in {warehouse}.</source>
        <translation>
            <numerusform>%n line is short in {warehouse}.</numerusform>
            <numerusform>%n lines are short in {warehouse}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) short there</source>
        <translation>
            <numerusform>%n line short there</numerusform>
            <numerusform>%n lines short there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StockPart</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%n item(s) waiting</source>
        <translation>
            <numerusform>%n item waiting</numerusform>
            <numerusform>%n items waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unrecognised</name>
    <message numerus="yes">
        <source>%n understood</source>
        <translation>
            <numerusform>%n understood</numerusform>
            <numerusform>%n understood</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still not understood</source>
        <translation>
            <numerusform>%n still not understood</numerusform>
            <numerusform>%n still not understood</numerusform>
        </translation>
    </message>
</context>
</TS>
