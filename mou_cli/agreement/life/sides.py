"""The sides of an agreement: its parties, two agencies of one state being one side."""

from mou_cli.agreement.model import Agreement


def sides(agreement: Agreement) -> list[str]:
    """Return the code, or the name where there is none, of every side, each once, in the order of the parties."""
    return list(dict.fromkeys(party.code or party.name for party in agreement.parties))


def side_of(agreement: Agreement, party: str) -> str:
    """Return the side that `party`, the code or the name that an event bears, stands for; itself where it is none."""
    for known in agreement.parties if party else ():
        if party in (known.code, known.name):
            return known.code or known.name
    return party
