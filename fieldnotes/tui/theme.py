"""Colours: every text stands out from its ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3), measured in a test."""

from textual.theme import Theme

THEME = Theme(
    name="fieldnotes",
    dark=True,
    primary="#7fb4ff",
    secondary="#a6c8ff",
    accent="#ffd166",
    foreground="#f2f2f2",
    background="#101418",
    surface="#171c22",
    panel="#232a33",
    success="#8fe3a1",
    warning="#ffd166",
    error="#ff9b9b",
    variables={
        "block-cursor-background": "#ffd166",
        "block-cursor-foreground": "#101418",
        "footer-key-foreground": "#ffd166",
        "footer-description-foreground": "#f2f2f2",
        "footer-background": "#232a33",
        "input-selection-background": "#3d5a80",
        "border": "#7fb4ff",
        "border-blurred": "#5c6b7a",
        "text-muted": "#b4bec9",
        "text-disabled": "#a3adb8",
        "foreground-muted": "#b4bec9",
        "foreground-disabled": "#a3adb8",
        "scrollbar": "#5c6b7a",
        "scrollbar-background": "#171c22",
    },
)

# Who speaks, in the order in which they first speak; a name always stands beside the colour.
VOICES = ("#9ad1ff", "#ffd166", "#b5e48c", "#f4a6d7", "#ffb385", "#c9b6ff")
