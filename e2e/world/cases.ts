import type { Door } from './server.ts'

/** A case as a department sends it over HTTP. */
export const openCase = (id: string, region: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  case_id: id,
  reported_at: new Date(Date.now() - 60_000).toISOString(),
  region_code: region,
  category: '环境卫生',
  source: '网格上报',
  departments: 1,
  ...more,
})

/** Sends rows and resolves when they are durable. */
export const push = async (
  { url, token }: Door,
  dataset: string,
  rows: readonly Record<string, unknown>[],
): Promise<{ accepted: number; rejected: number; version: number }> => {
  const reply = await fetch(`${url}/api/v1/datasets/${dataset}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
  })
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
  return (await reply.json()) as { accepted: number; rejected: number; version: number }
}
