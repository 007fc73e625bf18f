import type { Problem } from '../../server/contract/index.ts'

/** What could not be had, in words for the reader; `status` 0 means that the server was not reached. */
export const unreachable = (detail: string): Problem => ({
  type: '/problems/unreachable',
  title: '暂时连不上服务器',
  status: 0,
  detail,
  hint: '网络恢复后会自动重试，也可以点“重试”。',
})

/** Reads an error answer as a problem for people; servers in between may answer with something else. */
export const problemOf = (status: number, body: unknown): Problem =>
  isProblem(body)
    ? toPeople(body)
    : {
        type: '/problems/unexpected',
        title: `服务器没有给出结果（${status}）`,
        status,
        hint: '请稍后重试；如果一直这样，请联系运维人员。',
      }

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object'
  && body !== null
  && typeof (body as Problem).title === 'string'
  && typeof (body as Problem).type === 'string'

/**
 * What to do on a page about a name that stands in its address and is not there, or not for this reader: which of the
 * two is told to nobody.
 */
const ON_THE_PAGE: Record<string, string> = {
  '/problems/unknown-indicator': '地址可能写错，指标可能已改名或停用，也可能不在您的权限内。请重新选择指标。',
  '/problems/unknown-region': '地址可能写错，区域可能已调整，也可能不在您的权限内。请重新选择区域。',
  '/problems/unknown-report': '报告可能已改名或停用。请从左侧列表重新选择。',
  '/problems/unknown-alert': '预警可能已经解除。请回到预警列表查看。',
  '/problems/unknown-simulation': '这项推演可能已停用，也可能不在您的权限内。请重新选择。',
  '/problems/not-signed-in': '请重新登录后继续。',
  '/problems/password-change-required': '请重新登录，并按提示修改密码。',
  '/problems/factor-setup-required': '请重新登录，并按提示设置两步验证。',
}

/** An address, a header, a command: words for whoever writes a program. */
const FOR_PROGRAMS = /\/api\/|\/sign-in|Authorization|\byiping |\bYIPING_/

/** What a schema says of a wrong field names it as programs do, alone or behind its name for people. */
const OF_A_SCHEMA = new Set(['/problems/bad-body', '/problems/bad-parameter'])

const withoutKey = (words: string): string => words.replace(/（[\w.]+）/, '')

/** The first line that is for people: our own sentence, or one about a field that has a name for them. */
const ownWords = (detail: string | undefined): string | undefined => {
  const line = detail?.split('\n').find((one) => /^[\u4e00-\u9fff]/.test(one) && !one.startsWith('请求内容 '))
  return line === undefined ? undefined : withoutKey(line)
}

/**
 * The API tells a program where else to ask and which field is wrong; a person at a screen is told what to do there, or
 * nothing.
 */
export const toPeople = (problem: Problem): Problem => {
  const { hint, detail, ...rest } = problem
  if (OF_A_SCHEMA.has(problem.type))
    return {
      ...rest,
      title: /^[\u4e00-\u9fff].*（[\w.]+）填写不正确$/.test(problem.title)
        ? withoutKey(problem.title)
        : '填写的内容不符合要求',
      hint: ownWords(detail) ?? '请检查填写的内容后再试。',
    }
  const told = hint !== undefined && FOR_PROGRAMS.test(hint) ? ON_THE_PAGE[problem.type] : hint
  return { ...rest, ...(detail === undefined ? {} : { detail }), ...(told === undefined ? {} : { hint: told }) }
}

/** The server does not take what was typed; whoever typed it is still signed in. */
const OF_WHAT_WAS_TYPED = new Set(
  ['wrong-password', 'wrong-code', 'code-required', 'code-unreadable'].map((type) => `/problems/${type}`),
)

/** Whether a refusal says that nobody is signed in here any more. */
export const saysSignedOut = ({ status, type }: Problem): boolean => status === 401 && !OF_WHAT_WAS_TYPED.has(type)
