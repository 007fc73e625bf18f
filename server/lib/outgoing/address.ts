import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net'

/**
 * Addresses no name may lead to: this machine, and what answers only the machine itself, as the data services of clouds
 * do.
 */
const CLOSED = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  CLOSED.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['ff00::', 8],
] as const)
  CLOSED.addSubnet(net, bits, 'ipv6')

/** Whether an address is this machine's or its neighbours' alone. IPv4 written as IPv6 is what it stands for. */
export const isClosed = (address: string): boolean =>
  isIPv4(address) ? CLOSED.check(address, 'ipv4') : !isIPv6(address) || CLOSED.check(address, 'ipv6')

/** Whether a host stands on the list, for every port or for this one. */
export const isOnList = ({ host, port }: { host: string; port: number }, allow: readonly string[]): boolean =>
  allow.includes(host) || allow.includes(`${host}:${port}`)

/** How names are looked up. */
export type Resolve = (host: string, found: (error: Error | null, addresses: LookupAddress[]) => void) => void

const bySystem: Resolve = (host, found) => lookup(host, { all: true }, (error, addresses) => found(error, addresses))

/**
 * A look-up for the very connection that is made, so that no second answer can differ from the one that was looked at.
 * A name on the list that leads to this machine is refused, unless that address itself, or `localhost`, stands on the
 * list, for the port that is called.
 */
export const guardedLookup =
  (allow: readonly string[], port: number, resolve: Resolve = bySystem): LookupFunction =>
  (host, { all, family }, done) => {
    const isListed = (name: string): boolean => isOnList({ host: name, port }, allow)
    resolve(host, (error, addresses) => {
      const found = family === 4 || family === 6 ? addresses.filter((one) => one.family === family) : addresses
      const closed = error
        ? undefined
        : found.find(
            ({ address }) => isClosed(address) && !isListed(address) && !(host === 'localhost' && isListed(host)),
          )
      const fault =
        error
        ?? (closed
          ? new Error(`${host} 指向本机或链路本地地址 ${closed.address}，已拒绝`)
          : found.length === 0
            ? new Error(`${host} 没有地址`)
            : null)
      if (fault) return done(fault, [])
      if (all) done(null, found)
      else done(null, found[0]!.address, found[0]!.family)
    })
  }
