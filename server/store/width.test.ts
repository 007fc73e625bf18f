import { expect, test } from 'vitest'
import { createStore } from './index.ts'

const THREADS = `select current_setting('threads')::INTEGER as n`

test('long work takes all processors while it goes on, everything else one', async () => {
  const store = await createStore({
    path: ':memory:',
    threads: 3,
    memoryLimit: '256MB',
    readers: 2,
    readLimitMs: 10_000,
  })
  try {
    const now = (): Promise<unknown> => store.read(async (sql) => (await sql.query(THREADS)).column('n')[0])
    expect(await now()).toBe(1)
    expect(await store.read(async ({ wide }) => (await wide.query(THREADS)).column('n')[0])).toBe(3)
    await store.upkeep(async (sql) => {
      expect((await sql.query(THREADS)).column('n')).toEqual([3])
      // Somebody else's long work that ends meanwhile does not end this.
      await store.read(({ wide }) => wide.query(THREADS))
      expect((await sql.query(THREADS)).column('n')).toEqual([3])
    })
    await expect.poll(now).toBe(1)
    await expect(store.read(({ wide }) => wide.query('select nothing'))).rejects.toThrow('nothing')
    await expect.poll(now).toBe(1)
    await expect(store.read((sql) => sql.query(`set max_temp_directory_size = '1GB'`))).rejects.toThrow('locked')
  } finally {
    await store.close()
  }
})
