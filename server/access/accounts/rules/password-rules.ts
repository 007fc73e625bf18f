import { readCommonWords } from './common-words.ts'
import { madeOf } from './made-of.ts'

const LEAST = 12
/** From this length on a phrase needs no kinds of signs. */
const PHRASE = 16
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Script=Han}/u]

/** Whose password it is to be: their own names are the first to be tried. */
interface Owner {
  username: string
  name: string
}

/** Why a password cannot be taken, in words for whoever chose it; `null` when it can. */
export type PasswordRules = (password: string, owner: Owner) => string | null

/** A run like 1212121212 or the same sign throughout. */
const monotone = (password: string): boolean => new Set(password.toLowerCase()).size < 5

const holdsName = (password: string, { username, name }: Owner): string | null => {
  const text = password.toLowerCase()
  const own = [username.toLowerCase(), username.toLowerCase().replace(/[\d._-]+$/, '')].filter(
    ({ length }) => length > 2,
  )
  if (own.some((one) => text.includes(one))) return '密码不能包含用户名'
  return [...name].length > 1 && text.includes(name.toLowerCase()) ? '密码不能包含本人姓名' : null
}

/** Reads the lists of common words once. */
export const createPasswordRules = (): PasswordRules => {
  const words = readCommonWords()
  return (password, owner) => {
    const length = [...password].length
    if (length < LEAST) return `密码至少 ${LEAST} 位`
    if (length < PHRASE && KINDS.filter((kind) => kind.test(password)).length < 3)
      return `密码须含大写字母、小写字母、数字、符号中的三种，或不少于 ${PHRASE} 位`
    const named = holdsName(password, owner)
    if (named !== null) return named
    if (monotone(password)) return '密码重复的字符太多，请换一个'
    const common = madeOf(password, words)
    if (common === null) return null
    if (common.length === 0) return '密码不能只有数字和符号：生日、电话、证件号容易被猜到'
    return `密码只是在常见的“${common.join('”“')}”上加了数字或符号，容易被猜到，请换一个`
  }
}
