"""The developers' communiqués, where they are at hand: how good the reading must be, by their own scorer."""

import re
import subprocess
import sys

import pytest

from mou_cli.intake.reading import read
from tests.desk import ROOT

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "intake_score.py"
COMMUNIQUES = SHARED / "data" / "communiques"
SEEDS = SHARED / "data" / "seeds"
BOUNDS = {"F1": 0.9, "type": 0.9, "countries": 0.85, "date": 0.95}


@pytest.mark.skipif(not SCORER.exists(), reason="the communiqués are not in the repository")
def test_the_score_is_within_its_bounds() -> None:
    command = [sys.executable, str(SCORER), str(COMMUNIQUES), sys.executable, "-m", "mou_cli"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()[-1]
    scores = {name: float(found[1]) for name in BOUNDS if (found := re.search(rf"\b{name} ([0-9.]+)", told))}
    assert all(scores[name] >= bound for name, bound in BOUNDS.items()), told


@pytest.mark.skipif(not SEEDS.exists(), reason="the article is not in the repository")
def test_the_article_gives_all_that_it_says() -> None:
    (article,) = SEEDS.glob("004_*.txt")
    found = read(article.read_text("utf-8"))
    assert len(found.drafts) == 14
    group = next(each for each in found.commitments if each.kind == "working-group")
    assert [lead.code for lead in group.leads] == ["PK", "KZ"]
    assert any(each.kind == "roadmap" for each in found.commitments)
    (target,) = found.targets
    assert len(target.by) == 2
    assert [(count.count, count.bound) for count in found.counts] == [(30, "more")]
