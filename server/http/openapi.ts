import { z } from 'zod'
import { EXAMPLES, withExamples } from './openapi/examples.ts'
import { alertsQuerySchema, annotationsQuerySchema, auditQuerySchema, auditSpanSchema, casesQuerySchema, cellsQuerySchema, correlationQuerySchema, distributionQuerySchema, forecastQuerySchema, explainQuerySchema, indicatorPictureSchema, outlinesQuerySchema, partiesQuerySchema, problemSchema, regionsQuerySchema, rowsQuerySchema, screenPictureSchema } from '../contract/index.ts'

interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: string
  summary: string
  query?: z.ZodObject
  answers: string
  body?: string[]
}

const OPERATIONS: Operation[] = [
  { method: 'get', path: '/api/v1/catalog', summary: '指标、数据资源和驾驶舱的定义', answers: 'CatalogAnswer' },
  { method: 'get', path: '/api/v1/regions', summary: '区划树', query: regionsQuerySchema, answers: 'RegionsAnswer' },
  { method: 'get', path: '/api/v1/outlines', summary: '区域及其下级的边界（TopoJSON，WGS 84）', query: outlinesQuerySchema, answers: 'Topology' },
  { method: 'get', path: '/api/v1/indicators/{id}/cells', summary: '指标值：区域 × 时段', query: cellsQuerySchema, answers: 'CellsAnswer' },
  { method: 'get', path: '/api/v1/indicators/{id}/cells.csv', summary: '同上，CSV 文件（UTF-8 BOM，可供 Excel 的 Power Query 直接读取）', query: cellsQuerySchema, answers: 'CSV' },
  { method: 'get', path: '/api/v1/indicators/{id}/cells.xlsx', summary: '同上，Excel 工作簿：数据、口径、质量', query: cellsQuerySchema, answers: 'XLSX' },
  { method: 'get', path: '/api/v1/indicators/{id}/cells.parquet', summary: '同上，Parquet 文件', query: cellsQuerySchema, answers: 'Parquet' },
  { method: 'post', path: '/api/v1/exports', summary: '导出多项指标：{ indicators, format: csv|xlsx|parquet|docx|pdf, query }，回 202 和任务', answers: 'JobInfo', body: ['application/json'] },
  { method: 'get', path: '/api/v1/jobs', summary: '本人的任务', answers: 'JobInfo[]' },
  { method: 'get', path: '/api/v1/jobs/{id}', summary: '任务的状态、进度和文件', answers: 'JobInfo' },
  { method: 'get', path: '/api/v1/jobs/{id}/file', summary: '任务生成的文件，七天内有效', answers: '文件' },
  { method: 'delete', path: '/api/v1/jobs/{id}', summary: '取消任务', answers: 'JobInfo' },
  { method: 'get', path: '/api/v1/indicators/{id}/picture.png', summary: '一个指标的图：一处的走势，或（children）各区域由好到差；width、height 为像素', query: indicatorPictureSchema, answers: 'PNG' },
  { method: 'get', path: '/api/v1/screens/{screen}/picture.png', summary: '整个驾驶舱或其一个面板（panel，如 left.0）的图，由服务器绘制', query: screenPictureSchema, answers: 'PNG' },
  { method: 'get', path: '/api/v1/saved-views', summary: '保存过的分析视图：自己的，和别人共享且自己看得到的', answers: 'SavedViewsAnswer' },
  { method: 'post', path: '/api/v1/saved-views', summary: '保存一个视图', answers: 'SavedView', body: ['application/json'] },
  { method: 'patch', path: '/api/v1/saved-views/{id}', summary: '改名、共享，只能改自己的', answers: 'SavedView', body: ['application/json'] },
  { method: 'get', path: '/api/v1/annotations', summary: '写在日期上的标注', query: annotationsQuerySchema, answers: 'AnnotationsAnswer' },
  { method: 'post', path: '/api/v1/annotations', summary: '在一个日期上写标注，须有导出权限', answers: 'Annotation', body: ['application/json'] },
  { method: 'patch', path: '/api/v1/annotations/{id}', summary: '改标注的文字或日期', answers: 'Annotation', body: ['application/json'] },
  { method: 'get', path: '/api/v1/simulations', summary: '可以推演的事项', answers: 'SimulationsAnswer' },
  { method: 'post', path: '/api/v1/simulations/{id}/runs', summary: '推演：按所选条件模拟排队，附回测误差', answers: 'SimulationAnswer', body: ['application/json'] },
  { method: 'get', path: '/api/v1/reports', summary: '可以生成的报告', answers: 'ReportsAnswer' },
  { method: 'get', path: '/api/v1/reports/{template}/preview', summary: '报告预览（网页）', answers: 'HTML' },
  { method: 'post', path: '/api/v1/reports/{template}/runs', summary: '生成报告：{ region, period, format: docx|pdf|html }，回 202 和任务', answers: 'JobInfo', body: ['application/json'] },
  { method: 'get', path: '/api/v1/reports/issues', summary: '已生成的各期报告', answers: 'IssueInfo[]' },
  { method: 'get', path: '/api/v1/reports/issues/{id}/file.{format}', summary: '由存档的文稿重新生成一期报告，逐字节相同', answers: '文件' },
  { method: 'get', path: '/api/v1/reports/plans', summary: '按计划自动编制的报告、近期执行情况和送达情况', answers: 'PlansAnswer' },
  { method: 'post', path: '/api/v1/reports/plans', summary: '新建计划：{ template, region, when, format, audience, outlets }；when 如“每月5日 09:00，遇休顺延”', answers: 'PlanInfo', body: ['application/json'] },
  { method: 'post', path: '/api/v1/reports/plans/{id}/actions', summary: '暂停、恢复、重试、删除：{ action: pause|resume|retry|remove }', answers: '{ plan }', body: ['application/json'] },
  { method: 'get', path: '/api/v1/indicators/{id}/explain', summary: '口径卡：一个数从哪里来', query: explainQuerySchema, answers: 'Explanation' },
  { method: 'get', path: '/api/v1/indicators/{id}/causes', summary: '一个数由哪些事件和预警构成，各自拉高或拉低多少', query: explainQuerySchema, answers: 'CausesAnswer' },
  { method: 'post', path: '/api/v1/datasets/{id}/rows', summary: '报送数据：一次一批，落盘后才回执；请求头 Idempotency-Key 防重', answers: 'Receipt', body: ['application/x-ndjson', 'application/json', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  { method: 'get', path: '/api/v1/datasets/{id}/rows', summary: '数背后的明细，个人信息按权限遮蔽', query: rowsQuerySchema, answers: 'RowsAnswer' },
  { method: 'post', path: '/api/v1/datasets/{id}/unmask', summary: '查看一行中脱敏列的原文：写明原因，记入审计', answers: 'UnmaskAnswer', body: ['application/json'] },
  { method: 'get', path: '/api/v1/batches/{batch}/rejects.csv', summary: '一批数据中被拒收的行', answers: 'CSV' },
  { method: 'post', path: '/api/v1/pivot', summary: '透视表：指标、区域、时段、分类任意两轴交叉，逐页返回', answers: 'PivotAnswer', body: ['application/json'] },
  { method: 'get', path: '/api/v1/indicators/{id}/distribution', summary: '一个指标在下级区域的分布', query: distributionQuerySchema, answers: 'DistributionAnswer' },
  { method: 'get', path: '/api/v1/indicators/{id}/forecast', summary: '走势与预测：本期、上年同期、目标、预测区间、异常，附滚动检验', query: forecastQuerySchema, answers: 'ForecastAnswer' },
  { method: 'get', path: '/api/v1/indicators/{id}/correlation', summary: '两个指标的相关', query: correlationQuerySchema, answers: 'CorrelationAnswer' },
  { method: 'get', path: '/api/v1/screens/{screen}/view', summary: '一个驾驶舱画面的全部内容', query: outlinesQuerySchema, answers: 'View' },
  { method: 'get', path: '/api/v1/cases', summary: '事件和任务，按队列、区域、状态筛选，逐页返回', query: casesQuerySchema, answers: 'CasesAnswer' },
  { method: 'post', path: '/api/v1/cases', summary: '上报一件（CaseReport）；key 防重', answers: 'CaseDetail', body: ['application/json'] },
  { method: 'get', path: '/api/v1/cases/types', summary: '事件类型、时限和用语', answers: 'CaseTypesAnswer' },
  { method: 'get', path: '/api/v1/cases/parties', summary: '可以交给谁', query: partiesQuerySchema, answers: 'PartiesAnswer' },
  { method: 'get', path: '/api/v1/cases/{id}', summary: '一件的全部：经过、闭环、照片、现在能做什么', answers: 'CaseDetail' },
  { method: 'post', path: '/api/v1/cases/{id}/actions', summary: '办理一步（CaseAction）；seen 过时的回 409 并附其间发生的事', answers: 'CaseDetail', body: ['application/json'] },
  { method: 'post', path: '/api/v1/evidence', summary: '上传一张照片；去掉拍摄信息后保存', answers: 'EvidenceReceipt', body: ['image/jpeg', 'image/png', 'image/webp'] },
  { method: 'get', path: '/api/v1/evidence/{id}', summary: '一张照片，按所在事件的权限', answers: 'image' },
  { method: 'get', path: '/api/v1/alerts', summary: '预警：重的在前；不写 state 为当前需要处置的', query: alertsQuerySchema, answers: 'AlertsAnswer' },
  { method: 'get', path: '/api/v1/alerts/{id}', summary: '一条预警：告知了谁、何时送达、查看、处置', answers: 'AlertInfo' },
  { method: 'post', path: '/api/v1/alerts/{id}/acknowledge', summary: '签收预警', answers: 'AlertInfo' },
  { method: 'post', path: '/api/v1/alerts/{id}/read', summary: '预警已查看', answers: 'AlertInfo' },
  { method: 'get', path: '/api/v1/alerts/rules', summary: '预警规则及近 30 天表现', answers: 'RulesAnswer' },
  { method: 'get', path: '/api/v1/alerts/letters', summary: '多次重试仍未送达的通知', answers: 'DeadLettersAnswer' },
  { method: 'get', path: '/api/v1/alerts/silences', summary: '计划静默', answers: 'SilencesAnswer' },
  { method: 'post', path: '/api/v1/alerts/silences', summary: '新建计划静默：须写明原因', answers: 'SilencesAnswer', body: ['application/json'] },
  { method: 'post', path: '/api/v1/alerts/silences/{id}/end', summary: '提前结束静默', answers: 'SilencesAnswer' },
  { method: 'get', path: '/api/v1/audit', summary: '审计日志，新的在前', query: auditQuerySchema, answers: 'AuditPage' },
  { method: 'get', path: '/api/v1/audit/verify', summary: '校验审计日志是否被改动', answers: 'AuditVerdict' },
  { method: 'get', path: '/api/v1/audit/export', summary: '导出审计日志（NDJSON，带校验值）', query: auditSpanSchema, answers: 'NDJSON' },
]

const parametersOf = ({ path, query }: Operation) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  if (!query) return inPath
  const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { description?: string }> }
  return [...inPath, ...Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, in: 'query', required: false, schema: property }))]
}

