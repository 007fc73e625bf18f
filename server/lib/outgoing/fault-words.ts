/** What went wrong, by the first of these that code or message of an error names. */
const WORDS: readonly [RegExp, string][] = [
  [/ECONNREFUSED/, '对方没有开启服务或拒绝连接'],
  [/ENOTFOUND|EAI_AGAIN|EDNS/, '找不到这个主机名'],
  [/ETIMEDOUT|timeout/i, '对方没有在规定时间内应答'],
  [/ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH/, '连接中断或网络不通'],
  [/EAUTH/, '用户名或密码不被接受'],
  [/EENVELOPE/, '发件人或收件人地址不被接受'],
  [/ETLS|certificate/i, '安全连接没有建立，请检查证书'],
  [/EACCES|EPERM|EROFS/, '没有写入权限'],
  [/ENOSPC|EDQUOT/, '磁盘已满'],
  [/ENOTDIR|EEXIST|ENOENT/, '路径不存在或不是文件夹'],
]

/** Why something was not delivered, for whoever ordered it; what has no words here is told as it came. */
export const faultWords = (error: unknown): string => {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string }
  return WORDS.find(([sign]) => sign.test(code) || sign.test(message))?.[1] ?? message
}
