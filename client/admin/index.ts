import type { Component } from 'vue'
import GrantsTab from './grants/GrantsTab.vue'
import PeopleTab from './people/PeopleTab.vue'
import TokensTab from './tokens/TokensTab.vue'
import DataTab from './delivered/DataTab.vue'
import RulesTab from './watch/RulesTab.vue'
import SessionsTab from './watch/SessionsTab.vue'
import './admin.css'

export { DataTab }

/** What administrators keep in order, in the order of its use; `id` stands in the address. */
export const ADMIN_TABS: readonly { id: string; title: string; view: Component }[] = [
  { id: 'people', title: '人员', view: PeopleTab },
  { id: 'grants', title: '授权', view: GrantsTab },
  { id: 'tokens', title: '令牌', view: TokensTab },
  { id: 'sessions', title: '会话', view: SessionsTab },
  { id: 'rules', title: '预警规则', view: RulesTab },
  { id: 'data', title: '数据资源', view: DataTab },
]

/** Where one begins: with people; who sees no places manages none, and begins with what is delivered. */
export const firstTab = (seesPlaces: boolean): string => (seesPlaces ? 'people' : 'data')
