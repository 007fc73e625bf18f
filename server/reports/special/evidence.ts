import type { CaseEntry, CaseEvidence } from '../../contract/index.ts'
import type { Block } from '../document/model.ts'
import type { Subject } from './subject.ts'

/** More would make a file nobody can send; the rest stands in the list. */
const MOST_SHOWN = 12
const KINDS: Record<CaseEvidence['mediaType'], string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
}

const brief = (moment: string): string => moment.slice(0, 16).replace('T', ' ')

/** What was brought to prove it: a list with the hash of each photo, and the photos themselves. */
export const evidenceOf = ({ case: one }: Subject, caption: string): Block[] => {
  const found = (one?.entries ?? []).flatMap((entry: CaseEntry) => entry.evidence.map((photo) => ({ entry, photo })))
  if (found.length === 0) return [{ kind: 'paragraph', text: '没有照片等证据材料。' }]
  const rows = found.map(({ entry, photo }, at) => [
    String(at + 1),
    entry.action.title,
    entry.by.name,
    brief(photo.at),
    `${photo.width}×${photo.height} ${KINDS[photo.mediaType]}`,
    photo.sha256.slice(0, 12),
  ])
  return [
    {
      kind: 'table',
      caption,
      rows,
      columns: [
        { name: '序号', numeric: true, share: 0.6 },
        { name: '环节', numeric: false, share: 1 },
        { name: '提交人', numeric: false, share: 1.2 },
        { name: '提交时间', numeric: false, share: 1.7 },
        { name: '规格', numeric: false, share: 1.6 },
        { name: '校验值', numeric: false, share: 1.7 },
      ],
    },
    {
      kind: 'photos',
      photos: found.slice(0, MOST_SHOWN).map(({ entry, photo: { id, mediaType, width, height } }, at) => ({
        id,
        mediaType,
        width,
        height,
        caption: `照片${at + 1}\u3000${entry.action.title}`,
      })),
    },
    ...(found.length > MOST_SHOWN
      ? [{ kind: 'note' as const, text: `另有 ${found.length - MOST_SHOWN} 张照片未附，见系统内该事件。` }]
      : []),
  ]
}
