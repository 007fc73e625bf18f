const LEAST = 12
/** From this length on a phrase needs no kinds of signs. */
const PHRASE = 16
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Script=Han}/u]

/** What is tried first everywhere, with its tail of digits and signs cut off. */
const COMMON = ['password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'admin', 'administrator', 'root', 'qwerty', 'qwertyuiop', 'asdfghjkl', 'qazwsx', 'woaini', 'iloveyou', 'welcome', 'letmein', 'yiping', 'yiping-demo', 'xiaoshan', 'hangzhou', 'zhejiang', 'abcdefgh']

const core = (password: string): string => password.toLowerCase().replace(/[\d\s!@#$%^&*._~?+=-]+$/, '')

/** A run like 1234567890 or the same sign throughout. */
const monotone = (password: string): boolean => new Set(password.toLowerCase()).size < 5

/** Why a password cannot be taken, in words for whoever chose it; `null` when it can. */
export const passwordFault = (password: string, username: string): string | null => {
  const length = [...password].length
  if (length < LEAST) return `密码至少 ${LEAST} 位`
  if (length < PHRASE && KINDS.filter((kind) => kind.test(password)).length < 3) return `密码须含大写字母、小写字母、数字、符号中的三种，或不少于 ${PHRASE} 位`
  if (username.length > 2 && password.toLowerCase().includes(username.toLowerCase())) return '密码不能包含用户名'
  if (COMMON.includes(core(password)) || COMMON.includes(password.toLowerCase()) || monotone(password)) return '这个密码太常见，请换一个'
  return null
}
