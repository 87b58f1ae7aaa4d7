"""Let two processes at one vault: one writes, any number read, and who may not write is told so."""

from collections.abc import Callable

from fieldnotes.workflows import vaults
from tests.faults.conftest import Done
from tests.faults.victims import OPERATIONS, State, Victim, is_one_sentence

READING = (("show", "INT-0001"), ("search", "kettle"), ("dump", "--plain"))


def test_while_one_process_writes_others_read_and_may_not_write(victim: Victim, before: State) -> None:
    with vaults.opened(victim.vault, victim.notes, write=True) as vault, vault.transaction() as writing:
        writing.put("note", None, b"{}")
        second = {name: victim.run(*arguments) for name, arguments in OPERATIONS.items()}
        readers = {command: victim.run(*command) for command in READING}

    assert {name: outcome.code for name, outcome in second.items()} == dict.fromkeys(OPERATIONS, 6)
    assert all(map(is_one_sentence, second.values()))
    assert {command: outcome for command, outcome in readers.items() if outcome.code} == {}
    assert victim.state() == before
    assert not victim.page.exists()


def test_of_several_writers_at_once_each_is_done_or_refused(
    victim: Victim, before: State, undisturbed: Callable[[str], Done]
) -> None:
    processes = [victim.start(victim.command(*OPERATIONS["load"])) for _ in range(3)]
    outcomes = [(process, process.communicate(timeout=60)[1].decode()) for process in processes]

    codes = sorted(process.returncode for process, _ in outcomes)
    assert codes.count(0) == 1, outcomes  # the first one in; those after it find the codes taken, or the lock
    assert set(codes) <= {0, 2, 6}, outcomes
    assert victim.state() == undisturbed("load").state
    assert before != undisturbed("load").state
