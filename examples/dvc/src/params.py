"""Reads params.yaml: sections of plain values, which is all that is in it."""


def value_of(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text.strip("\"'")


def params(section):
    """The values of a section."""
    values, current = {}, None
    with open("params.yaml", encoding="utf-8") as file:
        for line in file:
            line = line.split("#")[0].rstrip()
            if not line:
                continue
            name, _, text = line.strip().partition(":")
            if not line.startswith(" "):
                current = name
            elif current == section:
                values[name] = value_of(text.strip())
    return values
