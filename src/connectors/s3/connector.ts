import { defineConnector } from '../define.ts'
import { check } from './check.ts'
import { drop } from './drop.ts'
import { fields } from './fields.ts'
import { pickUp } from './pick-up.ts'
import { problems } from './problems.ts'
import { openSession, type S3Session } from './session.ts'

export const s3 = defineConnector<S3Session, typeof fields>({
  name: 's3',
  title: 'S3 bucket',
  connection: fields,
  credentialsFor: ['endpoint', 'region', 'accessKeyId'],
  problems,
  async open(connection) {
    return openSession(connection)
  },
  async close(session) {
    session.client.destroy()
  },
  check,
  pickUp,
  drop,
})
