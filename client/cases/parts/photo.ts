/** A photo chosen and not yet part of anything; `receipt` once the server keeps it. */
export interface Photo {
  key: string
  blob: Blob
  receipt: string | null
}

/** Longest side a photo is sent with: enough to read a sign across a street, a tenth of what a camera makes. */
const LONGEST = 1920
const QUALITY = 0.82

/** The size a picture is drawn at so that no side is longer than `longest`; never larger than it is. */
export const shrunkSize = (width: number, height: number, longest = LONGEST): { width: number; height: number } => {
  const part = Math.min(1, longest / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * part)), height: Math.max(1, Math.round(height * part)) }
}

/**
 * The photo redrawn as a small JPEG without what the camera wrote into it (place, time, owner); `null` when it is no
 * picture.
 */
export const shrinkPhoto = async (file: Blob): Promise<Blob | null> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return null
  const canvas = document.createElement('canvas')
  Object.assign(canvas, shrunkSize(picture.width, picture.height))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
}
