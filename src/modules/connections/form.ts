import { z } from 'zod'
import { connectors } from '../../connectors/connectors.ts'
import { slug } from '../organizations/form.ts'

export const connectionName = slug

const connector = z.enum(Object.keys(connectors) as [string, ...string[]])
/** By the connector's own fields; credentials may be left out where they are kept already. */
const settings = z.record(z.string(), z.unknown())

export const connectionForm = z.strictObject({ connector, settings: settings.default({}) })
export const connectionChange = z.strictObject({ settings })

export type ConnectionForm = z.output<typeof connectionForm>
