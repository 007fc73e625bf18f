/** Why nobody is signed in now, in words; an address names the fault and never words it. */
const FAULTS: Record<string, { title: string; hint: string }> = {
  'provider-unreachable': { title: '统一身份认证暂时连不上', hint: '请稍后再试；有本系统密码的，可以用密码登录。' },
  'provider-failed': {
    title: '统一身份认证没有完成',
    hint: '可能是等待太久，或在别的窗口打开了链接，请重新点“统一身份认证”。',
  },
  'no-grant': { title: '您在本系统没有权限', hint: '身份已经核实，但您所在的组没有授权，请联系系统管理员。' },
  'session-ended': {
    title: '登录已结束',
    hint: '可能是长时间未操作、在别处退出、密码已更改或账号已停用，请重新登录。',
  },
  'wall-ended': {
    title: '这块大屏的令牌已收回或到期',
    hint: '请系统管理员新建大屏令牌，用新的链接在这块屏上打开。',
  },
  'wall-code-used': {
    title: '大屏链接无效或已经用过',
    hint: '每个链接只能在一块屏上打开一次，请联系系统管理员重新生成。',
  },
  'account-disabled': { title: '账号已停用或到期', hint: '请联系系统管理员。' },
  'username-taken': { title: '同名的账号已存在', hint: '请联系系统管理员核对账号。' },
  'no-username': { title: '统一身份认证没有给出可用的用户名', hint: '请联系系统管理员核对配置。' },
}

/** The fault an address names; `null` where it names none that is known. */
export const faultWords = (name: unknown): { title: string; hint: string } | null =>
  typeof name === 'string' && Object.hasOwn(FAULTS, name) ? FAULTS[name]! : null
