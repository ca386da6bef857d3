import type { Connection } from 'ssh2'

const USERAUTH_BANNER = 53

/** What the library keeps to itself: it sends banners only before the first attempt. */
interface Protocol {
  _kexinit: unknown
  _cipher: { encrypt(packet: Buffer): void }
  _packetRW: { write: { allocStart: number; alloc(bytes: number): Buffer; finalize(packet: Buffer): Buffer } }
}

/** Says something to a client that signs in (RFC 4252, 5.4): OpenSSH prints it, other programs write it to their logs. */
export function sayBanner(connection: Connection, text: string): void {
  const protocol = (connection as unknown as { _protocol?: Protocol })._protocol
  // Keys are being exchanged anew: nothing else may be said now, and the refusal alone has to do.
  if (!protocol || protocol._kexinit !== undefined) return
  const message = Buffer.from(`${text}\r\n`)
  const { write } = protocol._packetRW
  const packet = write.alloc(1 + 4 + message.length + 4)
  let at = write.allocStart
  packet[at] = USERAUTH_BANNER
  packet.writeUInt32BE(message.length, ++at)
  message.copy(packet, at + 4)
  packet.writeUInt32BE(0, at + 4 + message.length) // in no language of its own
  protocol._cipher.encrypt(write.finalize(packet))
}
