import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLedger } from '../../store/index.ts'
import { ACCESS_TABLES } from '../tables.ts'
import { loadAccounts } from './load.ts'

test('accounts made at one moment stay in the order they were made, so that no list is another after a start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-accounts-'))
  const ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
  const names = Array.from({ length: 60 }, (_, at) => `person-${at}`)
  try {
    await ledger.migrate('access', ACCESS_TABLES)
    for (const [at, name] of [...names, 'first'].entries())
      await ledger.write((sql) =>
        sql.query(
          `insert into account (username, name, post, source, must_change, disabled, created_at) values ($1, $1, '', 'local', false, false, $2)`,
          [name, at === names.length ? 1 : 2],
        ),
      )
    const loaded = await loadAccounts(ledger, String, 3)
    expect(loaded.map(({ username }) => username)).toEqual(['first', ...names])
  } finally {
    await ledger.close()
    rmSync(folder, { recursive: true })
  }
})
