import { DuckDBInstance } from '@duckdb/node-api'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { COLUMNS } from './columns.ts'

/**
 * `bare-door.ts <folder> <rows>`: takes bodies of that many rows and answers when DuckDB has them in a table, as many at
 * once as came meanwhile; nothing is checked, keyed, counted or told. Prints its port.
 */
const [folder, rows] = process.argv.slice(2) as [string, string]
const connection = await (await DuckDBInstance.create(join(folder, 'door.duckdb'))).connect()
await connection.run(`create table bare (${COLUMNS.join(', ')})`)
const types = COLUMNS.map((column) => column.replace(/ (.*)/, ": '$1'")).join(', ')
const file = join(folder, 'door.ndjson')
const LINE_FEED = Buffer.from('\n')

interface Waiting {
  body: Buffer[]
  done: () => void
}
let waiting: Waiting[] = []
let busy = false

const take = async (): Promise<void> => {
  if (busy || waiting.length === 0) return
  busy = true
  const mine = waiting
  waiting = []
  writeFileSync(file, Buffer.concat(mine.flatMap(({ body }) => [...body, LINE_FEED])))
  await connection.run(`insert into bare select * from read_json('${file}', columns = {${types}})`)
  for (const { done } of mine) done()
  busy = false
  await take()
}

const server = createServer((request, response) => {
  const body: Buffer[] = []
  request.on('data', (chunk: Buffer) => void body.push(chunk))
  request.on('end', () => {
    waiting.push({ body, done: () => void response.end(`{"accepted":${rows}}`) })
    void take()
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