const problem = { description: '出错时的说明（RFC 9457）', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }

/** The API in OpenAPI 3.1, made from the schemas that check its requests. */
export const openapi = (): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const body = operation.body && { requestBody: { required: true, content: Object.fromEntries(operation.body.map((type) => [type, { schema: {} }])) } }
    const answer = { summary: operation.summary, parameters: parametersOf(operation), ...body, responses: { 200: { description: operation.answers }, default: problem } }
    paths[operation.path] = { ...paths[operation.path], [operation.method]: answer }
  }
  return withExamples({
    openapi: '3.1.0',
    info: { title: '一屏 Yiping', version: '1', description: '回答的类型见 server/contract。时间均为 RFC 3339，带城市所在时区的偏移。' },
    paths,
    components: { schemas: { Problem: z.toJSONSchema(problemSchema) } },
  })
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const exampleOf = ({ method, path }: Operation): string => {
  const example = EXAMPLES[`${method} ${path}`]
  if (!example) return ''
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example.in?.[name] ?? `{${name}}`)
  const asked = `${method.toUpperCase()} ${filled}${example.query ? `?${new URLSearchParams(example.query)}` : ''}${example.body === undefined ? '' : `\n${JSON.stringify(example.body, null, 2)}`}`
  const told = example.answer === undefined ? '' : `\n\n${typeof example.answer === 'string' ? example.answer : JSON.stringify(example.answer, null, 2)}`
  return `<details><summary>示例</summary><pre>${escape(asked + told)}</pre></details>`
}

/** The same, for people. */
export const docsPage = (): string => {
  const rows = OPERATIONS.map((operation) => {
    const parameters = parametersOf(operation).map((parameter) => `<code>${escape(parameter.name!)}</code>`).join(' ')
    return `<tr><td><code>${operation.method.toUpperCase()} ${escape(operation.path)}</code></td><td>${escape(operation.summary)}</td><td>${parameters}</td><td>${escape(operation.answers)}${exampleOf(operation)}</td></tr>`
  })
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>一屏 接口</title>
<style>body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}td,th{text-align:left;padding:.5rem;border-bottom:1px solid #ddd;vertical-align:top}pre{white-space:pre-wrap;overflow-wrap:anywhere;max-width:28rem;font-size:13px}</style>
<h1>一屏 接口</h1><p>机器可读的描述：<a href="/api/openapi.json">openapi.json</a></p>
<table><thead><tr><th>地址</th><th>用途</th><th>参数</th><th>回答</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}
