import type { CaseDetail } from '../../../server/contract/index.ts'

/** One line of what is known about a case. */
interface Fact {
  name: string
  words: string
  masked?: boolean
}

/** What is known about a case, in the order somebody who has to go there wants it; what is empty is left out. */
export const factsOf = (detail: CaseDetail, moment: (at: string) => string): Fact[] =>
  [
    { name: '类型', words: detail.type.title },
    { name: '地点', words: [detail.region.path, detail.place].filter(Boolean).join(' · ') },
    { name: '承办', words: detail.handler && detail.handler.id !== detail.owner?.id ? detail.handler.name : '' },
    { name: '现由', words: detail.owner ? [detail.owner.name, detail.owner.post].filter(Boolean).join(' · ') : '' },
    {
      name: '协办',
      words: detail.cohandlers
        .filter(({ id }) => id !== detail.owner?.id && id !== detail.handler?.id)
        .map(({ name }) => name)
        .join('、'),
    },
    { name: '来源', words: [detail.origin.title, moment(detail.reportedAt)].join(' · ') },
    {
      name: '报告人',
      words: detail.reporter ? [detail.reporter.name, detail.reporter.phone].filter(Boolean).join(' · ') : '',
      masked: detail.reporter?.masked ?? false,
    },
    { name: '督办', words: detail.supervised ? `${detail.supervised.by}：${detail.supervised.words}` : '' },
    { name: '升级', words: detail.climbed ? `${moment(detail.climbed.at)} 升级到${detail.climbed.to}` : '' },
  ].filter(({ words }) => words !== '')

/** Which offers stand as buttons, the expected one first, and which wait behind “更多”. */
export const splitOffers = (
  offers: CaseDetail['offers'],
  room: number,
): { shown: CaseDetail['offers']; rest: CaseDetail['offers'] } => {
  const sorted = offers.toSorted((a, b) => Number(b.primary) - Number(a.primary) || Number(a.grave) - Number(b.grave))
  return sorted.length <= room + 1
    ? { shown: sorted, rest: [] }
    : { shown: sorted.slice(0, room), rest: sorted.slice(room) }
}
