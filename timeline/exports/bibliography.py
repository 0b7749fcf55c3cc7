"""List the forms that carry the sources alone, for reference managers."""

from timeline.exports.form import Format
from timeline.exports.to_biblatex import to_biblatex
from timeline.exports.to_csl import to_csl
from timeline.exports.to_ris import to_ris

FORMS = (
    Format(
        "csl",
        "application/vnd.citationstyles.csl+json",
        "the sources as CSL-JSON, for Zotero and pandoc",
        to_csl,
        single=True,
        ending="csl.json",
    ),
    Format(
        "ris",
        "application/x-research-info-systems",
        "the sources as RIS, for any reference manager",
        to_ris,
        single=True,
    ),
    Format(
        "bib",
        "application/x-bibtex",
        "the sources as BibLaTeX",
        to_biblatex,
        single=True,
    ),
)
