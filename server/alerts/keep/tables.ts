/** Tables of the ledger that alerts live in; steps are only ever added at the end. */
export const ALERT_TABLES = [
  `create table alert (id VARCHAR, rule VARCHAR, region VARCHAR, state VARCHAR, since DOUBLE, body VARCHAR)`,
  `create table alert_entry (alert VARCHAR, came DOUBLE, kind VARCHAR, band VARCHAR, value DOUBLE, person VARCHAR, words VARCHAR)`,
  `create table alert_rule (rule VARCHAR, version VARCHAR, definition VARCHAR, seen DOUBLE)`,
  `create table alert_mark (version INTEGER)`,
  `create table alert_silence (id VARCHAR, rule VARCHAR, region VARCHAR, since DOUBLE, until DOUBLE, author VARCHAR, author_name VARCHAR, reason VARCHAR, ended DOUBLE)`,
  `create table alert_message (id VARCHAR, channel VARCHAR, alert VARCHAR, body VARCHAR, state VARCHAR, attempts INTEGER, due DOUBLE, failure VARCHAR, made DOUBLE, tried DOUBLE)`,
  'alter table alert_entry add column sequence BIGINT',
  'update alert_entry set sequence = rowid + 1',
  'create table alert_fact_mark (name VARCHAR, sequence BIGINT)',
  'alter table alert add column theme VARCHAR',
  `update alert set theme = json_extract_string(body, '$.theme')`,
  'create table alert_switch (rule VARCHAR, switched_on BOOLEAN, declared BOOLEAN, since DOUBLE, author VARCHAR, author_name VARCHAR, reason VARCHAR)',
  `update alert set body = replace(replace(body, '"caseEnded":true', '"caseEnded":"closed"'), '"caseEnded":false', '"caseEnded":null')`,
] as const
