import { proveCodec } from './codec/prove.ts'
import { filesAt, startOver } from './progress.ts'
import { prove } from './prove.ts'

// `npm run proof -- --kills 200 --postgres-kills 20 --partner-kills 20 --seed 7`
// An interrupted one goes on when given the same numbers again, if no servers of partners are installed: they forget.
// `--slice`: a short one. `--points 4`: only some of the kill points. `--fresh`: from the beginning.
// `npm run proof -- codec --inputs 10000000 --seed 7`: broken messages; an interrupted one goes on.
const given = process.argv.slice(2)
const option = (name: string, usual: number) => {
  const at = given.indexOf(`--${name}`)
  return at < 0 ? usual : Number(given[at + 1])
}
const tell = (line: string) => console.log(line)
const { holds, table } = given.includes('codec') ? await codec() : await exchange()
console.log(table)
process.exit(holds ? 0 : 1)

function codec() {
  const inputs = option('inputs', given.includes('--slice') ? 100_000 : 10_000_000)
  return proveCodec({ inputs, seed: option('seed', 1), fresh: given.includes('--fresh') }, tell)
}

async function exchange() {
  const kills = option('kills', given.includes('--slice') ? 12 : 200)
  const asked = {
    kills,
    postgresKills: option('postgres-kills', Math.ceil(kills / 10)),
    partnerKills: option('partner-kills', Math.ceil(kills / 10)),
    seed: option('seed', 1),
    awayMs: 1_000 * option('away-seconds', given.includes('--slice') ? 5 : 60),
    ...(given.includes('--points') ? { points: option('points', 0) } : {}),
  }
  if (given.includes('--fresh')) await startOver(filesAt(asked))
  return prove(asked, tell)
}
