import { nearest, suggestion } from '../../catalog/index.ts'
import type { CatalogAnswer, RegionsAnswer } from '../../contract/index.ts'
import { ask, Unanswered } from '../ask.ts'

interface Named {
  id: string
  title: string
}

/** What a command names, by code or in words. */
interface Wished {
  region?: string | undefined
  themes?: readonly string[] | undefined
  dataset?: string | undefined
  screens?: readonly string[] | undefined
}

/** A thing by its id or its title; throws, in words and with what was probably meant, when there is none. */
const find = (kind: string, wished: string, known: readonly Named[]): string => {
  const called = known.filter(({ title }) => title === wished)
  if (called.length > 1)
    throw new Error(`有 ${called.length} 个${kind}叫“${wished}”：请写编码（${called.map(({ id }) => id).join('、')}）`)
  const found = known.find(({ id }) => id === wished) ?? called[0]
  if (found) return found.id
  const near = nearest(
    wished,
    known.flatMap(({ id, title }) => [id, title]),
  )
  const meant = known.find(({ id, title }) => id === near || title === near)
  const words = ({ id, title }: Named): string => `${id}（${title}）`
  throw new Error(
    `没有${kind}“${wished}”${meant ? `，是不是想写 ${words(meant)}？` : suggestion('', known.map(words))}`,
  )
}

/** `null` where whoever asks may not read it: the server then decides alone. */
const read = async <T>(server: string, path: string): Promise<T | null> => {
  try {
    return await ask<T>(server, 'GET', path)
  } catch (error) {
    if (error instanceof Unanswered) throw error
    return null
  }
}

/**
 * The same as the running server calls it. Throws for what it does not know, so that a slip of the hand gives no right
 * to nothing; a theme that is to come later is covered by `all`.
 */
export const known = async <W extends Wished>(server: string, wished: W): Promise<W> => {
  const regions = wished.region === undefined ? null : await read<RegionsAnswer>(server, '/regions')
  const asks = [wished.themes, wished.dataset, wished.screens].some((one) => one !== undefined)
  const catalog = asks ? await read<CatalogAnswer>(server, '/catalog') : null
  const places = regions?.regions.map(({ code, name }) => ({ id: code, title: name }))
  return {
    ...wished,
    ...(places ? { region: find('区域', wished.region!, places) } : {}),
    ...(catalog && wished.themes ? { themes: wished.themes.map((one) => find('主题', one, catalog.themes)) } : {}),
    ...(catalog && wished.dataset !== undefined ? { dataset: find('数据资源', wished.dataset, catalog.datasets) } : {}),
    ...(catalog && wished.screens ? { screens: wished.screens.map((one) => find('大屏', one, catalog.screens)) } : {}),
  }
}
