import ssh2 from 'ssh2'

/**
 * A new key pair in OpenSSH form. ssh2 1.17 makes pairs that it cannot read itself (10 of 2,000 ed25519 ones, measured), so
 * each is read back before it is used: a host key is kept for ever, and one that cannot be read would keep the grid from starting.
 */
export function newKeyPair(type: 'ed25519' | 'rsa', comment = ''): { private: string; public: string } {
  for (;;) {
    const pair =
      type === 'rsa'
        ? ssh2.utils.generateKeyPairSync('rsa', { bits: 3072, comment })
        : ssh2.utils.generateKeyPairSync('ed25519', { comment })
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error) && !(ssh2.utils.parseKey(pair.public) instanceof Error))
      return pair
  }
}
