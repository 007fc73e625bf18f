import type { ReleaseAction, ReleaseBody, ReleaseInfo } from '../../server/contract/index.ts'

/** What is asked to be taken out, by the address that shows the same rows. */
export const wishOf = (path: string): Pick<ReleaseBody, 'dataset' | 'region' | 'grain' | 'from' | 'to'> => {
  const url = new URL(path, 'http://here')
  const given = (name: string): string | undefined => url.searchParams.get(name) ?? undefined
  const grain = given('grain') as ReleaseBody['grain']
  return {
    dataset: decodeURIComponent(url.pathname.split('/').at(-2) ?? ''),
    region: given('region'),
    ...(grain === undefined ? {} : { grain }),
    from: given('from'),
    to: given('to'),
  }
}

export const STATE_WORDS: Record<ReleaseInfo['state'], string> = {
  asked: '待审批',
  approved: '已批准',
  rejected: '未批准',
  withdrawn: '已撤回',
  lapsed: '超过七天未审批，已失效',
}
export const DO_WORDS: Record<ReleaseAction, string> = { approve: '批准', reject: '不批准', withdraw: '撤回' }

/** What goes out in clear, in words. */
export const clearWords = ({ clear }: Pick<ReleaseInfo, 'clear'>): string =>
  clear.length > 0 ? `原文列：${clear.join('、')}` : '个人信息全部脱敏'
