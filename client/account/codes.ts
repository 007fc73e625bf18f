/** A secret as it is read and typed: in groups of four. */
export const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** Whether this may be a code: six figures, or a recovery code however it is typed. */
export const isCode = (typed: string): boolean =>
  /^\d{6}$/.test(typed.trim()) || /^[a-z\d]{16}$/i.test(typed.replace(/[\s-]/g, ''))

/** The sheet that is printed or kept as a file. */
export const sheetOf = (codes: readonly string[], username: string): string =>
  [
    `一屏 恢复码（账号 ${username}）`,
    '手机不在身边时，用其中一个代替动态验证码登录。每个只能用一次。',
    '',
    ...codes,
    '',
  ].join('\r\n')
