import type { IncomingMessage } from 'node:http'
import express from 'express'

/** From where a request comes when it never meets a route: as Express tells it behind the same proxies. */
export const addressBehind = (proxies: string | null): ((request: IncomingMessage) => string) => {
  const app = express().set('trust proxy', proxies ?? false)
  const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  return ({ headers, socket }) => {
    const named = [headers['x-forwarded-for']]
      .flat()
      .join(',')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
    const hops = [socket.remoteAddress ?? '', ...named.reverse()]
    return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1)!
  }
}
