import type { Action, Person, Scope } from '../contract/index.ts'

/** What a person may see with this right: one reach for each grant that has it. */
export const scopeFor = ({ grants }: Person, action: Action = 'aggregate'): Scope => ({
  reaches: grants.filter(({ actions }) => actions.includes(action))
    .map(({ region, themes, actions }) => ({ roots: [region], themes, class: actions.includes('unmask') ? 'personal' : 'internal' })),
})

/** Whether somebody who is held to certain screens may open this one. */
export const mayOpen = ({ screens }: Person, screen: string): boolean => screens === undefined || screens.includes(screen)
