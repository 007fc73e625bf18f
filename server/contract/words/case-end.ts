import type { CaseEnd } from '../cases/index.ts'

/** How a case ended, as it is said of the alert that opened it. */
export const CASE_END_WORDS: Record<CaseEnd, string> = { closed: '已结案', void: '已作废' }
