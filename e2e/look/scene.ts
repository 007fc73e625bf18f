import { drawPhoto } from '../../server/demo/duty/photo.ts'
import { createDraw } from '../../server/demo/draw.ts'
import type { CaseDetail, CasesAnswer, EvidenceReceipt } from '../../server/contract/index.ts'
import { ADMIN, demo, signIn, type Someone } from '../world/index.ts'

/** What has happened before the pictures are taken. */
export interface Scene {
  /** A case of 航坞社区 that was put right, with photos. */
  shown: string
  /** One that is being handled. */
  held: string
}

/** Somebody who does things over HTTP. */
const handOf = async (url: string, who: Someone) => {
  const cookie = await signIn(url, who)
  return async <T>(path: string, body?: object | Buffer): Promise<T> => {
    const reply = await fetch(`${url}/api/v1${path}`, {
      headers: { cookie, 'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json' },
      ...(body && { method: 'POST', body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${path} ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
}

/** Sets the scene: photos on a case, silences that run and are planned. */
export const setScene = async (url: string): Promise<Scene> => {
  const worker = await handOf(url, demo('hangwu-worker'))
  const { cases } = await worker<CasesAnswer>('/cases?queue=open&state=handling&limit=50')
  const [first, second] = cases.filter(({ actions }) => actions.includes('feedback'))
  if (!first || !second) throw new Error('nothing in hand in the demonstration')
  const draw = createDraw(5)
  const evidence: string[] = []
  for (let count = 0; count < 3; count++)
    evidence.push((await worker<EvidenceReceipt>('/evidence', drawPhoto(draw))).id)
  const { seen } = await worker<CaseDetail>(`/cases/${first.id}`)
  await worker(`/cases/${first.id}/actions`, {
    action: 'feedback',
    words: '已到现场处置完毕，路面恢复整洁，请核查',
    evidence,
    seen,
  })
  const admin = await handOf(url, ADMIN)
  const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
  await admin('/alerts/silences', {
    rule: null,
    region: '330109105',
    until: soon(3),
    reason: '停电检修，期间读数不作准',
  })
  await admin('/alerts/silences', {
    rule: null,
    region: '330109113',
    from: soon(20),
    until: soon(26),
    reason: '明日防汛演练',
  })
  return { shown: first.id, held: second.id }
}
