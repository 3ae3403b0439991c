"""The page as a file: the same bytes, nothing foreign in it, the right part of the graph, every quote where it belongs."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from comity.errors import BadOption
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.network import page
from comity.network.pyvis_network import ASSETS, ClaimNetwork, data_block, joined_modules
from comity.network.selection import find_entity, select
from comity.network.structure import Tier
from comity.network.view_data import view_data
from comity.vocabulary import UNNAMED, EntityKind, Modality, Relation

SAMPLE = runpy.run_path(str(Path(__file__).with_name("sample.py")))
make = SAMPLE["contents"]


@pytest.fixture(scope="module")
def usual() -> Contents:
    contents = make(60, 300)
    assert isinstance(contents, Contents)
    return contents


class Blocks(HTMLParser):
    """The data blocks, and the names of all elements and outward addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: dict[str, Any] = {}
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._block = ""
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attributes)
        self.addresses += [value for name in ("src", "href", "action", "srcset") if (value := named.get(name))]
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"] or ""
        if named.get("type") == "application/json":
            self._block, self._text = (named["id"] or "").removeprefix("data-"), []

    def handle_data(self, data: str) -> None:
        if self._block:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._block:
            self.blocks[self._block] = json.loads("".join(self._text))
            self._block = ""


def test_same_contents_same_bytes(usual: Contents) -> None:
    assert page(usual) == page(make(60, 300))


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, runpy; from comity.network import page;"
        f"made = runpy.run_path({str(Path(__file__).with_name('sample.py'))!r})['contents'](30, 120);"
        "print(hashlib.sha256(page(made).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_page_stands_alone(usual: Contents) -> None:
    read = Blocks(page(usual))
    assert [address for address in read.addresses if not address.startswith("#")] == []
    assert not {"link", "img", "iframe", "base", "object", "form"} & set(read.tags)
    assert "sourceMappingURL" not in page(usual)


def test_policy_allows_only_what_the_page_brought(usual: Contents) -> None:
    policy = Blocks(page(usual)).policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert policy.count("sha256-") == 3


def test_hostile_strings_stay_inside_the_data() -> None:
    html = page(make(40, 260, hostile=True))
    read = Blocks(html)
    assert read.tags.count("script") == len(read.blocks) + 2
    assert "\u2028" not in html and "\u2029" not in html
    assert "<script>window.hacked=1</script>" in read.blocks["columns"]["entities"]["label"]


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "\u2028\u2029", "\ud800", '"\\', "🏔️"])
def test_data_block_cannot_end_its_element(text: str) -> None:
    block = str(data_block([text]))
    assert "<" not in block and "\u2028" not in block and "\u2029" not in block
    assert json.loads(block) == [text.encode("utf-8", "replace").decode()]


def test_title_is_escaped(usual: Contents) -> None:
    html = page(usual, title="</title><script>alert(1)</script>")
    assert "<script>alert(1)" not in html


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize("hostile", [False, True])
def test_every_quote_and_mark_is_a_slice_as_javascript_counts(hostile: bool) -> None:
    contents = make(40, 260, hostile=hostile)
    data = view_data(contents)
    evidence, number = {"document": data.evidence.documents, **data.evidence.details}, 0
    for assembled in contents.claims:
        for one in assembled.evidence:
            start, length = evidence["start"][number], evidence["length"][number]
            text = utf16(data.evidence.texts[evidence["document"][number]])
            assert text[2 * start : 2 * (start + length)] == utf16(one.quote)
            marks = evidence["marks"][number]
            words = [
                text[2 * (start + marks[at + 1]) : 2 * (start + marks[at + 1] + marks[at + 2])] for at in range(0, len(marks), 3)
            ]
            document = next(d for d in contents.documents if d.id == one.document)
            assert words == [utf16(document.text[a:b]) for _, a, b in sorted(one.marks, key=lambda mark: mark[1])]
            number += 1
    assert evidence["quote"] == {}


def small(*claims: Claim, quote: str = "Ardenia backs Belvar.") -> Contents:
    text = f"First. {quote} Last."
    document = Document("document:one", "one.txt", "text/plain", "0" * 64, text, title="One")
    entities = tuple(Entity(f"actor:{name.lower()}", EntityKind.STATE, name) for name in ("Ardenia", "Belvar", "Corvanya"))
    made = []
    for claim in claims:
        evidence = Evidence(claim.id, document.id, quote, 7, 7 + len(quote))
        made.append(AssembledClaim(claim, (evidence,), 1, 0.5))
    return Contents((document,), entities, tuple(sorted(made, key=lambda one: one.id)))


def test_quote_that_the_text_does_not_hold_is_kept_beside_it() -> None:
    contents = small(Claim.of("actor:ardenia", Relation.SUPPORTS, "actor:belvar"))
    moved = replace(contents, documents=(replace(contents.documents[0], text="something else"),))
    data = view_data(moved)
    assert data.columns["strings"][data.evidence.details["quote"]["0"]] == "Ardenia backs Belvar."


