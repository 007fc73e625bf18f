import type { Question } from '../question.ts'

const MOST = 20

/**
 * What is looked at after one indicator was pressed; `null` = nothing changes, something must be looked at. What the
 * catalogue does not know can always be taken out, and goes with the next one that is taken in; `[]` = the usual.
 */
export const pressed = (chosen: readonly string[], id: string, knows: (id: string) => boolean): string[] | null => {
  if (!chosen.includes(id)) return [...chosen.filter(knows), id].slice(-MOST)
  return chosen.length === 1 && knows(id) ? null : chosen.filter((one) => one !== id)
}

type Chosen = Pick<Question, 'level' | 'only'>

/** Whether some of the places below were picked out, and count. */
const isNarrowed = ({ level, only }: Chosen): boolean => level !== '' && only.length > 0

/** What a view of many places shows of them: 只看所选 3 个镇街; nothing where it shows all. */
export const onlyWords = (chosen: Chosen, levelTitle: string): string =>
  isNarrowed(chosen) ? `只看所选 ${chosen.only.length} 个${levelTitle}` : ''

/** What is said where a view is of one place alone, and the choice has no part in it. */
export const unusedWords = (
  chosen: Chosen,
  { levelTitle, place, view }: { levelTitle: string; place: string; view: string },
): string =>
  isNarrowed(chosen)
    ? `${view}只看${place}一处，与左侧所选 ${chosen.only.length} 个${levelTitle}无关；要看其中一个，请在左侧换成该区域。`
    : ''

/** What is said where a view always ends now, and the period chosen has no part in it. */
export const unusedSpanWords = ({ from, to }: Pick<Question, 'from' | 'to'>, view: string): string =>
  from || to ? `${view}总是看到现在并向后推算，与左侧所选起止时间无关；要看所选时段，请看“表格”及其图。` : ''
