import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { Problem } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import type { Logger } from '../lib/index.ts'
import { ReadTimeout } from '../store/index.ts'
import { fieldWords, type FieldNames } from './field-names.ts'
import { faultWords, schemaWords } from './fault-words.ts'

const TOLD = { error: schemaWords, reportInput: true }

/** The first field at fault; one that is too much by its own name. */
const fieldOf = ({ issues: [first] }: z.ZodError): string =>
  (first!.code === 'unrecognized_keys' ? [...first.path, first.keys[0]!] : first!.path).join('.')

/** Parses a query string. Throws `Refused` that names the parameter at fault. */
export const parseQuery = <T extends z.ZodType>(schema: T, query: unknown): z.output<T> => {
  const parsed = schema.safeParse(query, TOLD)
  if (parsed.success) return parsed.data
  const field = fieldOf(parsed.error)
  throw new Refused(
    problem(400, 'bad-parameter', field === '' ? '参数不正确' : `参数 ${field} 不正确`, {
      field,
      detail: faultWords(parsed.error.issues),
    }),
  )
}

/** Parses a JSON body. Throws `Refused` that names the field at fault, as people call it where it has such a name. */
export const parseBody = <T extends z.ZodType>(schema: T, body: unknown, names?: FieldNames): z.output<T> => {
  const parsed = schema.safeParse(body, TOLD)
  if (parsed.success) return parsed.data
  const field = fieldOf(parsed.error)
  const nameOf = (path: readonly PropertyKey[]): string | undefined => fieldWords(path, names)
  const called = field === '' ? undefined : nameOf(parsed.error.issues[0]!.path)
  const title =
    called !== undefined
      ? `${called}填写不正确`
      : field !== ''
        ? `${field} 填写不正确`
        : parsed.error.issues[0]!.code === 'invalid_type'
          ? '请求内容应为 JSON 对象'
          : '填写不正确'
  throw new Refused(problem(400, 'bad-body', title, { field, detail: faultWords(parsed.error.issues, nameOf) }))
}

export const sendProblem = (response: Response, refusal: Problem): void => {
  if (refusal.waitSeconds !== undefined) response.set('retry-after', String(refusal.waitSeconds))
  response.status(refusal.status).type('application/problem+json').send(JSON.stringify(refusal))
}

export const notFound: RequestHandler = (request, response) => {
  sendProblem(
    response,
    problem(404, 'not-found', '没有这个地址', { detail: request.path, hint: '接口说明见 /api/docs' }),
  )
}

const problemOf = (error: unknown): Problem | null => {
  if (error instanceof Refused) return error.problem
  if (error instanceof ReadTimeout)
    return problem(503, 'too-slow', '查询用时过长，已停止', {
      hint: '请缩短时间范围、放大粒度、减少区域，或多加筛选条件',
    })
  const { status, type } = error as { status?: unknown; type?: unknown }
  if (type === 'entity.parse.failed') return problem(400, 'bad-body', '请求内容不是有效的 JSON')
  return typeof status === 'number' && status >= 400 && status < 500
    ? problem(status, 'bad-request', '请求无法识别')
    : null
}

/** Every fault leaves as a problem; unforeseen ones are logged and told without their innards. */
export const answerErrors =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const known = problemOf(error)
    if (known === null) logger.error({ err: error, path: request.path }, 'request failed')
    sendProblem(
      response,
      known ?? problem(500, 'failed', '服务出现意外错误', { hint: '请稍后再试；若持续出现，请联系系统管理员' }),
    )
  }
