import { z } from 'zod'
import { cellsQuerySchema } from './cell.ts'

/** Pixels a picture may have, as many as the widest wall. */
const MOST_PIXELS = 7680 * 2160
const side = (least: number, most: number, usual: number) => z.coerce.number().int().min(least).max(most).default(usual)
const sized = <T extends z.ZodRawShape>(shape: T, width: number, height: number) =>
  z.object({ ...shape, width: side(320, 7680, width), height: side(240, 4320, height) })
const tooLarge = { message: '图片太大，最多相当于 7680×2160', path: ['width'] }
const fits = ({ width, height }: { width: number; height: number }): boolean => width * height <= MOST_PIXELS

/** Query string of `GET /screens/{screen}/picture.png`; with `panel` (`left.0`) that one alone. */
export const screenPictureSchema = sized(
  { region: z.string().optional(), panel: z.string().optional() },
  1920,
  1080,
).refine(fits, tooLarge)

/**
 * Query string of `GET /indicators/{id}/picture.png`: the course of a place, or with `children` its places in order.
 */
export const indicatorPictureSchema = sized(cellsQuerySchema.omit({ by: true }).shape, 1200, 675).refine(fits, tooLarge)
