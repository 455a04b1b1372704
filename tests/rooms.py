"""Which file of tests holds which room of `publishing/`: `pytest -m sources` runs those of one."""

from __future__ import annotations

ROOMS = {
    'hall': ('test_days', 'test_house', 'test_keys', 'test_mutations', 'test_told', 'test_workflows'),
    'sources': (
        'test_reading', 'test_sources', 'test_slips', 'test_fields', 'test_json_schema', 'test_consent', 'test_tables', 'test_numbers',
        'test_other_name', 'test_standing', 'test_translation', 'test_history', 'test_looked',
    ),
    'pictures': ('test_diagrams', 'test_photos', 'test_cards', 'test_drawn', 'test_scripts'),
    'checks': (
        'test_checks', 'test_data_texts', 'test_hostile', 'test_mistakes', 'test_privacy', 'test_right_text', 'test_rules',
        'test_spotter', 'test_suggestions',
    ),
    'formats': ('test_citing', 'test_feeds', 'test_following', 'test_structured', 'test_terms'),
    'markdown': ('test_markdown',),
    'report': ('test_comparison', 'test_faults', 'test_forms', 'test_plain_text'),
    'print': (
        'test_build', 'test_bytes', 'test_contrast', 'test_drawings', 'test_editions', 'test_fetcher', 'test_long_notes', 'test_pages',
        'test_print_style', 'test_proof', 'test_reports', 'test_seal', 'test_tagging',
    ),
    'site': (
        'test_asked', 'test_compare_page', 'test_heads', 'test_hyphens', 'test_letters', 'test_lists',
        'test_barriers', 'test_chapter_preview', 'test_edition_pages', 'test_editor', 'test_hosting', 'test_journeys',
        'test_leads', 'test_looks', 'test_navigation', 'test_offline', 'test_policies', 'test_preview', 'test_preview_of_mistakes',
        'test_published', 'test_readers', 'test_same_bytes', 'test_search', 'test_site', 'test_site_proof', 'test_tasks', 'test_weight',
        'test_windows',
    ),
    'desk': (
        'test_broken_off', 'test_compare', 'test_dossier', 'test_verify', 'test_setup', 'test_external', 'test_mending', 'test_new',
        'test_withdrawal',
    ),
}  # fmt: skip

# What keeps persons and files safe: the site of each night waits for these alone.
GUARDS = ('test_consent', 'test_policies', 'test_privacy', 'test_published', 'test_site_proof', 'test_withdrawal')


def room(file: str) -> str:
    """The room of a file of tests, by its name without suffix; LookupError for one that the table does not name."""
    for name, files in ROOMS.items():
        if file in files:
            return name
    raise LookupError(f'tests/{file}.py stands in no room: add it to tests/rooms.py')
