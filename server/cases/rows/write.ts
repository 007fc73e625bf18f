import { maskText, type CaseType } from '../../catalog/index.ts'
import type { Sql } from '../../store/index.ts'
import { isOpen, type Case, type Entry } from '../types.ts'

/** Parties are told apart by fences, so that one id is never found inside another. */
export const fence = (id: string): string => `|${id}|`

const holdersOf = ({ owner, cohandlers }: Case): string =>
  [owner, ...cohandlers].flatMap((party) => (party ? fence(party.id) : [])).join('')

const STATE = {
  id: 'VARCHAR',
  type: 'VARCHAR',
  theme: 'VARCHAR',
  grouping: 'VARCHAR',
  state: 'VARCHAR',
  region: 'VARCHAR',
  holders: 'VARCHAR',
  is_open: 'BOOLEAN',
  due: 'BIGINT',
  soon: 'BIGINT',
  reported: 'BIGINT',
  changed: 'BIGINT',
  supervised: 'BOOLEAN',
  climbed: 'BOOLEAN',
  requested: 'BOOLEAN',
  critical: 'BOOLEAN',
  merged_into: 'VARCHAR',
  origin_key: 'VARCHAR',
  words: 'VARCHAR',
  lon: 'DOUBLE',
  lat: 'DOUBLE',
  record: 'VARCHAR',
}
const ENTRY = {
  sequence: 'BIGINT',
  case_id: 'VARCHAR',
  done_at: 'BIGINT',
  author: 'VARCHAR',
  action: 'VARCHAR',
  message_key: 'VARCHAR',
  record: 'VARCHAR',
}

/** A case, its type, and what it came from, so that the same cause opens one case. */
export interface Kept {
  case: Case
  type: CaseType
  originKey: string | null
}

const stateRow = ({ case: one, type, originKey }: Kept): object => ({
  id: one.id,
  type: type.id,
  theme: type.theme,
  grouping: type.group,
  state: one.state,
  region: one.region,
  holders: holdersOf(one),
  is_open: isOpen(one.state),
  due: isOpen(one.state) ? Math.min(one.wholeDue, one.stepDue ?? Infinity) : null,
  soon: Math.round(one.soonAt),
  reported: one.reportedAt,
  changed: one.changedAt,
  supervised: one.supervised !== null,
  climbed: one.climbed !== null,
  requested: one.requested !== null,
  critical: one.urgency === 'critical',
  merged_into: one.mergedInto,
  origin_key: originKey,
  // As everybody is told it: what is searched for in clear would tell, sign by sign, what is masked.
  words: `${one.id} ${maskText(one.title)} ${maskText(one.place)}`.toLowerCase(),
  lon: one.point?.[0] ?? null,
  lat: one.point?.[1] ?? null,
  record: JSON.stringify(one),
})

const insert = async (
  sql: Sql,
  table: string,
  columns: Record<string, string>,
  rows: readonly object[],
): Promise<void> => {
  if (rows.length === 0) return
  const names = Object.keys(columns).join(', ')
  await sql.query(
    `insert into ${table} (${names}) select ${names} from (select unnest(from_json($1, '${JSON.stringify([columns])}'), recursive := true))`,
    [JSON.stringify(rows)],
  )
}

/** Appends entries, in the transaction that changes their cases. */
export const appendEntries = async (sql: Sql, entries: readonly Entry[]): Promise<void> => {
  await insert(
    sql,
    'case_entry',
    ENTRY,
    entries.map((entry) => ({
      sequence: entry.sequence,
      case_id: entry.case,
      done_at: entry.at,
      author: entry.by.id,
      action: entry.action,
      message_key: entry.key,
      record: JSON.stringify(entry),
    })),
  )
  await insert(
    sql,
    'case_photo_use',
    { photo: 'VARCHAR', case_id: 'VARCHAR' },
    entries.flatMap((entry) => entry.evidence.map((photo) => ({ photo, case_id: entry.case }))),
  )
}

/** Writes cases that begin. */
export const insertCases = (sql: Sql, kept: readonly Kept[]): Promise<void> =>
  insert(sql, 'case_state', STATE, kept.map(stateRow))

const CHANGING = Object.entries(STATE).filter(
  ([name]) => !['id', 'type', 'theme', 'grouping', 'region', 'reported', 'origin_key', 'lon', 'lat'].includes(name),
)
const SET = CHANGING.map(([name]) => `${name} = new.${name}`).join(', ')

/** Brings the rows of cases up to what they have become, however many in one statement. */
export const updateCases = async (sql: Sql, kept: readonly Omit<Kept, 'originKey'>[]): Promise<void> => {
  if (kept.length === 0) return
  await sql.query(
    `update case_state set ${SET} from (select unnest(from_json($1, '${JSON.stringify([STATE])}'), recursive := true)) as new where case_state.id = new.id`,
    [JSON.stringify(kept.map((one) => stateRow({ ...one, originKey: null })))],
  )
}
