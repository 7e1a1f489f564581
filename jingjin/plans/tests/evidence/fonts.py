"""Where the tests find Noto Sans SC: as the front-end build places it, or as npm installs it."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[4]
PLACES = (ROOT / "build" / "pdf-fonts", ROOT / "node_modules" / "@expo-google-fonts" / "noto-sans-sc")


def font_folders() -> list[Path]:
    """Give JINGJIN_FONTS when it is set, else the first place that exists."""
    named = os.environ.get("JINGJIN_FONTS")
    places = [Path(named)] if named else [place for place in PLACES if place.is_dir()]
    assert places, "Noto Sans SC is not there: run `make setup`, or name its folder in JINGJIN_FONTS"
    return places[:1]
