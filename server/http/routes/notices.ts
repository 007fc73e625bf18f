import { json, Router, type Request } from 'express'
import { noticesReadSchema, type NoticesAnswer } from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { visitorOf } from '../gate/index.ts'
import { parseBody } from '../reply.ts'

/** What one is told about one's own account; tokens have none. */
export const noticeRoutes = ({ access, noticeWords }: HttpDeps): Router => {
  const answer = (person: string): NoticesAnswer => ({
    notices: access.notices.of(person).map(noticeWords),
    unread: access.notices.unread(person),
  })
  const asking = (request: Request): string => visitorOf(access, request).person.id
  return Router()
    .get('/notices', (request, response) => void response.json(answer(asking(request))))
    .post('/notices/read', json({ limit: '10kb' }), async (request, response) => {
      const person = asking(request)
      await access.notices.read(person, parseBody(noticesReadSchema, request.body).until)
      response.json(answer(person))
    })
}
