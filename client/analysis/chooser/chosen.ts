import type { Question } from '../question.ts'

type Chosen = Pick<Question, 'level' | 'only'>

/** Whether some of the places below were picked out, and count. */
export const isNarrowed = ({ level, only }: Chosen): boolean => level !== '' && only.length > 0

/** What a view of many places shows of them: 只看所选 3 个镇街; nothing where it shows all. */
export const onlyWords = (chosen: Chosen, levelTitle: string): string => (isNarrowed(chosen) ? `只看所选 ${chosen.only.length} 个${levelTitle}` : '')

/** What is said where a view is of one place alone, and the choice has no part in it. */
export const unusedWords = (chosen: Chosen, { levelTitle, place, view }: { levelTitle: string; place: string; view: string }): string =>
  isNarrowed(chosen) ? `${view}只看${place}一处，与左侧所选 ${chosen.only.length} 个${levelTitle}无关；要看其中一个，请在左侧换成该区域。` : ''
