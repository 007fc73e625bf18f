import type { YAMLError } from 'yaml'

const TRANSLATIONS: [RegExp, string][] = [
  [/block sequence may not be used/i, '这里不能用“- ”：上面是键值表，不是列表'],
  [/Sequence item without/i, '缩进不对：要与上面的“- ”后面的键对齐'],
  [/Tabs are not allowed/i, '不能用制表符（Tab）缩进，请用空格'],
  [/Map keys must be unique/i, '同一层里这个键写了两次'],
  [/Nested mappings are not allowed in compact/i, '一行里出现了两个冒号；含“: ”的文字请加引号'],
  [/Implicit keys need to be on a single line|Implicit map keys need/i, '这一行少了冒号，或上一行的引号、括号没有收尾'],
  [
    /All mapping items must start at the same column|bad indentation|not indented|Indentation|same column/i,
    '缩进不对：同一层的键要对齐',
  ],
  [/Plain value cannot start with|reserved character/i, '值不能以 >、|、%、@、` 等符号开头，请加引号'],
  [/Block scalar header/i, '值以 > 或 | 开头时请加引号，例如 "> 60"'],
  [/Missing closing|Missing "?'?quote|unterminated/i, '引号没有收尾'],
  [
    /Flow (map|sequence).*end with|Flow (map|sequence).*must end|expected flow (map|sequence)|Missing , or/i,
    '花括号或方括号没有收尾，或少了逗号',
  ],
  [/multiple documents/i, '一个文件只能有一份文档，请去掉中间的 ---'],
  [/Unresolved alias|alias/i, '引用了不存在的锚点（*名称）'],
  [/Unresolved tag|tag/i, '不支持 ! 标签'],
]

/** A YAML syntax error in words; the line's own text helps where the parser's words do not. */
export const yamlMessage = (error: YAMLError, text: string): string => {
  const known = TRANSLATIONS.find(([pattern]) => pattern.test(error.message))?.[1]
  const line =
    text
      .slice(text.lastIndexOf('\n', error.pos[0] - 1) + 1)
      .split('\n')[0]
      ?.trim() ?? ''
  return `YAML 语法错误：${known ?? error.message.split('\n')[0]}${line === '' ? '' : `（这一行：${line.slice(0, 60)}）`}`
}
