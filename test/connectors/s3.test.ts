import { cephMissing, startCeph } from '../peers/ceph.ts'
import { startS3Peer } from './s3-peer.ts'
import { connectorSuite } from './suite.ts'

connectorSuite('s3', {
  missing: cephMissing(),
  start: async () => startS3Peer(await startCeph()),
  many: 45,
  halfWritten: false,
})
