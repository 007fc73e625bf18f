import type { UsageActs, UsageAnswer, UsageCount, UsagePanel, UsageRating, UsageScreen } from '../../contract/index.ts'
import { minute, type Column, type Field, type Row, type Sheet, type Shown } from '../export/index.ts'

/** What a row is made of. On a screen `openings` are its own; of an indicator what is opened is its 口径卡. */
interface Line {
  kind: '驾驶舱' | '指标'
  screen: UsageScreen
  indicator: string
  openings: number | null
  cards: number
  rating: UsageRating | null
  use: UsageCount & Pick<UsagePanel, 'acts' | 'idle'>
}

type Day = UsageAnswer['trend'][number]

/** What stands in a column: of a screen or an indicator, and of a day of all screens. */
interface Made extends Column {
  of: (line: Line, answer: UsageAnswer) => Field
  ofDay: (day: Day, answer: UsageAnswer) => Field
}

const text = (name: string, width: number, of: Made['of'], ofDay: Made['ofDay'] = () => ''): Made => ({
  name,
  kind: 'text',
  width,
  of,
  ofDay,
})
const number = (name: string, of: Made['of'], ofDay: Made['ofDay'] = () => null): Made => ({
  name,
  kind: 'number',
  width: 14,
  of,
  ofDay,
})
/** What every row says: of whom and when it all is. */
const about = (name: string, width: number, of: (answer: UsageAnswer) => Field): Made =>
  text(
    name,
    width,
    (_, answer) => of(answer),
    (_, answer) => of(answer),
  )

/** A count of people, where there are enough of them. */
const people = (count: number | null, { few, fewest }: UsageAnswer): Field =>
  few && count !== null ? `不足 ${fewest} 人` : count
const percent = (share: number | null | undefined): Shown | null =>
  share === null || share === undefined ? null : { value: share * 100, decimals: 1, percent: true }
const acts = (name: string, of: (acts: UsageActs) => Field): Made =>
  number(name, ({ use }) => (use.acts === null ? null : of(use.acts)))
const rating = (name: string, of: (rating: UsageRating) => Field): Made =>
  number(name, ({ rating: said }) => (said === null ? null : of(said)))
const idleWords = (idle: boolean | null): string => (idle === null ? '无法判断' : idle ? '是' : '否')

const COLUMNS: Made[] = [
  text(
    '类别',
    8,
    ({ kind }) => kind,
    () => '每日合计',
  ),
  text(
    '日期',
    12,
    () => '',
    ({ day }) => day,
  ),
  text('驾驶舱', 18, ({ screen }) => screen.title),
  text('指标', 24, ({ indicator }) => indicator),
  text('主题', 14, ({ screen }) => screen.theme ?? ''),
  number(
    '打开（次）',
    ({ openings }, answer) => people(openings, answer),
    ({ openings }, answer) => people(openings, answer),
  ),
  number('使用人日', ({ use }, answer) => people(use.personDays, answer)),
  number(
    '大屏（次）',
    ({ use }) => use.wall,
    ({ wall }) => wall,
  ),
  number('看口径（次）', ({ cards }, answer) => people(cards, answer)),
  acts('可判定预警（条）', ({ alerts }) => alerts),
  acts('已行动预警（条）', ({ acted }) => acted),
  acts('预警行动率（%）', ({ rate }) => percent(rate)),
  acts('转事件（件）', ({ cases }) => cases),
  acts('首次行动（分钟）', ({ medianMinutes }) => medianMinutes),
  number('好用率（%）', ({ kind, rating: said }, { fewest }) =>
    kind === '指标' ? null : said === null ? `不足 ${fewest} 人` : percent(said.share),
  ),
  rating('评价（份）', ({ ratings }) => ratings),
  rating('好用', ({ good }) => good),
  rating('一般', ({ fair }) => fair),
  rating('不好用', ({ poor }) => poor),
  text('最近打开', 17, ({ use: { lastOpened } }, { few, fewest }) =>
    lastOpened !== null ? minute(lastOpened) : few ? `不足 ${fewest} 人` : '',
  ),
  text('闲置', 10, ({ use }) => idleWords(use.idle)),
  number('闲置标准（天）', (_, { idleDays }) => idleDays),
  about('单位', 16, ({ unit, units }) =>
    unit === null ? '全部' : (units.find(({ code }) => code === unit)?.name ?? unit),
  ),
  about('时段起', 12, ({ from }) => from),
  about('时段止', 12, ({ to }) => to),
  about('记录起', 12, ({ since }) => since ?? ''),
]

const linesOf = (screen: UsageScreen): Line[] => [
  {
    kind: '驾驶舱',
    screen,
    indicator: '',
    openings: screen.openings,
    cards: screen.cards,
    rating: screen.rating,
    use: screen,
  },
  ...screen.panels.map((panel): Line => ({
    kind: '指标',
    screen,
    indicator: panel.title,
    openings: null,
    cards: panel.openings,
    rating: null,
    use: panel,
  })),
]

/**
 * Every screen of an answer and the indicators on it, then every day, with the counts the page shows; of whom it is,
 * and who took it out and when, on every row. What people wrote stays on the page.
 */
export const usageSheet = (answer: UsageAnswer, watermark: string): Sheet => ({
  name: '应用效能',
  columns: [...COLUMNS, { name: '导出', kind: 'text', width: 28 }],
  pages: async function* () {
    const screens = answer.screens
      .flatMap(linesOf)
      .map((line): Row => [...COLUMNS.map(({ of }) => of(line, answer)), watermark])
    const days = answer.trend.map((day): Row => [...COLUMNS.map(({ ofDay }) => ofDay(day, answer)), watermark])
    yield await Promise.resolve([...screens, ...days])
  },
})

/** What the file is called. */
export const usageName = ({ from, to, unit, units }: UsageAnswer): string =>
  [
    '应用效能',
    ...(unit === null ? [] : [units.find(({ code }) => code === unit)?.name ?? unit]),
    `${from}至${to}`,
  ].join('_')
