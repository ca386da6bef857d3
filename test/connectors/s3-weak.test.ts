import { startSwift, swiftMissing } from '../peers/swift.ts'
import { startS3Peer } from './s3-peer.ts'
import { connectorSuite } from './suite.ts'

// The same against a store that knows neither conditions nor tags.
connectorSuite('s3', {
  missing: swiftMissing(),
  start: async () => startS3Peer(await startSwift()),
  many: 45,
  halfWritten: false,
})
