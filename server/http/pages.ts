import { join } from 'node:path'
import express, { Router } from 'express'
import type { HttpDeps } from './deps.ts'
import { createGate, pageStatus } from './gate/index.ts'
import { notFound } from './reply.ts'

/** The client's files, and its one page under every address that is no file and nothing of the API. */
export const pages = (folder: string, access: HttpDeps['access']): Router =>
  Router()
    .use(
      '/assets',
      express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', redirect: false }),
      createGate(access),
      notFound,
    )
    .use(
      express.static(folder, {
        index: false,
        redirect: false,
        maxAge: '1h',
        setHeaders: (response, path) => {
          if (path === join(folder, 'index.html')) pageStatus(access, response.req, response)
        },
      }),
    )
    .get(/^\/(?!api\/|socket\.io\/)/, (request, response) => {
      pageStatus(access, request, response)
      response.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'))
    })
