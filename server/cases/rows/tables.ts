/**
 * What was kept to be searched in is masked as `maskText` does it now. Numbers that share the sign between them are
 * found at the second time.
 */
const MASK_WORDS = [1, 2].flatMap(() => [
  `update case_state set words = regexp_replace(words, '(^|[^0-9])([0-9]{4})[0-9]{10}([0-9]{3}[0-9x])($|[^0-9])', '\\1\\2**********\\3\\4', 'g')`,
  `update case_state set words = regexp_replace(words, '(^|[^0-9])(1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})($|[^0-9])', '\\1\\2****\\3\\4', 'g')`,
])

/** Who has had a hand in a case, noted with those kept before it was. */
const NOTE_HANDS = `update case_state set record = json_merge_patch(record, json_object('hands', did.by))
  from (select case_id, list(distinct author) as by from case_entry where author <> 'system' group by case_id) did
  where did.case_id = case_state.id`

/** The ledger's tables of cases, in the order they came to be. State rows are updated, entries only appended. */
export const CASE_TABLES = [
  `create table case_state (
    id VARCHAR, type VARCHAR, theme VARCHAR, grouping VARCHAR, state VARCHAR, region VARCHAR, holders VARCHAR, is_open BOOLEAN,
    due BIGINT, soon BIGINT, reported BIGINT, changed BIGINT, supervised BOOLEAN, climbed BOOLEAN, merged_into VARCHAR,
    origin_key VARCHAR, words VARCHAR, lon DOUBLE, lat DOUBLE, record VARCHAR)`,
  'create table case_entry (sequence BIGINT, case_id VARCHAR, done_at BIGINT, author VARCHAR, action VARCHAR, message_key VARCHAR, record VARCHAR)',
  'create table case_photo (id VARCHAR, author VARCHAR, done_at BIGINT, record VARCHAR)',
  'create table case_photo_use (photo VARCHAR, case_id VARCHAR)',
  'create table case_mark (name VARCHAR, sequence BIGINT)',
  // A case and its chain are found by number, however many there are; lists are scans, which are cheap by columns.
  'create index case_state_id on case_state (id)',
  'create index case_entry_case on case_entry (case_id)',
  'create index case_entry_message on case_entry (message_key)',
  'alter table case_state add column requested BOOLEAN',
  ...MASK_WORDS,
  NOTE_HANDS,
  'alter table case_state add column critical BOOLEAN',
  `update case_state set critical = json_extract_string(record, '$.urgency') = 'critical'`,
]
