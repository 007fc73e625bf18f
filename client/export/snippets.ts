import { linksOf, queryOfShown, type Shown } from './links.ts'

/** Ways to read what is on screen from elsewhere. */
export const SNIPPETS = [
  { id: 'link', title: '地址', hint: '登录后在浏览器里打开即可下载；表格软件、脚本读取须带令牌。' },
  {
    id: 'excel',
    title: 'Excel',
    hint: '数据 → 获取数据 → 自其他源 → 空白查询 → 高级编辑器，粘贴全文；凭据选“匿名”。以后点“全部刷新”就是最新的数。',
  },
  { id: 'python', title: 'Python', hint: '在笔记本里运行；令牌放在环境变量里，不要写进笔记本。' },
  { id: 'curl', title: '命令行', hint: '存成 CSV 文件，UTF-8 带 BOM。' },
] as const
export type SnippetId = (typeof SNIPPETS)[number]['id']

/** In M a quote is doubled. */
const m = (text: string): string => `"${text.replaceAll('"', '""')}"`

const excel = (origin: string, shown: Shown): string => {
  const query = queryOfShown(shown)
    .map(([name, value]) => `${name} = ${m(value)}`)
    .join(', ')
  return [
    'let',
    '    令牌 = "在此填写令牌",',
    `    文件 = Web.Contents(${m(origin)}, [`,
    `        RelativePath = ${m(`api/v1/indicators/${encodeURIComponent(shown.indicator)}/cells.csv`)},`,
    `        Query = [${query}],`,
    '        Headers = [Authorization = "Bearer " & 令牌]]),',
    '    表 = Table.PromoteHeaders(Csv.Document(文件, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]), [PromoteAllScalars = true]),',
    '    结果 = Table.TransformColumnTypes(表, {{"指标值", type number}}, "en-US")',
    'in',
    '    结果',
  ].join('\n')
}

const python = (url: string): string =>
  [
    'import os',
    'import pandas as pd',
    '',
    `url = ${JSON.stringify(url)}`,
    'headers = {"Authorization": "Bearer " + os.environ["YIPING_TOKEN"]}',
    'df = pd.read_csv(url, storage_options=headers, encoding="utf-8-sig", dtype={"区域代码": str})',
  ].join('\n')

/** The text of one of them; `origin` as in `https://cockpit.example.gov.cn`. */
export const snippetOf = (id: SnippetId, origin: string, shown: Shown): string => {
  const url = origin + linksOf(shown).files.find(({ format }) => format === 'csv')!.href
  switch (id) {
    case 'link':
      return url
    case 'excel':
      return excel(origin, shown)
    case 'python':
      return python(url)
    case 'curl':
      return `curl -H "authorization: Bearer $YIPING_TOKEN" -o cells.csv \\\n  '${url}'`
  }
}

/** A question that does not fit into an address; `beyond` = what of its answer the cells lack, in words. */
export interface PostRequest {
  title: string
  beyond: string
  path: string
  body: object
}

/** What files made of cells hold where the table on screen holds more. */
export const filesWords = ({ beyond }: Pick<PostRequest, 'beyond'>): string =>
  `文件是各区域、各时段的指标值，不含页面上的${beyond}`

/** How it is asked from elsewhere. */
export const postSnippet = (origin: string, { path, body }: PostRequest): string =>
  `curl -H "authorization: Bearer $YIPING_TOKEN" -H 'content-type: application/json' \\\n  ${origin}${path} -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`
