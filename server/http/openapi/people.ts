import { deviceKeySchema, deviceProofSchema, grantSchema, newPersonSchema, newTokenSchema, passwordChangeSchema, personChangeSchema, signInSchema, wallCodeSchema } from '../../contract/index.ts'
import type { Operation } from './operation.ts'

/** Signing in, and who may do what. */
export const PEOPLE: readonly Operation[] = [
  { method: 'get', path: '/api/v1/sign-in', summary: '有哪些登录方式', answers: 'SignInAnswer', open: true },
  { method: 'post', path: '/api/v1/session', summary: '登录：会话放在 HttpOnly 的 cookie 里；连续输错会暂停，回 429 和 waitSeconds', answers: 'SessionAnswer', status: 201, body: signInSchema, open: true },
  { method: 'get', path: '/api/v1/session', summary: '我是谁、有哪些授权', answers: 'SessionAnswer' },
  { method: 'delete', path: '/api/v1/session', summary: '退出；若还要到统一身份认证退出，回 200 和去处', answers: 'SignedOut', status: 204 },
  { method: 'put', path: '/api/v1/session/password', summary: '改自己的密码，其他会话随即失效', answers: 'SessionAnswer', body: passwordChangeSchema },
  { method: 'post', path: '/api/v1/session/wall', summary: '用大屏链接里的一次性代码换取这块屏的钥匙', answers: 'SessionAnswer', status: 201, body: wallCodeSchema, open: true },
  { method: 'put', path: '/api/v1/session/device', summary: '把本次登录绑定到这台设备（P-256 公钥），不能再改', answers: '', status: 204, body: deviceKeySchema },
  { method: 'get', path: '/api/v1/session/challenge', summary: '设备要签名的一段文字，用一次即作废', answers: 'DeviceChallenge' },
  { method: 'post', path: '/api/v1/session/proof', summary: '交回签名，此后五分钟内照常使用', answers: '', status: 204, body: deviceProofSchema },
  { method: 'get', path: '/api/v1/oidc/start', summary: '去统一身份认证登录（浏览器跳转）', answers: '跳转', status: 302, open: true },
  { method: 'get', path: '/api/v1/oidc/callback', summary: '由统一身份认证回来（浏览器跳转）', answers: '跳转', status: 302, open: true },
  { method: 'get', path: '/api/v1/sessions', summary: '自己登录在哪些地方', answers: 'SessionInfo[]' },
  { method: 'delete', path: '/api/v1/sessions/{id}', summary: '结束一处登录：自己的，或管理范围内的人的；已连接的页面一秒内断开', answers: '', status: 204 },
  { method: 'get', path: '/api/v1/admin/people', summary: '管理范围内的人员和授权', answers: 'PersonInfo[]' },
  { method: 'post', path: '/api/v1/admin/people', summary: '新增人员；初始密码只在这一次回答中出现', answers: '{ person: PersonInfo, password }', status: 201, body: newPersonSchema },
  { method: 'patch', path: '/api/v1/admin/people/{username}', summary: '改姓名、岗位、单位，停用或启用', answers: 'PersonInfo', body: personChangeSchema },
  { method: 'post', path: '/api/v1/admin/people/{username}/password', summary: '重置密码；新密码只在这一次回答中出现', answers: '{ password }' },
  { method: 'post', path: '/api/v1/admin/people/{username}/grants', summary: '授权：须在自己的一项“配置”授权之内', answers: 'PersonInfo', status: 201, body: grantSchema },
  { method: 'delete', path: '/api/v1/admin/people/{username}/grants/{grant}', summary: '收回一项授权', answers: 'PersonInfo' },
  { method: 'get', path: '/api/v1/admin/sessions', summary: '管理范围内的人的登录', answers: 'SessionInfo[]' },
  { method: 'get', path: '/api/v1/admin/tokens', summary: '报送、大屏和程序的令牌', answers: 'TokenInfo[]' },
  { method: 'post', path: '/api/v1/admin/tokens', summary: '新建令牌；令牌（大屏为一次性代码）只在这一次回答中出现', answers: 'MadeToken', status: 201, body: newTokenSchema },
  { method: 'delete', path: '/api/v1/admin/tokens/{id}', summary: '作废令牌，立即生效', answers: '', status: 204 },
]
