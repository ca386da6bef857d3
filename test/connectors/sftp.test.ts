import { sshdMissing } from '../peers/sshd.ts'
import { startSftpPeer } from './sftp-peer.ts'
import { connectorSuite } from './suite.ts'

connectorSuite('sftp', { missing: sshdMissing(), start: startSftpPeer, many: 250, halfWritten: true })
