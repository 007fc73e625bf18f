import { Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { withGrant } from './commands/grant-options.ts'
import { speakChinese } from './in-chinese.ts'

/** What is written where a command is called so. */
const told = (...words: string[]): string => {
  let text = ''
  const make = withGrant(
    new Command('make')
      .description('做')
      .argument('<name>', '给谁')
      .option('--days <days>', '天数', '365')
      .option('--post <post>', '职务', '')
      .addOption(new Option('--kind <kind>', '种类').choices(['a', 'b'])),
  ).action(() => undefined)
  const program = new Command('yiping').addCommand(make)
  speakChinese(program)
  for (const one of [program, make])
    one
      .exitOverride()
      .configureOutput({ writeErr: (part) => void (text += part), writeOut: (part) => void (text += part) })
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    expect(String(error)).toContain('CommanderError')
  }
  return text
}
const GRANT = ['--role', 'town', '--region', 't1', '--actions', 'rows']

test.each([
  ['a command there is not', ['mak'], '没有命令 mak\n是不是想写 make？\n写法见 yiping --help\n'],
  ['no argument', ['make', ...GRANT], '缺少参数 <name>\n写法见 yiping make --help\n'],
  ['one too many', ['make', 'x', 'y', ...GRANT], '参数太多了：make\n写法见 yiping make --help\n'],
  ['an option that must be', ['make', 'x'], '缺少选项 --role <role>\n写法见 yiping make --help\n'],
  [
    'one there is not',
    ['make', 'x', ...GRANT, '--dys', '3'],
    '没有选项 --dys\n是不是想写 --days？\n写法见 yiping make --help\n',
  ],
  ['one without its word', ['make', 'x', '--days'], '选项 --days <days> 后面缺少内容\n写法见 yiping make --help\n'],
  [
    'one of a few words',
    ['make', 'x', '--kind', 'c'],
    '选项 --kind <kind> 不能写“c”，只能是：a, b\n写法见 yiping make --help\n',
  ],
  [
    'a role there is not',
    ['make', 'x', '--role', 'tawn'],
    '选项 --role <role> 不能写“tawn”。没有“tawn”，是不是想写 town？\n写法见 yiping make --help\n',
  ],
  [
    'an action there is not',
    ['make', 'x', '--actions', 'rows,agregate'],
    '选项 --actions <list> 不能写“rows,agregate”。没有“agregate”，是不是想写 aggregate？\n写法见 yiping make --help\n',
  ],
])('%s is told in Chinese: %o', (_, words, text) => expect(told(...words)).toBe(text))

test('how a command is called is told in Chinese', () => {
  const help = told('make', '--help')
  for (const part of ['写法：', '参数：', '选项：', '显示这段说明', '天数；默认 365', '种类；只能是：a、b'])
    expect(help).toContain(part)
  expect(help).toMatch(/职务$/m)
  expect(help).not.toMatch(/Usage|ptions|Arguments|ommand|display|default|choices/)
  expect(told('--help')).not.toMatch(/Usage|ptions\]|command\]/)
})
