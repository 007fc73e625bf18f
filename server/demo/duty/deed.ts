import { CASE_PLOTS, tellPlot } from '../../../fixtures/demo/index.ts'
import type {
  CaseAction,
  CaseDetail,
  CaseOffer,
  CaseReport,
  CaseTypesAnswer,
  EvidenceReceipt,
  PartiesAnswer,
} from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import type { Draw } from '../draw.ts'
import type { Door } from './door.ts'
import { drawPhoto } from './photo.ts'

const SOURCES = ['巡查发现', '群众反映', '商户反映']

/** What is said when this kind of thing has been put right, found by the words of its title. */
const doneWords = ({ type, title, region }: Pick<CaseDetail, 'type' | 'title' | 'region'>, draw: Draw): string => {
  const plot = CASE_PLOTS[type.id]?.find(([pattern]) => pattern.split(/\{\w+\}/).every((part) => title.includes(part)))
  return plot ? tellPlot(plot[1], region.title, draw) : '已到现场处置完毕，现场情况见照片，请核查'
}

const uploaded = async (door: Door, count: number, draw: Draw): Promise<string[]> => {
  const ids: string[] = []
  while (ids.length < count) ids.push((await door.post<EvidenceReceipt>('/evidence', drawPhoto(draw))).id)
  return ids
}

/** Whom it goes to: the village itself, else the first below that has staff of its own. */
const takerOf = async (
  door: Door,
  one: Pick<CaseDetail, 'id' | 'region'>,
  { action }: CaseOffer,
): Promise<string | null> => {
  const { parties } = await door.get<PartiesAnswer>(`/cases/parties?case=${one.id}&action=${action}`)
  const units = parties.filter(({ kind }) => kind === 'unit')
  return (units.find(({ id }) => id === one.region.id) ?? units[0])?.id ?? null
}

/** Does what is offered, with all that it needs. */
export const doOffer = async (door: Door, one: CaseDetail, offer: CaseOffer, draw: Draw): Promise<void> => {
  const { action, needs } = offer
  const body: CaseAction = {
    action,
    seen: one.seen,
    words: needs.words ? doneWords(one, draw) : '',
    to: needs.to === 'party' ? await takerOf(door, one, offer) : null,
    evidence: await uploaded(door, needs.evidence, draw),
    amount: needs.amount && (draw() < 0.1 ? 3 : draw() < 0.4 ? 4 : 5),
  }
  await door.post(`/cases/${one.id}/actions`, body)
}

/** Something that somebody out in the villages comes across, of one of the types there are. */
const reportFor = (village: RegionNode, types: readonly string[], draw: Draw): CaseReport => {
  const type = types[Math.floor(draw() ** 1.6 * types.length)]!
  const [pattern] = CASE_PLOTS[type]![Math.floor(draw() * CASE_PLOTS[type]!.length)]!
  const title = tellPlot(pattern, village.name, draw)
  const { lon, lat } = village
  return {
    type,
    title,
    region: village.code,
    words: `${SOURCES[Math.floor(draw() * SOURCES.length)]!}：${title}，请安排处置`,
    point:
      lon === null || lat === null
        ? null
        : [Number((lon + (draw() - 0.5) * 0.008).toFixed(5)), Number((lat + (draw() - 0.5) * 0.007).toFixed(5))],
  }
}

/** Reports something from one of these villages. */
export const reportOne = async (door: Door, villages: readonly RegionNode[], draw: Draw): Promise<void> => {
  const { types } = await door.get<CaseTypesAnswer>('/cases/types')
  const known = types.filter(({ id, byHand }) => byHand && id in CASE_PLOTS).map(({ id }) => id)
  if (known.length > 0)
    await door.post('/cases', reportFor(villages[Math.floor(draw() * villages.length)]!, known, draw))
}
