"""Law 4: whatever a person edits is saved over what they saw, or it overwrites nothing; each use case says which."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import typing

import crm_desktop
from crm_desktop.work import Work
from tests.architecture import source

SEEN = frozenset(("version", "versions", "kept_version", "before"))
"""How a command says what stood there when it was made."""
BEGINS = """
    accept_offer add_campaign add_customer add_employee add_expense add_printer add_product add_warehouse
    create_product draft_order introduce_company issue_internally make_warehouse open_count place
    place_order receive_goods register_customer register_inquiry send_transfer take_call take_down
"""
ADDS = """
    ask_person attach_file book_payment correct_document correct_issue enter_count give_consent join_matter note_order
    put_on_shelf queue_print refer scan_goods send_offer store_print take_note tell_customer
"""
"""Beside what is there: a note, an entry, a paper, or the fact that goods lie elsewhere now."""
MOVES = """
    cancel_job cancel_mail close_count detach_file dispose_expired keep_apart move_promise receive_transfer relocate
    resolve_job resolve_mail retry_job retry_mail unmerge withdraw_consent
"""
"""From a state that it asks for: who comes second is refused, or finds it done."""
IMPORTS = "import_customers import_expenses import_pipeline import_products import_sales import_stock"
"""A sheet is checked against what stands there in the transaction that writes it."""
OWN = "forget_view keep_view pin_view"
"""Nobody else's: a name that is there is said before it is kept anew."""
WITHOUT_A_SCREEN = "change_role"
"""A headless command: nothing was shown that could be older."""
PROGRAM = """
    claim go_on hold_lease hold_source interpret_waiting store_fetched take_message write_message_result write_result
    write_state
"""
"""The program's own work by its leases, attempts and states."""
EDITS_NOTHING = frozenset(" ".join((BEGINS, ADDS, MOVES, IMPORTS, OWN, WITHOUT_A_SCREEN, PROGRAM)).split())


MADE_WHOLE_ELSEWHERE = {
    "ui/inquiries/acts.py ReopenInquiry",  # undoes a loss at once, from the state that it asks for
    "ui/warehouse/draft_keeper.py KeepDraft",  # told by places, the last of them the version
    "ui/warehouse/mending_panel.py ReturnGoods",  # adds papers; never more than was issued
    "ui/warehouse/move_part.py KeepDraft",  # for the keeper, who knows which draft it is
    "ui/warehouse/receive_part.py KeepDraft",
    "ui/warehouse/product_form.py SaveProduct",  # an empty sheet
}
"""Where a window makes a command without what it saw, and why that overwrites nothing."""


def use_cases() -> dict[str, type]:
    """The commands of every function `(work, command)` that a person or a service asks for, by its name."""
    found: dict[str, type] = {}
    for module in pkgutil.walk_packages(crm_desktop.__path__, "crm_desktop."):
        if ".demo" in module.name or ".commands" in module.name:
            continue
        for name, function in vars(importlib.import_module(module.name)).items():
            if not inspect.isfunction(function) or function.__module__ != module.name or name.startswith("_"):
                continue
            places = list(inspect.signature(function).parameters)
            hints = typing.get_type_hints(function) if len(places) == 2 else {}
            command = hints.get(places[1]) if hints.get(places[0] if places else "") is Work else None
            if isinstance(command, type) and dataclasses.is_dataclass(command):
                found[name] = command
    return found


def says_what_it_saw(command: type) -> bool:
    return any(field.name in SEEN for field in dataclasses.fields(command))


def test_that_every_use_case_that_edits_says_what_it_saw() -> None:
    silent = {name for name, command in use_cases().items() if not says_what_it_saw(command)}
    assert silent == EDITS_NOTHING


def test_that_the_window_always_says_what_it_saw() -> None:
    """Commands may leave the version out where nothing was shown; a window shows what it edits."""
    optional = {}
    for command in {command for command in use_cases().values() if says_what_it_saw(command)}:
        names = [field.name for field in dataclasses.fields(command)]
        optional[command.__name__] = {name: names.index(name) for name in names if name in SEEN}
    left_out = set()
    for path in source.files("ui"):
        for call in ast.walk(source.tree(path)):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            told = {keyword.arg for keyword in call.keywords}
            for field, place in optional.get(name, {}).items():
                if field not in told and len(call.args) <= place:
                    left_out.add(f"{source.name(path)} {name}")
    assert left_out == MADE_WHOLE_ELSEWHERE
