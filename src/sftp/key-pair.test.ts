import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { newKeyPair } from './key-pair.ts'

test('every key pair can be read again', () => {
  for (let i = 0; i < 1_000; i++) {
    const pair = newKeyPair('ed25519', 'test')
    expect(ssh2.utils.parseKey(pair.private)).not.toBeInstanceOf(Error)
    expect(ssh2.utils.parseKey(pair.public)).not.toBeInstanceOf(Error)
  }
})
