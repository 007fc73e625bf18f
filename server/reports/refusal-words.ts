import type { Problem } from '../contract/index.ts'

/** Why something was not made, as a page shows it; where in the API a program would look is left out. */
export const refusalWords = ({ title, hint }: Pick<Problem, 'title' | 'hint'>): string =>
  hint === undefined || hint.includes('/api/') ? title : `${title}；${hint}`
