import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseEvidence } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import { cleanImage } from './image.ts'

/** More than this is refused before it is read. */
export const MOST_PHOTO_BYTES = 12_000_000
const MOST_PIXELS = 60_000_000
const LEAST_SIDE = 32

/** Photos: bytes in files named by their hash, who brought them in the ledger. */
export interface Photos {
  /** Checks, strips and stores a photo; durable when it resolves. Throws `Refused` in words. */
  keep: (bytes: Buffer, author: string) => Promise<CaseEvidence>
  /** The file of a stored photo. */
  file: (id: string) => string
  /** By id, as they cross the wire. */
  named: (sql: Sql, ids: readonly string[]) => Promise<Map<string, CaseEvidence>>
  /** Who brought a photo, and the cases it is kept with. */
  known: (sql: Sql, id: string) => Promise<{ authors: string[]; cases: string[]; mediaType: string } | null>
}

const check = (bytes: Buffer): NonNullable<ReturnType<typeof cleanImage>> => {
  const image = cleanImage(bytes)
  if (image === null)
    throw new Refused(
      problem(415, 'not-an-image', '这不是完整的 JPEG、PNG 或 WebP 照片', { hint: '请重新拍照，或换一张图片' }),
    )
  const { width, height } = image
  if (Math.min(width, height) < LEAST_SIDE)
    throw new Refused(
      problem(422, 'image-too-small', `照片只有 ${width}×${height}，看不清内容`, {
        hint: `长宽都不能小于 ${LEAST_SIDE} 像素`,
      }),
    )
  if (width * height > MOST_PIXELS)
    throw new Refused(
      problem(422, 'image-too-large', `照片有 ${width}×${height}，太大了`, { hint: '请降低拍摄分辨率' }),
    )
  return image
}

/** Written beside its place and moved there, so that a half-written file never carries the name of a whole one. */
const store = async (path: string, bytes: Buffer): Promise<void> => {
  const draft = `${path}.${process.pid}.part`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path).catch(async (error: unknown) => {
    await rm(draft, { force: true })
    throw error
  })
}

/** What one person may bring within a day. */
interface PhotoQuota {
  photos: number
  bytes: number
}
const QUOTA: PhotoQuota = { photos: 300, bytes: 600_000_000 }
const DAY_MS = 86_400_000

interface PhotosDeps {
  folder: string
  ledger: Ledger
  clock: Clock
  quota?: PhotoQuota
}

/** A photo sent again is the same one: it is counted once. */
const checkQuota = async (
  sql: Sql,
  { author, id, bytes, since }: { author: string; id: string; bytes: number; since: number },
  quota: PhotoQuota,
): Promise<void> => {
  const brought = await sql.query(
    `select count(*) as photos, coalesce(sum(bytes), 0) as bytes
       from (select id, max(json_extract(record, '$.bytes')::BIGINT) as bytes from case_photo where author = $1 and done_at > $2::BIGINT and id <> $3 group by id)`,
    [author, since, id],
  )
  const [photos, sum] = [brought.column('photos')[0] as number, brought.column('bytes')[0] as number]
  if (photos + 1 <= quota.photos && sum + bytes <= quota.bytes) return
  throw new Refused(
    problem(429, 'photo-quota', '今天上传的照片已达上限', {
      detail: `每人一天最多 ${quota.photos} 张、共 ${Math.round(quota.bytes / 1_000_000)} MB`,
      hint: '请明天再传，或只留能说明情况的照片',
    }),
  )
}

export const createPhotos = ({ folder, ledger, clock, quota = QUOTA }: PhotosDeps): Photos => {
  const file = (id: string): string => join(folder, id.slice(0, 2), id)
  return {
    file,
    keep: async (bytes, author) => {
      const image = check(bytes)
      const id = createHash('sha256').update(image.bytes).digest('hex')
      const at = clock.local()
      await ledger.read((sql) => checkQuota(sql, { author, id, bytes: image.bytes.length, since: at - DAY_MS }, quota))
      await mkdir(join(folder, id.slice(0, 2)), { recursive: true, mode: 0o700 })
      await store(file(id), image.bytes)
      const known: CaseEvidence = {
        id,
        sha256: id,
        mediaType: image.mediaType,
        width: image.width,
        height: image.height,
        bytes: image.bytes.length,
        url: `/api/v1/evidence/${id}`,
        at: clock.zone.format(at),
      }
      await ledger.write((sql) =>
        sql.query('insert into case_photo values ($1, $2, $3::BIGINT, $4)', [id, author, at, JSON.stringify(known)]),
      )
      return known
    },
    named: async (sql, ids) => {
      if (ids.length === 0) return new Map()
      const found = await sql.query(
        'select id, min(record) as record from case_photo where id in (select unnest($1::VARCHAR[])) group by id',
        [ids],
      )
      return new Map(
        found.records().map(({ id, record }) => [id as string, JSON.parse(record as string) as CaseEvidence]),
      )
    },
    known: async (sql, id) => {
      const found = await sql.query('select author, record from case_photo where id = $1', [id])
      const cases = (await sql.query('select distinct case_id from case_photo_use where photo = $1', [id])).column(
        'case_id',
      ) as string[]
      return found.rowCount === 0
        ? null
        : {
            authors: found.column('author') as string[],
            cases,
            mediaType: (JSON.parse(found.column('record')[0] as string) as CaseEvidence).mediaType,
          }
    },
  }
}
