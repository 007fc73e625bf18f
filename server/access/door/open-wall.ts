import type { Deed } from '../../audit/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Origin } from '../sessions/index.ts'
import type { Tokens } from '../tokens.ts'
import type { Visitor } from './visitor.ts'

const noCode = problem(401, 'wall-code-used', '大屏链接无效或已经用过', {
  hint: '每个链接只能在一块屏上打开一次，请联系管理员重新生成',
})

/** Trades the code of a wall's link for the key that wall keeps. The code has 256 bits: there is nothing to guess. */
export const createOpenWall =
  (tokens: Tokens, note: (deed: Deed) => void) =>
  async (
    code: string,
    { address, agent }: Origin,
  ): Promise<{ visitor: Visitor; secret: string; endsAt: number | null }> => {
    const opened = await tokens.open(code)
    if (opened === null) throw new Refused(noCode)
    const { person, endsAt } = opened.token
    note({
      who: person.id,
      name: person.name,
      from: address,
      deed: 'sign-in',
      what: `wall opened ${agent}`.slice(0, 400),
      outcome: 'done',
    })
    return { visitor: { person, kind: 'token', session: null, mustChange: false }, secret: opened.secret, endsAt }
  }
