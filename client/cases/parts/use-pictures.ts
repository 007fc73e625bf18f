import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Photo } from './photo.ts'

/**
 * Addresses under which the page itself shows photos that are still on this device, by key; each is let go with its
 * photo.
 */
export const usePictures = (photos: () => readonly Photo[]): Readonly<ShallowRef<ReadonlyMap<string, string>>> => {
  const shown = shallowRef<Map<string, string>>(new Map())
  watch(
    photos,
    (list) => {
      const next = new Map(list.map(({ key, blob }) => [key, shown.value.get(key) ?? URL.createObjectURL(blob)]))
      for (const [key, url] of shown.value) if (!next.has(key)) URL.revokeObjectURL(url)
      shown.value = next
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    for (const url of shown.value.values()) URL.revokeObjectURL(url)
  })
  return shown
}
