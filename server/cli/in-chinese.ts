import type { Command, Option } from 'commander'

/** What the command line's own library says, as the rest of the program speaks. */
const SAID: [RegExp, (...parts: string[]) => string][] = [
  [/^required option '(.+)' not specified/, (_, option) => `缺少选项 ${option}`],
  [/^missing required argument '(.+)'/, (_, name) => `缺少参数 <${name}>`],
  [/^unknown command '(.+)'/, (_, name) => `没有命令 ${name}`],
  [/^unknown option '(.+)'/, (_, name) => `没有选项 ${name}`],
  [/^option '(.+)' argument missing/, (_, option) => `选项 ${option} 后面缺少内容`],
  [
    /^option '(.+)' argument '(.*)' is invalid\. (?:Allowed choices are (.+)\.)?/,
    (_, option, value, choices) => `选项 ${option} 不能写“${value}”${choices ? `，只能是：${choices}` : '。'}`,
  ],
  [/^too many arguments(?: for '(.+)')?\..*/, (_, name) => `参数太多了${name ? `：${name}` : ''}`],
  [/\(Did you mean (?:one of )?(.+)\?\)/, (_, name) => `是不是想写 ${name}？`],
]

/** One message of it. */
const inChinese = (text: string): string =>
  SAID.reduce(
    (told, [pattern, say]) => told.replace(pattern, (...parts: string[]) => say(...parts)),
    text.replace(/^error: /, ''),
  )

const TITLES: Record<string, string> = {
  'Usage:': '写法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

/** What an option is for, and what it is when it is not given. */
const described = ({ description, defaultValue, negate, argChoices }: Option): string =>
  [
    description,
    ...(argChoices ? [`只能是：${argChoices.join('、')}`] : []),
    ...(defaultValue === undefined || defaultValue === '' || negate || typeof defaultValue === 'boolean'
      ? []
      : [`默认 ${defaultValue}`]),
  ].join('；')

const PARTS: Record<string, string> = { '[options]': '[选项]', '[command]': '[命令]' }
const part = (text: string): string => text.replace(/\[(?:options|command)\]/, (word) => PARTS[word]!)

/** Columns of a terminal: a Chinese character takes two. */
const columns = (text: string): number => [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 2 : 1), 0)

/** `users add`, without the program's own name. */
const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}`.trim() : ''

/** Has a command, and those below it, say in Chinese how it is called, and what was wrong with how it was. */
export const speakChinese = (command: Command): void => {
  command
    .helpOption('-h, --help', '显示这段说明')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleOptionText: part,
      styleSubcommandText: part,
      displayWidth: columns,
      optionDescription: described,
    })
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .showHelpAfterError(`写法见 ${`yiping ${pathOf(command)}`.trim()} --help`)
  if (command.commands.length > 0) command.helpCommand('help [命令]', '显示某个命令的说明')
  for (const one of command.commands) speakChinese(one)
}
