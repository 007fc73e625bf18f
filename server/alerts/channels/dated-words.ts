import type { Outbound } from './types.ts'

/**
 * What is read where it arrives, by its own clock: how old it is when it was tried again for hours, or by hand; and
 * where it is acted on.
 */
export const datedWords = ({ text, at, link }: Pick<Outbound, 'text' | 'at' | 'link'>): string =>
  [text, `时间：${at.slice(0, 16).replace('T', ' ')}`, ...(link === null ? [] : [`办理：${link}`])].join('\n')
