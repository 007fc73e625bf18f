import type { IndicatorInfo } from '../../../server/contract/index.ts'

/**
 * What a place without a number is said to have: where records are counted it never had one, and nobody failed to
 * report.
 */
export const nothingWords = ({ records }: Pick<IndicatorInfo, 'records'>): string => (records ? '尚无记录' : '没有数据')
