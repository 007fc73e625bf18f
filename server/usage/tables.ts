/**
 * Tables of the use of screens in the ledger. No row names anybody: counts by day, unit and role, and marks of the
 * running day that only its salt could tie to a person; both go with the day. So with ratings: the mark by which its
 * author may change one goes with the month, as does its salt.
 */
export const USAGE_TABLES = [
  'create table usage_day (day VARCHAR, screen VARCHAR, subject VARCHAR, unit VARCHAR, role VARCHAR, openings BIGINT, people BIGINT, last_at BIGINT)',
  'create table usage_salt (day VARCHAR, salt VARCHAR)',
  'create table usage_mark (day VARCHAR, mark VARCHAR, seen_at BIGINT)',
  'create table usage_rating (month VARCHAR, screen VARCHAR, mark VARCHAR, unit VARCHAR, value VARCHAR, words VARCHAR)',
  'create table usage_month_salt (month VARCHAR, salt VARCHAR)',
] as const
