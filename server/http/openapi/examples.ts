/** How a route is used, with values the model city knows. */
interface Example {
  in?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  answer?: unknown
}

const MOMENT = '2026-11-26T09:30:00+08:00'
const JOB = {
  id: '4e1f7c52-3f0e-4d0a-9a53-1f6f2b6f6a10',
  kind: 'export',
  title: '新增事件等 2 项指标_2026-11-26',
  format: 'xlsx',
  rows: 440,
  state: 'queued',
  progress: 0,
  createdAt: MOMENT,
  expiresAt: null,
  file: null,
  problem: null,
  issue: null,
}
const DONE = {
  ...JOB,
  state: 'done',
  progress: 1,
  expiresAt: '2026-12-03T09:30:00+08:00',
  file: {
    name: `${JOB.title}.xlsx`,
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: 48213,
    url: `/api/v1/jobs/${JOB.id}/file`,
  },
}
const CELLS = {
  region: '330109',
  children: 'town',
  grain: 'month',
  from: '2026-01-01',
  to: '2026-10-01',
  compare: 'yoy,pop',
}
/** The same by category: of each town and month the whole, then each kind of case. */
const CROSSED = { ...CELLS, by: 'category' }
const ANNOTATION = { region: '330109', indicator: 'governance.new_cases', on: '2026-10-01', words: '国庆值守专项' }
const VIEW = {
  title: '月度治理',
  address: 'tab=table&i=governance.new_cases&g=month',
  region: '330109',
  indicators: ['governance.new_cases'],
  shared: true,
}
const CASES = { id: 'governance.new_cases' }