def test_one_arc_for_a_pair_and_sign() -> None:
    contents = small(
        Claim.of("actor:ardenia", Relation.SUPPORTS, "actor:belvar"),
        Claim.of("actor:belvar", Relation.AIDS, "actor:ardenia"),
        Claim.of("actor:belvar", Relation.OPPOSES, "actor:ardenia"),
    )
    drawn = view_data(contents).drawn
    assert [(arc.sign, len(arc.claims)) for arc in drawn] == [(1, 2), (-1, 1)]
    assert drawn[0].roundness != drawn[1].roundness


def test_domains_and_unnamed_agents_are_no_ties() -> None:
    contents = small(
        Claim.of("actor:ardenia", Relation.NEEDS, "domain:energy"),
        Claim.of(UNNAMED, Relation.SANCTIONS, "actor:ardenia"),
    )
    data = view_data(contents)
    assert data.drawn == ()
    assert set(data.columns["claims"]["arc"]) == {-1}
    assert data.columns["entities"]["label"][data.columns["entities"]["unnamed"]] == "someone the text does not name"


def test_tiers_follow_the_size() -> None:
    assert view_data(make(60, 300)).places.tier is Tier.ALL
    assert view_data(make(420, 900)).places.tier is Tier.TOP
    assert view_data(make(1_300, 5_000)).places.tier is Tier.GROUPS


def test_no_module_hides_a_name_of_another() -> None:
    """The joined script is one scope: every import is taken out whole, and no name is declared twice at its top."""
    script = joined_modules()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    names = re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", script, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
    sources = "".join(path.read_text(encoding="utf-8") for path in (ASSETS / "js").glob("*.js"))
    assert not re.search(r"^import [^;]*\bas\b", sources, re.MULTILINE)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", sources)


def test_network_keeps_parallel_edges_and_empty_labels() -> None:
    network = ClaimNetwork("t")
    for number in (1, 2, 1):
        network.add_node(number, "")
    network.add_edge(1, 2, sign=1)
    network.add_edge(1, 2, sign=-1)
    assert [node["label"] for node in network.nodes] == ["", ""]
    assert len(network.edges) == 2
    with pytest.raises(KeyError):
        network.add_edge(1, 3)


@pytest.mark.parametrize("name", ["actor:sardovia", "Sardovia", "SARDOVIA", "republic of sardovia"])
def test_actors_are_found_by_identifier_label_and_alias(usual: Contents, name: str) -> None:
    assert find_entity(usual, name) == "actor:sardovia"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"focus": ["Sardova"]}, "did you mean Sardovia"),
        ({"focus": ["Zzz"]}, "nobody and nothing called 'Zzz'"),
        ({"domains": ["energi"]}, "did you mean energy"),
        ({"since": "soon"}, "--since 'soon' is not a date"),
        ({"since": "2020", "until": "2010"}, "ends before it starts"),
        ({"depth": -1}, "cannot be negative"),
    ],
)
def test_bad_options_say_what_to_do(usual: Contents, options: dict[str, Any], message: str) -> None:
    with pytest.raises(BadOption, match=message):
        page(usual, **options)


def test_focus_keeps_the_surroundings(usual: Contents) -> None:
    within = [select(usual, focus=["Sardovia"], depth=depth) for depth in (0, 1, 2)]
    assert len(within[0].claims) < len(within[1].claims) < len(within[2].claims)
    near = {end for claim in within[1].claims for end in (claim.claim.subject, claim.claim.object)}
    touching = [c for c in usual.claims if "actor:sardovia" in (c.claim.subject, c.claim.object)]
    assert near >= {end for claim in touching for end in (claim.claim.subject, claim.claim.object)}
    used = {evidence.document for claim in within[1].claims for evidence in claim.evidence}
    assert {document.id for document in within[1].documents} == used


def test_period_domains_and_modalities_cut(usual: Contents) -> None:
    since = select(usual, since="2015", until="2016")
    assert since.claims and all(claim.claim.when for claim in since.claims)
    energy = select(usual, domains=["energy"])
    assert {claim.claim.domain for claim in energy.claims} >= {"domain:oil", "domain:energy"}
    hoped = select(usual, modalities=[Modality.INTENDED])
    assert {claim.claim.modality for claim in hoped.claims} == {Modality.INTENDED}


def test_page_says_what_it_was_cut_to(usual: Contents) -> None:
    columns = Blocks(page(usual, focus=["Sardovia"], since="2015", modalities=[Modality.INTENDED])).blocks["columns"]
    assert columns["cuts"] == ["Sardovia within 1 tie", "since 2015", "only intended"]
    assert [m for m, drawn in zip(columns["modalities"], columns["drawnAtFirst"], strict=True) if drawn] == ["intended"]


def test_every_import_names_something_its_module_exports() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ASSETS / "js").glob("*.js")}
    exports = {
        name: set(re.findall(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", source, re.MULTILINE))
        | set(re.findall(r"\w+", " ".join(re.findall(r"^export const \{([^}]*)\}", source, re.MULTILINE))))
        for name, source in sources.items()
    }
    for name, source in sources.items():
        for names, module in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";', source, re.MULTILINE):
            assert set(re.findall(r"\w+", names)) <= exports[module], f"{name} imports from {module}"
