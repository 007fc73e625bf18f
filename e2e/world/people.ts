/** Somebody who signs in. */
export interface Someone {
  username: string
  password: string
}

/** The administrator of every server that is started here. */
export const ADMIN: Someone = { username: 'admin', password: 'Qiantang-2026-Tide' }

/** Somebody of the model city. */
export const demo = (username: string): Someone => ({ username, password: 'yiping-demo' })

/** Signs in over HTTP; the cookie of the session, as `name=value`. Throws what the server says when it refuses. */
export const signIn = async (url: string, who: Someone): Promise<string> => {
  const reply = await fetch(new URL('/api/v1/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(who),
  })
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
  return reply.headers.getSetCookie()[0]!.split(';')[0]!
}
