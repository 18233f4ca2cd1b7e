<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n new inquiries</source>
        <translation>
            <numerusform>%n new inquiry</numerusform>
            <numerusform>%n new inquiries</numerusform>
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
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%n matter(s) wait(s)</source>
        <translation>
            <numerusform>%n matter waits</numerusform>
            <numerusform>%n matters wait</numerusform>
        </translation>
    </message>
</context>
</TS>
