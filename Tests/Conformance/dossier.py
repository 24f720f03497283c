#!/usr/bin/env python3
"""Does Data/viet-nam carry every fact of the sourced notes it was made from?

    python3 Tests/Conformance/dossier.py [FOLDER]      # default: ../shared/dossier/viet-nam

Every leaf of the notes, also an empty one, is looked up in the dossier's YAML by a reader that
shares no code with ours. A leaf that nothing compares is a fault of this check and counts as one.
What may differ, such as names of fields and words of vocabularies, is listed in dossier/tables.py.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "dossier"))


def main():
    beside = os.path.join(HERE, "../../../shared/dossier/viet-nam")
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.normpath(beside)
    if not os.path.isdir(folder):
        print(f"skipped: {folder} is not here; it holds the notes the dossier was made from")
        return 0
    try:
        import yaml  # noqa: F401
    except ImportError:
        print("PyYAML is missing; install python3-yaml")
        return 1
    from beside import (
        additions, mistranslations, merged_claims, misspelt, silenced, unlicensed, unreachable)
    from fidelity import Fidelity

    fidelity = Fidelity(folder)
    fidelity.compare()
    with open(f"{folder}/README.md", encoding="utf-8") as file:
        readme = file.read()
    checks = {
        "every fact of the notes stands in the dossier": fidelity.missing,
        "nothing stands in the dossier that no note has": list(additions(fidelity)),
        "a translated note has the numbers of the note": list(mistranslations(fidelity)),
        "no government claim in a company's series": list(merged_claims(fidelity)),
        "where sources disagree both stand": list(silenced(fidelity)),
        "names are spelt one way": list(misspelt(fidelity)),
        "every statement of the founding documents is reached": list(unreachable(fidelity, readme)),
        "every file names a licence that is there": list(unlicensed(fidelity)),
    }
    for check, faults in checks.items():
        print(f"{'FAILED' if faults else 'passed'}: {check}")
        for fault in faults:
            print(f"  {fault}")
    failed = sum(1 for faults in checks.values() if faults)
    print(f"{len(fidelity.facts)} facts compared, {len(fidelity.missing)} missing")
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
