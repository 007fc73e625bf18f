import type { Command } from 'commander'
import type { z } from 'zod'
import { ACTIONS, ROLES, type Action, type Grant, type grantSchema, type Role } from '../../contract/index.ts'

export interface GrantOptions {
  role: Role
  region: string
  themes: string
  actions: string
}

const list = (text: string): string[] => text.split(/[,，\s]+/).filter(Boolean)

/** The options that describe one grant. */
export const withGrant = (command: Command): Command =>
  command
    .requiredOption('--role <role>', `角色：${ROLES.join('、')}`)
    .requiredOption('--region <code>', '区域编码；含其下级')
    .option('--themes <list>', '主题，用逗号分开；all 为全部', 'all')
    .requiredOption('--actions <list>', `操作，用逗号分开：${ACTIONS.join('、')}`)

/** The grant they describe; the server checks it. */
export const grantOf = ({ role, region, themes, actions }: GrantOptions): z.infer<typeof grantSchema> => ({
  role,
  region,
  themes: themes === 'all' ? 'all' : list(themes),
  actions: list(actions) as Action[],
})

/** A grant on one line. */
export const grantWords = ({ role, region, themes, actions }: Grant): string =>
  `${role} ${region} ${themes === 'all' ? 'all' : themes.join(',')} ${actions.join(',')}`
