"""``comity check``: findings on standard output, the sum of it on standard error, and the exit codes."""

import json
import shutil

import pytest

from comity import cli as room


@pytest.fixture
def comity(capfd):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            room.main(list(arguments))
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return run


@pytest.fixture
def broken(graph_folder, tmp_path):
    folder = tmp_path / "graph"
    shutil.copytree(graph_folder, folder)
    path = folder / "texts" / "nile-brief.txt"
    path.write_text("\x1b[31m" + path.read_text())
    return folder


def test_a_sound_graph(comity, graph_folder):
    code, out, err = comity("check", "-g", str(graph_folder))
    assert (code, out) == (0, "")
    assert err == "comity: the graph holds together (32 claims, 34 evidence, 3 documents)\n"


def test_findings(comity, broken):
    code, out, err = comity("check", "-g", str(broken))
    assert code == 1
    assert "violation: document:nile-brief: the text of a document is not the one that was read" in out
    assert "\x1b" not in out
    assert "violations" in err


def test_findings_for_programs(comity, broken):
    code, out, _ = comity("check", "-g", str(broken), "-f", "json")
    report = json.loads(out)
    assert (code, report["conforms"], report["claims"]) == (1, False, 32)
    assert {"severity", "message", "node", "document", "value"} == set(report["findings"][0])


def test_no_graph(comity, tmp_path):
    code, out, err = comity("check", "-g", str(tmp_path))
    assert (code, out) == (2, "")
    assert "there is no built graph" in err