/** By method and path, for what a colleague's program asks most. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'get /api/v1/regions': { query: { root: '330109', depth: '1' } },
  'get /api/v1/indicators/{id}/cells': {
    in: CASES,
    query: CELLS,
    answer: {
      indicator: 'governance.new_cases',
      grain: 'month',
      version: 1192,
      asOf: MOMENT,
      cells: [
        {
          region: '330109113',
          bucket: '2026-10-01T00:00:00+08:00',
          value: 2326,
          numerator: null,
          denominator: null,
          rows: 2326,
          coverage: { reported: 85, expected: 85 },
          stale: false,
          band: null,
          target: null,
        },
      ],
    },
  },
  'get /api/v1/indicators/{id}/cells.csv': {
    in: CASES,
    query: CROSSED,
    answer:
      '区域,指标,时段,事件类别,单位,指标值,…\n瓜沥镇,新增事件,2026年10月,合计,件,2326,…\n瓜沥镇,新增事件,2026年10月,环境卫生,件,612,…',
  },
  'get /api/v1/indicators/{id}/cells.xlsx': { in: CASES, query: CELLS },
  'get /api/v1/indicators/{id}/cells.parquet': { in: CASES, query: CELLS },
  'get /api/v1/indicators/{id}/picture.png': {
    in: CASES,
    query: { region: '330109', grain: 'day', from: '2026-10-01', to: '2026-10-31', width: '1280', height: '720' },
  },
  'get /api/v1/screens/{screen}/picture.png': {
    in: { screen: 'overview' },
    query: { region: '330109', width: '1920', height: '1080' },
  },
  'put /api/v1/screens/{screen}/rating': {
    in: { screen: 'overview' },
    body: { value: 'good', words: '早会直接用' },
    answer: { screen: 'overview', month: '2026-11', rating: { value: 'good', words: '早会直接用' } },
  },
  'get /api/v1/indicators/{id}/explain': {
    in: CASES,
    query: { region: '330109113', grain: 'month', bucket: '2026-10-01' },
  },
  'get /api/v1/indicators/{id}/distribution': {
    in: CASES,
    query: { region: '330109', level: 'village', grain: 'month', bucket: '2026-10-01' },
  },
  'get /api/v1/indicators/{id}/forecast': { in: CASES, query: { region: '330109', grain: 'day', horizon: '14' } },
  'get /api/v1/indicators/{id}/correlation': {
    in: CASES,
    query: { with: 'governance.appeals', region: '330109', level: 'town', grain: 'month', to: '2026-10-01' },
  },
  'post /api/v1/pivot': {
    body: {
      indicators: ['governance.new_cases'],
      region: '330109',
      level: 'town',
      grain: 'month',
      from: '2026-08-01',
      to: '2026-10-01',
      rows: 'region',
      columns: 'by:category',
      measures: ['value', 'yoy'],
      sort: { column: '*', measure: 'value', descending: true },
      offset: 0,
      limit: 50,
    },
  },
  'post /api/v1/exports': {
    body: { indicators: ['governance.new_cases', 'governance.handled_rate'], format: 'xlsx', query: CELLS },
    answer: JOB,
  },
  'get /api/v1/jobs/{id}': { in: { id: JOB.id }, answer: DONE },
  'delete /api/v1/jobs/{id}': { in: { id: JOB.id }, answer: { ...JOB, state: 'cancelled' } },
  'post /api/v1/reports/{template}/runs': {
    in: { template: 'city-management-month' },
    body: { region: '330109', period: '2026-10-01', format: 'docx' },
    answer: { ...JOB, kind: 'report', title: '萧山区城市管理月报（2026年10月）', format: 'docx', rows: null },
  },
  'post /api/v1/reports/plans': {
    body: {
      template: 'city-management-month',
      region: '330109',
      when: '每月5日 09:00，遇休顺延',
      zone: 'Asia/Shanghai',
      format: 'docx',
      audience: 'owner',
      outlets: [],
    },
  },
  'post /api/v1/row-exports': {
    body: {
      dataset: 'service.relief',
      region: '330109113',
      grain: 'month',
      from: '2026-10-01',
      to: '2026-10-01',
      format: 'xlsx',
      columns: ['applicant'],
      reason: '入户核查临时救助对象',
    },
  },
  'post /api/v1/datasets/{id}/rows': { in: { id: 'governance.case' } },
  'post /api/v1/saved-views': { body: VIEW },
  'patch /api/v1/saved-views/{id}': { in: { id: JOB.id }, body: { shared: false } },
  'get /api/v1/annotations': {
    query: { region: '330109', indicator: 'governance.new_cases', grain: 'day', from: '2026-09-01', to: '2026-11-26' },
  },
  'post /api/v1/annotations': { body: ANNOTATION },
  'patch /api/v1/annotations/{id}': { in: { id: JOB.id }, body: { words: '国庆值守专项结束' } },
  'post /api/v1/simulations/{id}/runs': {
    in: { id: 'governance.backlog_simulation' },
    body: {
      region: '330109',
      days: 28,
      seed: '一屏',
      levers: { staff: -20, arrivals: 10, staffAt: { 330109113: 10 }, joint: 25 },
    },
  },
}

interface Parameter {
  name: string
  in: string
}
interface Operation {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, object> }
  responses?: Record<string, object>
}
interface Described {
  paths: Record<string, Record<string, Operation>>
}

const shownIn = ({ in: path = {}, query = {} }: Example, parameter: Parameter): object => {
  const value = (parameter.in === 'path' ? path : query)[parameter.name]
  return value === undefined ? parameter : { ...parameter, example: value }
}

const mimeOf = (answer: unknown): string => (typeof answer === 'string' ? 'text/csv' : 'application/json')

const exampled = (operation: Operation, example: Example): Operation => {
  const { body, answer } = example
  const { requestBody, responses = {} } = operation
  const usual = Object.keys(responses).find((status) => status !== 'default')
  return {
    ...operation,
    parameters: (operation.parameters ?? []).map((parameter) => shownIn(example, parameter)) as Parameter[],
    ...(requestBody && body !== undefined
      ? {
          requestBody: {
            ...requestBody,
            content: Object.fromEntries(
              Object.entries(requestBody.content).map(([type, media]) => [
                type,
                type === 'application/json' ? { ...media, example: body } : media,
              ]),
            ),
          },
        }
      : {}),
    ...(usual && answer !== undefined
      ? {
          responses: {
            ...responses,
            [usual]: { ...responses[usual], content: { [mimeOf(answer)]: { example: answer } } },
          },
        }
      : {}),
  }
}

/** A description with an example wherever there is one. */
export const withExamples = <T extends object>(described: T): T => {
  const { paths } = described as unknown as Described
  return {
    ...described,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => {
            const example = EXAMPLES[`${method} ${path}`]
            return [method, example ? exampled(operation, example) : operation]
          }),
        ),
      ]),
    ),
  }
}
