import { definitionsLine, scopeLine, watermarkOf } from '../export/exporter.ts'
import type { Block, DocumentFormat, PhotoOf } from './model.ts'
import { layPhotos, type LaidPhoto } from './photos.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)

const TAGS = {
  title: 'h1',
  subtitle: 'p class="sub"',
  heading: 'h2',
  subheading: 'h3',
  paragraph: 'p',
  note: 'p class="note"',
} as const

const photoHtml = ({ caption, picture, why }: LaidPhoto): string =>
  `<figure>${picture ? `<img alt="${escape(caption)}" src="data:image/${picture.type === 'jpg' ? 'jpeg' : 'png'};base64,${Buffer.from(picture.bytes).toString('base64')}">` : `<p class="note">（${escape(why)}）</p>`}<figcaption>${escape(caption)}</figcaption></figure>`

const htmlOf = async (block: Block, photoOf?: PhotoOf): Promise<string> => {
  switch (block.kind) {
    case 'photos':
      return `<div class="photos">${(await layPhotos(block, photoOf, 'reader')).map(photoHtml).join('')}</div>`
    case 'page-break':
      return '<hr>'
    case 'dateline':
      return `<p class="dateline"><span>${escape(block.left)}</span><span>${escape(block.right)}</span></p>`
    case 'chart':
      return `<figure>${block.svg}<figcaption>${escape(block.caption)}</figcaption></figure>`
    case 'table': {
      const cells = (tag: 'td' | 'th', texts: readonly string[]): string =>
        texts
          .map((text, at) => `<${tag}${block.columns[at]!.numeric ? ' class="n"' : ''}>${escape(text)}</${tag}>`)
          .join('')
      return `<figure><figcaption>${escape(block.caption)}</figcaption><table><thead><tr>${cells(
        'th',
        block.columns.map(({ name }) => name),
      )}</tr></thead><tbody>${block.rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table></figure>`
    }
    default:
      return `<${TAGS[block.kind]}>${escape(block.text)}</${TAGS[block.kind].split(' ')[0]}>`
  }
}

const STYLE = `body{margin:0;background:#e9edf3;font:16px/1.9 FangSong,仿宋,"Noto Serif CJK SC","Noto Sans SC",serif;color:#111}
main{max-width:780px;margin:24px auto;padding:64px 72px;background:#fff;box-shadow:0 2px 14px #0002;position:relative}
h1{font:700 28px/1.4 "方正小标宋简体",SimSun,"Noto Serif CJK SC",serif;text-align:center;margin:0 0 8px}.sub{text-align:center;text-indent:0;margin-bottom:24px}
h2{font:700 18px/1.8 SimHei,黑体,"Noto Sans SC",sans-serif;margin:18px 0 4px;text-indent:2em}h3{font:700 17px/1.8 KaiTi,楷体,serif;margin:10px 0 2px;text-indent:2em}
p{margin:0 0 6px;text-indent:2em;text-align:justify}.note{font-size:13px;text-indent:0}
figure{margin:16px 0;text-align:center}figure svg{max-width:100%;height:auto}figcaption{text-indent:0;font:700 14px/1.8 SimHei,黑体,"Noto Sans SC",sans-serif}
table{border-collapse:collapse;width:100%;font:14px/1.5 SimSun,宋体,"Noto Sans SC",sans-serif;border-top:2px solid;border-bottom:2px solid}th{border-bottom:1px solid}td,th{padding:4px 8px;text-align:left}th{word-break:keep-all;overflow-wrap:anywhere}.n{text-align:right;font-variant-numeric:tabular-nums}
.photos{display:grid;grid-template-columns:1fr 1fr;gap:12px}.photos figure{margin:0}.photos img{max-width:100%;max-height:300px}
hr{border:0;border-top:1px dashed #aab;margin:32px 0}.mark,.foot{position:absolute;left:72px;right:72px;top:16px;font-size:12px;color:#6b7788;text-indent:0}.mark,.dateline{display:flex;justify-content:space-between;gap:16px}.mark{flex-wrap:wrap;gap:0 16px;line-height:1.6}.mark span{white-space:nowrap}.foot{top:auto;bottom:16px;text-align:center}.dateline{text-indent:0;border-bottom:2px solid #c00000;margin-bottom:18px;padding-bottom:4px}`

/** The same document as a page, to be looked at before it is made. Loads nothing and runs nothing. */
export const renderHtml: DocumentFormat['render'] = async ({ stamp, blocks }, photoOf) =>
  Buffer.from(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escape(stamp.title)}</title><style>${STYLE}</style><main><p class="mark"><span>${escape(scopeLine(stamp))}</span><span>${escape(watermarkOf(stamp))} 导出</span></p>${(await Promise.all(blocks.map((block) => htmlOf(block, photoOf)))).join('\n')}<p class="foot">${escape(definitionsLine(stamp))}</p></main></html>`,
  )
