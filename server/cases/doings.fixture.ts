import { caseReportSchema, casesQuerySchema, type CaseDetail } from '../contract/index.ts'
import type { Refused } from '../indicators/index.ts'
import type { World } from './fixture.ts'
import type { Reader } from './types.ts'

/** Why something was refused; fails where it was not. */
export const refusal = (work: Promise<unknown>): Promise<Refused['problem']> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (error: Refused) => error.problem ?? Promise.reject(error),
  )

/** What people do again and again in a world, which may be opened later. */
export const doingsIn = (world: () => World) => {
  const report = (who: Reader, more: object = {}): Promise<CaseDetail> =>
    world().cases.report(
      caseReportSchema.parse({
        type: 'governance.dispute',
        title: '邻里漏水纠纷',
        words: '三楼漏水到二楼',
        region: world().village,
        ...more,
      }),
      who,
    )
  return {
    report,
    list: (who: Reader, query: object = {}) => world().cases.list(casesQuerySchema.parse(query), who),
    /** From the report to verified, by the town and its village. */
    handled: async (): Promise<CaseDetail> => {
      const { act, people, village: place } = world()
      const { town, village } = people
      let one = await report(village)
      one = await act(one, town, { action: 'file' })
      one = await act(one, town, { action: 'dispatch', to: place })
      one = await act(one, village, { action: 'sign' })
      return act(one, village, { action: 'feedback', words: '已调解，双方签字' })
    },
  }
}
