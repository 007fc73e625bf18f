import type { Message } from './types.ts'

/** What is read where it arrives, by its own clock: how old it is when it was tried again for hours, or by hand. */
export const datedWords = ({ text, at }: Pick<Message, 'text' | 'at'>): string =>
  `${text}\n时间：${at.slice(0, 16).replace('T', ' ')}`
