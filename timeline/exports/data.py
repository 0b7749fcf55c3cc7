"""List the forms that carry data: tables and JSON."""

from timeline.exports.form import Format
from timeline.exports.to_csv import to_csv, to_marked_csv
from timeline.exports.to_json import to_json, to_json_lines

FORMS = (
    Format(
        "csv",
        "text/csv",
        "table for spreadsheets; imports again",
        to_csv,
        by_slug=True,
        marked=to_marked_csv,
    ),
    Format("json", "application/json", "the events with all that is known of them", to_json),
    Format("jsonl", "application/jsonl", "the same, one event a line", to_json_lines),
)
