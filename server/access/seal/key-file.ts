import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { KEY_BYTES } from './seal.ts'

/** Only the server's own user reads it. */
const MODE = 0o600

/**
 * Keys of a file, one a line, the newest first; none where there is no file. Throws, in words, for a line that is no
 * key.
 */
export const readKeys = (file: string): Buffer[] => {
  if (!existsSync(file)) return []
  chmodSync(file, MODE)
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line, index) => {
    const key = Buffer.from(line, 'base64url')
    if (!/^[\w-]{43}$/.test(line) || key.length !== KEY_BYTES)
      throw new Error(`密钥文件 ${file} 的第 ${index + 1} 个密钥不完整：请从备份恢复这个文件`)
    return key
  })
}

/** Puts a new key before those there are, which go on opening what they closed; the file is whole at every moment. */
export const addKey = (file: string): Buffer[] => {
  const keys = [randomBytes(KEY_BYTES), ...readKeys(file)]
  const text = [
    '# 一屏 两步验证的密钥，最新的在最前；丢失后已设置的验证器不能再用',
    ...keys.map((key) => key.toString('base64url')),
    '',
  ].join('\n')
  writeFileSync(`${file}.new`, text, { mode: MODE })
  chmodSync(`${file}.new`, MODE)
  renameSync(`${file}.new`, file)
  return keys
}
