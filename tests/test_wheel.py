"""The wheel holds everything: it installs and works in an empty environment."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_works_in_an_environment_of_its_own(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT], check=True)
    [wheel] = tmp_path.glob("whosaid-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel], check=True)

    article = tmp_path / "article.txt"
    article.write_text("The Lake Institute (LI) said that it rained.\n", encoding="utf-8")
    kg = tmp_path / "empty" / "bin" / "kg"
    store = tmp_path / "store"
    subprocess.run([kg, "add", article, "--store", store], check=True, cwd=tmp_path)
    listed = subprocess.run(
        [kg, "statements", "--source", "LI", "--store", store], check=True, cwd=tmp_path, capture_output=True, text=True
    )
    assert "Lake Institute" in listed.stdout
    subprocess.run([kg, "verify", "--store", store], check=True, cwd=tmp_path)
    subprocess.run([kg, "network", "--html", "network.html", "--store", store], check=True, cwd=tmp_path)
    served = "import os; os.environ['KG_STORE'] = 'store'\nfrom api.app import create_app; create_app()"
    subprocess.run([python, "-c", served], check=True, cwd=tmp_path)
