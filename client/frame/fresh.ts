import type { IssueInfo } from '../../server/contract/index.ts'

/** The mark beside 报告 on every page: how many reports were handed to the reader and not opened; `''` = none. */
export const freshMark = (issues: readonly Pick<IssueInfo, 'fresh'>[]): string => {
  const count = issues.filter(({ fresh }) => fresh).length
  return count === 0 ? '' : count > 99 ? '99+' : String(count)
}
