"""The frame of the benchmarks: CPU of whole trees, turns, the floor, results and exit codes."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.frame import cpu, databases, results, servers
from bench.frame.turns import Meter, in_turn

SPIN = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ntime.sleep(60)"


@pytest.fixture
def spinning():
    """A process whose child has burnt 0.3 s of CPU and sleeps."""
    shell = ["sh", "-c", f"{sys.executable} -c '{SPIN}'; true"]
    with subprocess.Popen(shell, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        for pid in reversed(cpu.tree(process.pid)):
            subprocess.run(["kill", str(pid)])


def test_cpu_of_a_tree_counts_its_children(spinning):
    assert cpu.spent(spinning.pid) > 0.25e9
    assert len(cpu.tree(spinning.pid)) == 2
    assert cpu.memory(spinning.pid) > 1_000_000


def test_sleeping_costs_nothing(spinning):
    before = cpu.spent(spinning.pid)
    time.sleep(0.2)
    assert cpu.spent(spinning.pid) - before < 0.05e9


def test_the_peak_of_a_process_is_its_own_and_not_its_parents():
    held = b"x" * 200_000_000
    code = "import sys; sys.path.insert(0, sys.argv[1]); import cpu; print(cpu.peak_memory())"
    child = [sys.executable, "-c", code, str(Path(cpu.__file__).parent)]
    told = subprocess.run(child, capture_output=True, text=True, check=True)
    assert 1_000_000 < int(told.stdout) < len(held)
    assert cpu.peak_memory() > len(held)


def test_sides_run_in_turn_and_the_dearer_one_is_seen():
    import os

    order = []

    def act(name, rounds):
        order.append(name)
        sum(range(rounds))

    meter = Meter(os.getpid())
    cheap, dear = in_turn(
        [(meter, lambda: act("a", 20_000)), (meter, lambda: act("b", 400_000))], seconds=0.05
    )
    assert dear > 4 * cheap
    runs = [name for at, name in enumerate(order) if at == 0 or order[at - 1] != name]
    assert runs == ["a", "b"] * 3


def test_finish_writes_the_file_and_tells_whether_the_limit_holds(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    rows = [{"page": "desk", "ms": 3.5, "holds": True}, {"page": "reports", "ms": 12.25}]
    assert results.finish("sample", ratio=0.8, limit=1, rows=rows) == 0
    assert results.finish("late", ratio=1.2, limit=1, rows=rows) == 1
    assert results.finish("broken", ratio=float("nan"), limit=1, rows=[]) == 1
    content = json.loads((tmp_path / "sample.json").read_text())
    assert content["name"] == "sample"
    assert (content["ratio"], content["limit"], content["holds"]) == (0.8, 1, True)
    assert content["rows"] == rows
    assert "reports  12.25      –" in capsys.readouterr().out


def test_a_trial_does_not_pass_for_a_result(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setenv("BENCH_SCALE", "0.1")
    results.finish("sample", ratio=0.8, limit=1, rows=[])
    assert [file.name for file in tmp_path.iterdir()] == ["sample.trial.json"]


@pytest.mark.postgres
def test_the_floor_is_a_signed_in_table_of_fifty_rows(monkeypatch, tmp_path):
    (tmp_path / "log").mkdir()
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    with databases.database("floor") as name, servers.floor(name) as (server, cookie):
        answer = servers.Browser(server.port, cookie).get("/")
        assert answer.status == 200
        assert answer.text.count("<tr>") == 51
        assert servers.Browser(server.port).get("/").status == 302
        root = cpu.database_root(databases.port())
        assert len(cpu.tree(root)) > 3
