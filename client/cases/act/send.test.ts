import { expect, test } from 'vitest'
import type { EvidenceReceipt } from '../../../server/contract/index.ts'
import type { Photo } from '../parts/photo.ts'
import { keepPhotos } from './send.ts'

const photo = (key: string, receipt: string | null = null): Photo => ({ key, blob: new Blob([key]), receipt })
const problem = { type: '/problems/unreachable', title: '暂时连不上服务器', status: 0 }

test('photos the server has are not sent again after a later one failed', async () => {
  const sent: string[] = []
  let broken = true
  const attach = async (blob: Blob) => {
    const name = await blob.text()
    if (name === 'b' && broken) return { problem }
    sent.push(name)
    return { value: { id: `id-${name}` } as EvidenceReceipt }
  }
  let photos = [photo('a'), photo('b')]
  const keep = (list: Photo[]): void => {
    photos = list
  }
  expect(await keepPhotos(attach, photos, keep)).toEqual(problem)
  expect(photos.map(({ receipt }) => receipt)).toEqual(['id-a', null])
  broken = false
  expect(await keepPhotos(attach, photos, keep)).toBeNull()
  expect(sent).toEqual(['a', 'b'])
  expect(photos.map(({ receipt }) => receipt)).toEqual(['id-a', 'id-b'])
})
