import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { channelsOf } from './load-channels.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/channels.md'), 'utf8')

test('the file that docs/channels.md shows is one that is taken, with a channel of every kind', () => {
  const shown = /```yaml\n(.*?)```/s.exec(page)![1]!
  expect(channelsOf(shown, () => 0).map(({ id, title }) => `${id} ${title}`)).toEqual([
    'wecom-duty 企业微信·区值班群',
    'ding-duty 浙政钉·镇街群',
    'feishu-duty 飞书·部门群',
    'duty-system 区值班系统',
    'duty-mail 值班邮箱',
  ])
})
