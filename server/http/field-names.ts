/** What people call the fields of a body, where a form or a command asks for them; the rest keep the program's name. */
const NAMES: Readonly<Record<string, string>> = {
  username: '用户名',
  name: '姓名',
  post: '职务',
  unit: '所属单位',
  endsOn: '有效期',
  grants: '授权',
  role: '角色',
  region: '区域',
  themes: '主题',
  actions: '操作',
  disabled: '停用',
  reason: '理由',
  kind: '种类',
  dataset: '数据资源',
  screens: '驾驶舱',
  days: '有效天数',
  password: '密码',
  current: '原密码',
  next: '新密码',
  code: '验证码',
}

/** Fields that one body calls otherwise than others do. */
export type FieldNames = Readonly<Record<string, string>>

/** `第 2 项授权的区域（grants.1.region）`; `undefined` where a part of the path has no name. */
export const fieldWords = (path: readonly PropertyKey[], own: FieldNames = {}): string | undefined => {
  const parts: string[] = []
  for (const key of path) {
    if (typeof key === 'number') {
      parts.push(`第 ${key + 1} 项${parts.pop() ?? ''}`)
      continue
    }
    const name = own[String(key)] ?? NAMES[String(key)]
    if (name === undefined) return undefined
    parts.push(name)
  }
  return parts.length === 0 ? undefined : `${parts.join('的')}（${path.map(String).join('.')}）`
}
