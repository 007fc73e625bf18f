import { z } from 'zod'
import { SESSION_COOKIE } from '../../access/index.ts'
import { problemSchema } from '../../contract/index.ts'
import { EXAMPLES, withExamples } from './examples.ts'
import { OPERATIONS, type Operation } from './operations/index.ts'

const parametersOf = ({ path, query }: Operation) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  if (!query) return inPath
  const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { description?: string }>
  }
  return [
    ...inPath,
    ...Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      in: 'query',
      required: false,
      schema: property,
    })),
  ]
}

const bodyOf = ({ body, bodyTypes }: Operation): object | null => {
  if (bodyTypes) return { required: true, content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: {} }])) }
  return body
    ? {
        required: true,
        content: { 'application/json': { schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) } },
      }
    : null
}

const problem = {
  description: '出错时的说明（RFC 9457）',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The API in OpenAPI 3.1, made from the schemas that check its requests. */
export const openapi = (): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const body = bodyOf(operation)
    const answer = {
      summary: operation.summary,
      parameters: parametersOf(operation),
      ...(body ? { requestBody: body } : {}),
      ...(operation.open ? { security: [] } : {}),
      responses: { [operation.status ?? 200]: { description: operation.answers || '没有内容' }, default: problem },
    }
    paths[operation.path] = { ...paths[operation.path], [operation.method]: answer }
  }
  return withExamples({
    openapi: '3.1.0',
    info: {
      title: '一屏 Yiping',
      version: '1',
      description: '回答的类型见 server/contract。时间均为 RFC 3339，带城市所在时区的偏移。',
    },
    paths,
    security: [{ session: [] }, { token: [] }],
    components: {
      schemas: { Problem: z.toJSONSchema(problemSchema) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  })
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What is asked as an example; one that only reads can be followed by whoever is signed in. */
const exampleOf = ({ method, path }: Operation): string => {
  const example = EXAMPLES[`${method} ${path}`]
  if (!example) return ''
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example.in?.[name] ?? `{${name}}`)
  const address = escape(`${filled}${example.query ? `?${new URLSearchParams(example.query)}` : ''}`)
  const asked = method === 'get' && example.query ? `<a href="${address}">${address}</a>` : address
  const body = example.body === undefined ? '' : `\n${JSON.stringify(example.body, null, 2)}`
  const told =
    example.answer === undefined
      ? ''
      : `\n\n${typeof example.answer === 'string' ? example.answer : JSON.stringify(example.answer, null, 2)}`
  return `<tr class="example"><td colspan="4"><details><summary>示例</summary><pre>${method.toUpperCase()} ${asked}${escape(body + told)}</pre></details></td></tr>`
}

/** The same, for people. */
export const docsPage = (): string => {
  const rows = OPERATIONS.map((operation) => {
    const parameters = parametersOf(operation)
      .map((parameter) => `<code>${escape(parameter.name!)}</code>`)
      .join(' ')
    return `<tr><td><code>${operation.method.toUpperCase()} ${escape(operation.path)}</code></td><td>${escape(operation.summary)}</td><td>${parameters}</td><td>${escape(operation.answers)}</td></tr>${exampleOf(operation)}`
  })
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>一屏 接口</title>
<style>body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse}td,th{text-align:left;padding:.5rem;border-top:1px solid #ddd;vertical-align:top}.example td{border:0;padding-top:0}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0;padding:.75rem;background:#f4f6f9;font-size:14px}</style>
<h1>一屏 接口</h1><p>机器可读的描述：<a href="/api/openapi.json">openapi.json</a></p>
<p>浏览器里登录后可直接打开下面的示例地址。程序用令牌：管理员在“管理 · 令牌”签发，类别选“接口”，限定区域、主题与期限；每次请求带上请求头 <code>Authorization: Bearer 令牌</code>，令牌过期或撤销后回答 401 并说明原因。</p>
<pre>curl -H "Authorization: Bearer $TOKEN" -o cells.csv "/api/v1/indicators/governance.new_cases/cells.csv?region=330109&amp;children=town&amp;grain=month"</pre>
<table><thead><tr><th>地址</th><th>用途</th><th>参数</th><th>回答</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}
