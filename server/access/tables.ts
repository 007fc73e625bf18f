/**
 * Tables of access in the ledger; moments are Unix milliseconds. Nothing is deleted, what ended says when – but for
 * what an account that is anonymised leaves behind.
 */
export const ACCESS_TABLES = [
  `create table account (username VARCHAR, name VARCHAR, post VARCHAR, source VARCHAR, password VARCHAR, must_change BOOLEAN,
     disabled BOOLEAN, created_at BIGINT, created_by VARCHAR, password_at BIGINT)`,
  `create table access_grant (id VARCHAR, username VARCHAR, role VARCHAR, region VARCHAR, themes VARCHAR, actions VARCHAR,
     given_by VARCHAR, given_at BIGINT, taken_by VARCHAR, taken_at BIGINT)`,
  `create table session (id VARCHAR, hash VARCHAR, username VARCHAR, address VARCHAR, agent VARCHAR,
     created_at BIGINT, seen_at BIGINT, ends_at BIGINT, ended_at BIGINT)`,
  `create table token (id VARCHAR, kind VARCHAR, name VARCHAR, hash VARCHAR, dataset VARCHAR, screens VARCHAR, grants VARCHAR,
     made_by VARCHAR, made_at BIGINT, ends_at BIGINT, opened_at BIGINT, revoked_by VARCHAR, revoked_at BIGINT)`,
  `create table provider_subject (issuer VARCHAR, subject VARCHAR, username VARCHAR, bound_at BIGINT)`,
  'alter table account add column unit VARCHAR',
  'alter table token add column used_at BIGINT',
  'alter table session add column device VARCHAR',
  `create table second_factor (id VARCHAR, username VARCHAR, secret VARCHAR, set_at BIGINT, last_step BIGINT, ended_at BIGINT, ended_by VARCHAR)`,
  'create table recovery_code (factor VARCHAR, salt VARCHAR, hash VARCHAR, made_at BIGINT, used_at BIGINT, void_at BIGINT)',
  'create table account_notice (id VARCHAR, username VARCHAR, kind VARCHAR, what VARCHAR, by_whom VARCHAR, from_where VARCHAR, told_at BIGINT, read_at BIGINT)',
  'alter table account add column ends_at BIGINT',
  'alter table access_grant add column ends_at BIGINT',
  'create table known_browser (username VARCHAR, hash VARCHAR, first_at BIGINT)',
  'alter table account add column departed_at BIGINT',
  'alter table account add column departed_by VARCHAR',
  'alter table session add column earlier_hash VARCHAR',
] as const
