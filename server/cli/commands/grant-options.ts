import { InvalidArgumentError, type Command } from 'commander'
import type { z } from 'zod'
import { suggestion } from '../../catalog/index.ts'
import { ACTIONS, ROLES, type Action, type Grant, type grantSchema, type Role } from '../../contract/index.ts'
import { known } from './known-names.ts'

export interface GrantOptions {
  role: Role
  region: string
  themes: string
  actions: Action[]
}

/** One of these words; what is near to it is told where it is none. */
const oneOf =
  <T extends string>(known: readonly T[]) =>
  (word: string): T => {
    if ((known as readonly string[]).includes(word)) return word as T
    throw new InvalidArgumentError(`没有“${word}”${suggestion(word, known)}`)
  }

export const list = (text: string): string[] => text.split(/[,，\s]+/).filter(Boolean)

/** The options that describe one grant. */
export const withGrant = (command: Command): Command =>
  command
    .requiredOption('--role <role>', `角色：${ROLES.join('、')}`, oneOf(ROLES))
    .requiredOption('--region <code>', '区域编码或名称；含其下级')
    .option('--themes <list>', '主题编号或名称，用逗号分开；all 为全部', 'all')
    .requiredOption('--actions <list>', `操作，用逗号分开：${ACTIONS.join('、')}`, (text) =>
      list(text).map(oneOf(ACTIONS)),
    )

/** The grant they describe, by the names the running server knows; it checks whether it may be given. */
export const grantOf = async (
  server: string,
  { role, region, themes, actions }: GrantOptions,
): Promise<z.infer<typeof grantSchema>> => {
  const named = await known(server, { region, themes: themes === 'all' ? undefined : list(themes) })
  return { role, region: named.region!, themes: named.themes ? [...named.themes] : 'all', actions }
}

/** A grant on one line. */
export const grantWords = ({ role, region, themes, actions }: Grant): string =>
  `${role} ${region} ${themes === 'all' ? 'all' : themes.join(',')} ${actions.join(',')}`
