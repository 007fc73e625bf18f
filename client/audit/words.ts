import {
  deedWords,
  outcomeTitles,
  type AuditOutcome,
  type AuditVerdict,
  type ToldEntry,
} from '../../server/contract/index.ts'
import { civilAt, formatClock } from '../lib/moment.ts'
import { formatNumber } from '../lib/number.ts'

/** What each outcome is called, and how it is marked; never by colour alone. */
export const outcomeWords: Record<AuditOutcome, { title: string; mark: string; tone: string }> = {
  done: { title: outcomeTitles.done, mark: '●', tone: 'tone-good' },
  refused: { title: outcomeTitles.refused, mark: '▲', tone: 'tone-orange' },
  failed: { title: outcomeTitles.failed, mark: '◆', tone: 'tone-red' },
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-25 20:41:07`: whoever checks needs the second and the year. */
const auditTime = (at: string, timeZone: string): string => {
  const time = civilAt(Date.parse(at), timeZone)
  return `${time.year}-${two(time.month)}-${two(time.day)} ${formatClock(time)}`
}

/** An entry as a line of the table. */
export interface AuditLine {
  seq: number
  time: string
  person: string
  account: string
  from: string
  deed: string
  object: string
  what: string
  why: string
  outcome: { title: string; mark: string; tone: string }
  hash: string
}

/** What acts without an account of its own, in place of the account. */
const NO_ACCOUNT: Record<string, string> = { 'oidc:': '身份认证系统', system: '自动', local: '服务器命令' }

/** Users of the machine itself are written as `os:root`. */
const accountOf = (who: string): string => NO_ACCOUNT[who] ?? (who.startsWith('os:') ? NO_ACCOUNT['local']! : who)

/** An entry in words; the name is the one the person had then. */
export const auditLine = (
  { seq, at, name, who, from, deed, object, what, why, outcome, hash }: ToldEntry,
  timeZone: string,
): AuditLine => ({
  seq,
  time: auditTime(at, timeZone),
  person: name || who || '未登录',
  account: name ? accountOf(who) : '',
  from,
  deed: deedWords[deed],
  object,
  what,
  why,
  outcome: outcomeWords[outcome],
  hash,
})

/** The server names no more than this. */
const MOST_FINDINGS = 100

/** The answer of the check, in words for whoever writes it into a record. */
export const verdictWords = ({ whole, entries, findings }: AuditVerdict): string => {
  if (entries === 0 && whole) return '还没有审计记录，无需校验。'
  if (whole) return `校验通过：共 ${formatNumber(entries, 0)} 条记录首尾相连，没有被改动、删除或插入。`
  return `校验未通过：共 ${formatNumber(entries, 0)} 条记录，${findings.length >= MOST_FINDINGS ? `发现至少 ${MOST_FINDINGS}` : `发现 ${findings.length}`} 处异常，请保留现场并立即报告。`
}
