/** A delivery of governance.case as a department sends it: NDJSON, every column, keys that nobody had before. */
export interface Deliverer {
  /** `count` rows reported within the last `spreadHours` before `now`. */
  rows: (count: number, now: number, spreadHours: number) => Record<string, unknown>[]
}

const CATEGORIES = ['环境卫生', '矛盾纠纷', '安全隐患', '市容秩序', '公共设施', '交通秩序']
const SOURCES = ['网格上报', '群众来电', '智能感知', '部门转办']
const HOUR = 3_600_000

const zone = (moment: number): string => new Date(moment + 8 * HOUR).toISOString().replace('Z', '+08:00')

/** A sequence that looks random and is the same in every run. */
const scatter = (n: number): number => (Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32

export const createDeliverer = (sender: string, villages: readonly string[]): Deliverer => {
  let serial = 0
  return {
    rows: (count, now, spreadHours) =>
      Array.from({ length: count }, () => {
        const n = ++serial
        const reported = now - Math.floor(scatter(n) * spreadHours * HOUR) - 1000
        return {
          case_id: `${sender}-${n}`,
          reported_at: zone(reported),
          updated_at: zone(reported),
          region_code: villages[Math.floor(scatter(n * 7) * villages.length)],
          category: CATEGORIES[n % 6],
          source: SOURCES[n % 4],
          departments: 1 + (n % 3),
          due_at: zone(reported + 72 * HOUR),
          closed_at: null,
          rating: null,
          reporter: '张三',
          phone: '13800000000',
        }
      }),
  }
}

export const ndjson = (rows: readonly Record<string, unknown>[]): string =>
  rows.map((row) => JSON.stringify(row)).join('\n')
