import type { ConnectorError } from '../errors.ts'

type Found = Record<string, unknown>

/** Who only sends to the server is not told where it is: parameters may be left out. */
const at = (p: Found) => (p['path'] === undefined ? '' : ` of ${p['path']}`)
const server = (p: Found) => (p['host'] === undefined ? 'The server' : `The server ${p['host']}`)

/** What can go wrong at an SFTP server, as people are told. */
export const problems = {
  'sftp-name-unknown': (p: Found) =>
    `${server(p)} is not known by its name (${p['reason']}). Check how the host is spelled, and the name service.`,
  'sftp-address-refused': (p: Found) =>
    `${server(p)} stands for an address that the grid never connects to. Check how the host is spelled, and the name service.`,
  'sftp-unreachable': (p: Found) =>
    `${server(p)} cannot be reached${p['port'] === undefined ? '' : ` on port ${p['port']}`} (${p['reason']}). Check address, port and firewalls; the server may be down.`,
  'sftp-handshake-failed': (p: Found) =>
    `${server(p)} does not speak SSH as expected (${p['reason']}). Check that the port is that of an SFTP server with current algorithms.`,
  'sftp-host-key-unpinned': (p: Found) =>
    `The server shows the host key ${p['found']}, and the connection names none to expect. Ask its owner whether it is theirs, then enter it.`,
  'sftp-host-key-changed': (p: Found) =>
    `The server shows the host key ${p['found']}, and not ${p['expected']}. Nothing was sent to it. Ask its owner whether the key was changed before you enter the new one.`,
  'sftp-key-unreadable': (p: Found) =>
    `The private key cannot be read (${p['reason']}). Give it as OpenSSH, PKCS#1, SEC1 or PKCS#8 text, with its passphrase if it has one.`,
  'sftp-sign-in-refused': (p: Found) =>
    `The server refuses to sign in${p['user'] === undefined ? '' : ` ${p['user']}`}. Check user, password or key, and whether the server knows the public key.`,
  'sftp-refused-session': (p: Found) =>
    `The server signs in, but opens no SFTP session (${p['reason']}). Ask its owner to allow SFTP for this user.`,
  'sftp-disconnected': (p: Found) => `The connection to the server broke (${p['reason']}).`,
  'sftp-folder-missing': (p: Found) =>
    `There is no folder${p['path'] === undefined ? '' : ` ${p['path']}`} as the channel names it. Correct the channel, or have it made.`,
  'sftp-permission-denied': (p: Found) =>
    `The server does not permit ${p['act'] ?? 'the act'}${at(p)}. Ask its owner for that permission.`,
  'sftp-refused': (p: Found) => `The server refused ${p['act'] ?? 'the act'}${at(p)}: ${p['reason']}.`,
  'sftp-name-taken': (p: Found) =>
    `There is another file of this name at the server${p['path'] === undefined ? '' : `: ${p['path']}`}. Have it fetched or removed, or let the channel use another policy for collisions.`,
  'sftp-size-differs': (p: Found) =>
    `The server has ${p['found'] ?? 'fewer'} bytes${at(p)}, of ${p['expected'] ?? 'more'} that were sent. Its storage may be full.`,
  'item-changed': (p: Found) =>
    `${p['name']} was changed or removed while it was read. What lies there now is looked at anew.`,
} satisfies Record<string, (found: Found) => string>

export type SftpProblem = keyof typeof problems

/** An error of the given class with its code, sentence and parameters. */
export function problem<E extends ConnectorError>(
  Class: new (code: string, message: string, parameters: Found) => E,
  code: SftpProblem,
  found: Found,
): E {
  return new Class(code, problems[code](found), found)
}
