import dns from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Thrown before a connection is made to an address that the grid never speaks to, or not for whom it asks. */
export class AddressRefused extends Error {
  readonly code = 'EADDRREFUSED'
  readonly host: string
  constructor(host: string) {
    super(`connections to ${host} are not allowed from here`)
    this.host = host
  }
}

/** Where a connection may lead. Names are judged by the address they stand for at the moment of connecting, never before. */
export interface Reach {
  /** Throws for a host that is an address and may not be reached. One that is a name is judged by `lookup`. */
  expect(host: string): void
  /** For every connection that is opened by name. */
  lookup: LookupFunction
}

/** Of no use to anybody but an attacker: no host, this link (where clouds hand out their machines' credentials), everybody. */
const NEVER = networks(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::/32',
)

/** Not on the public internet (RFC 6890), or another way to write an address that is not. */
const INSIDE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  'fc00::/7',
  'fec0::/10',
]

/** What people of the grid connect it to: anything but what is never of use. */
export const anywhere: Reach = reach((address) => isIn(NEVER, address))

/** What partners let the grid connect to: public addresses, and the networks inside that the grid's owner allows them. */
export function publicAnd(allowed: string[]): Reach {
  const [inside, open] = [networks(...INSIDE), networks(...allowed)]
  return reach((address) => isIn(NEVER, address) || (isIn(inside, address) && !isIn(open, address)))
}

function reach(refuses: (address: string) => boolean): Reach {
  return {
    expect(host) {
      const bare = host.replace(/^\[|\]$/g, '')
      if (isIP(bare) !== 0 && refuses(bare)) throw new AddressRefused(host)
    },
    lookup(host, options, done) {
      dns.lookup(host, { ...options, all: true }, (error, found) => {
        if (error) return done(error, '')
        // One that may not be reached beside others that may is no oversight of the name's owner.
        if (found.some(({ address }) => refuses(address))) return done(new AddressRefused(host), '')
        if (options.all) return done(null, found)
        const [first] = found
        done(null, first!.address, first!.family)
      })
    },
  }
}

/** The address that a host's name stands for now. Throws `AddressRefused`, or what the name service says. */
export function addressOf(host: string, { expect, lookup }: Reach): Promise<string> {
  expect(host)
  return new Promise((resolve, reject) => {
    lookup(host, {}, (error, address) => (error ? reject(error) : resolve(address as string)))
  })
}

/** `10.0.0.0/8`, `fe80::/10`: as RFC 4632 and RFC 4291 §2.3 write them. */
export function networks(...written: string[]): BlockList {
  const list = new BlockList()
  for (const one of written) {
    const [address = '', bits] = one.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
