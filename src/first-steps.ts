import { join } from 'node:path'
import { type Config, defaultDataFolder } from './config.ts'
import { variables } from './config-variables.ts'
import { sampleIn } from './modules/sample/sample.ts'

/**
 * The two commands that a first start prints. They work as they are in any shell of this machine: where the grid's address and its data are not
 * where the command line looks by itself, they say so, and the grid's host key goes to a list beside the sample's keys, not to the person's own,
 * where another grid may have been known by this port.
 */
export function firstSteps(config: Config, url: string | undefined, sftpPort: number): string {
  const { folder, key, order } = sampleIn(config.dataFolder)
  const told = [
    ...(url && url !== `http://127.0.0.1:${variables.HTTP.HTTP_PORT.default}` ? [`ENTREPOT_URL=${url}`] : []),
    ...(config.dataFolder === defaultDataFolder() ? [] : [`ENTREPOT_DATA=${word(config.dataFolder)}`]),
  ]
  const hosts = `-o ${word(`UserKnownHostsFile="${join(folder, 'known_hosts')}"`)} -o StrictHostKeyChecking=accept-new`
  return `
Send an order from ACME to BOLT:

  echo ${word(`put "${order}" inbox/`)} | sftp -b - -P ${sftpPort} -i ${word(key)} ${hosts} acme@127.0.0.1

and see what became of it:

  ${[...told, 'npm run -s entrepot -- show PO-1001'].join(' ')}
`
}

/** One word of a shell, whatever is in it. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
