"""second-opinion: which language models a vault asks about unknown names besides the rules."""

import argparse

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.workflows import preferences


def second_opinion(settings: Settings, options: argparse.Namespace) -> int:
    """Set which models are asked, or none; without arguments tell which are, and which are installed here."""
    changes = bool(options.models) or options.off
    with opened(settings, write=changes) as vault:
        if changes:
            preferences.ask_models(vault, options.models)
        asked = preferences.read(vault).second_opinion
    if settings.json:
        output.emit({"asked": list(asked), "installed": list(preferences.installed_models())})
        return 0
    output.say(f"asked: {', '.join(asked) or 'none'}")
    if not changes:
        output.say(f"installed here: {', '.join(preferences.installed_models()) or 'none'}")
    return 0
