import { FIT, pictureOf, type Picture, type Turner } from '../draw/index.ts'
import type { PhotosBlock, PhotoOf } from './model.ts'

/** A photo ready to be laid on a page; without a picture, `why` stands in its place. */
export interface LaidPhoto {
  caption: string
  picture: Picture | null
  why: string
}

/** What does not decode – a moving WebP – is named by its address, which ends in its hash. */
const elsewhere = (id: string): string =>
  `照片为动图或无法解码，不能嵌入本文件；原件见系统内 /api/v1/evidence/${id}（末段即原件的 SHA-256 校验值）`

/** The photos of a block that this reader may see; `turns` = who turns them upright. */
export const layPhotos = ({ photos }: PhotosBlock, photoOf: PhotoOf | undefined, turns: Turner): Promise<LaidPhoto[]> =>
  Promise.all(
    photos.map(async ({ caption, id, ...kind }): Promise<LaidPhoto> => {
      const bytes = (await photoOf?.(id)) ?? null
      const picture = bytes && (await pictureOf(bytes, kind, { ...FIT, turns }))
      return {
        caption,
        picture,
        why: bytes === null ? '照片未附：无查看权限或原件缺失' : picture === null ? elsewhere(id) : '',
      }
    }),
  )

/** Width and height of a picture within a box, its shape kept. */
export const within = (
  { width, height }: Picture,
  box: { width: number; height: number },
): { width: number; height: number } => {
  const scale = Math.min(box.width / width, box.height / height, 1)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** Two by two; the last may stand alone. */
export const inPairs = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / 2) }, (_, at) => list.slice(at * 2, at * 2 + 2))
