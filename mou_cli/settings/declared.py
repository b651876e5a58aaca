"""The settings, declared once: from this list they are read, checked, listed, completed and documented."""

from msgspec import Struct

FILE_VARIABLE = "MOU_CONFIG"
VIEWS = "views"


class Setting(Struct, frozen=True):
    """A setting: its name, the variable that sets it too, its form (forms.FORMS) and what holds where nothing is said.

    `default` is its value in its form, or empty; then `otherwise` says in words what takes its place. `meaning` is one
    sentence; `example` a value as it is typed.
    """

    name: str
    variable: str
    form: str
    default: str
    meaning: str
    example: str
    otherwise: str = ""


class ViewPart(Struct, frozen=True):
    """What a saved view may hold: the name and the form of a part, what it means, and a value as it stands there."""

    name: str
    form: str
    meaning: str
    example: str


# A setting is called like the option that it stands in for.
SETTINGS: dict[str, Setting] = {
    each.name: each
    for each in (
        Setting(
            "registry",
            "MOU_REGISTRY",
            "path",
            "",
            "The registry that is meant where `--registry` names none.",
            "~/desk/registry.json",
            "the nearest registry.json",
        ),
        Setting(
            "as",
            "MOU_USER",
            "text",
            "",
            "Who makes the changes, as the history names them.",
            "Aigerim Karimova",
            "your login",
        ),
        Setting(
            "own",
            "MOU_OWN",
            "party",
            "",
            "Which side is ours, for a registry that does not say it itself.",
            "PK",
            "what the registry says",
        ),
        Setting(
            "limit",
            "MOU_LIMIT",
            "count",
            "50",
            "How many rows a table on a terminal has at most; 0: all.",
            "100",
        ),
        Setting("within", "MOU_WITHIN", "period", "90d", "How far ahead `mou due` looks.", "180d"),
        Setting(
            "lock-timeout",
            "MOU_LOCK_TIMEOUT",
            "seconds",
            "30",
            "How many seconds a change waits while somebody else changes the registry.",
            "5",
        ),
        Setting(
            "timeout",
            "MOU_TIMEOUT",
            "seconds",
            "10",
            "How many seconds a server may take to answer.",
            "30",
        ),
        Setting("attachment-limit", "MOU_ATTACHMENT_LIMIT", "size", "1G", "How large an attached file may be.", "500M"),
    )
}

VIEW_PARTS: dict[str, ViewPart] = {
    each.name: each
    for each in (
        ViewPart(
            "query",
            "words",
            "The words to filter by, as `mou list` takes them; `@` names another view.",
            "status:in-force party:KZ",
        ),
        ViewPart("columns", "names", "Which columns, where the command shows columns.", "ref,title,notice"),
        ViewPart("sort", "names", "The order, where the command has one.", "notice,-signed"),
        ViewPart("limit", "count", "At most so many, where the command has a limit; 0: all.", "20"),
    )
}

# What is read from the environment and stands in no file: for one run, or for every program of a person's.
VARIABLES: dict[str, str] = {
    "MOU_CONFIG": "Where the configuration file is, instead of the usual place.",
    "MOU_TODAY": "The day for which all is computed, as `--today`.",
    "VISUAL, EDITOR": "The editor of `mou edit` and `mou config --edit`.",
    "PAGER": "The program that shows what is longer than a screen; without it nothing is paged.",
    "NO_COLOR": "No colours, whatever it holds.",
    "COLUMNS, LINES": "The size of the terminal, instead of what it says itself.",
    "XDG_CONFIG_HOME": "The folder of configuration files, instead of `~/.config`.",
}
