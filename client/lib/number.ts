export { formatNumber, formatPercent, formatValue, NOTHING, type Shown } from '../../server/contract/index.ts'
