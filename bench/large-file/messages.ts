import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { isa } from '../../test/messages.ts'

/** What went into one functional group: it must come out as it is, in an interchange of its own. */
export interface GroupSent {
  sets: number
  /** Of the bytes from the first ST to the last SE. */
  sha256: string
}

export interface Sent {
  sizeBytes: number
  sets: number
  groups: GroupSent[]
}

const SETS_A_GROUP = 10_000
const SET_BYTES = 2_500
const LINES_A_SET = 21
/** The standard allows 100,000 PO1 loops in an 850, with 1,000 PID each. */
const LOOPS_MAX = 100_000
const TEXT = 'LAMP, BLACK, 40 CM, WITH A CABLE OF TWO METRES AND A PLUG FOR THE MAINS, BOX OF'

/** One interchange of sets of 2.5 KB, 10,000 a group. */
export function writeManySets(path: string, megabytes: number): Promise<Sent> {
  const sets = Math.round((megabytes * 1_000_000) / SET_BYTES)
  return write(path, async (file) => {
    for (let first = 0; first < sets; first += SETS_A_GROUP) {
      await file.group(Math.min(SETS_A_GROUP, sets - first), async (i, set) => {
        const lines = Array.from(
          { length: LINES_A_SET },
          (_, n) => `PO1*${n + 1}*24*EA*9.95**BP*A-${n}~${pid(first + i, n)}`,
        )
        const body = `BEG*00*SA*LARGE-${first + i}**20261120~DTM*002*20261204~${lines.join('')}CTT*${lines.length}~`
        await set(body, 3 + 2 * lines.length)
      })
    }
  })
}

/** One interchange of one set. */
export function writeOneSet(path: string, megabytes: number): Promise<Sent> {
  const loops = Math.min(LOOPS_MAX, Math.ceil(megabytes * 100))
  const pids = Math.round(((megabytes * 1_000_000) / loops - 32) / pid(0, 0).length)
  return write(path, (file) =>
    file.group(1, async (_, set) => {
      await set('BEG*00*SA*LARGE-GIANT**20261120~', 1)
      for (let n = 0; n < loops; n++) {
        const details = Array.from({ length: pids }, (_, i) => pid(n, i)).join('')
        await set(`PO1*${n + 1}*24*EA*9.95**BP*A-${n}~${details}`, 1 + pids)
      }
      await set(`CTT*${loops}~`, 1)
    }),
  )
}

const pid = (a: number, b: number) => `PID*F****${`${TEXT} ${(a * 31 + b) % 9_973}`.slice(0, 80).padEnd(80, '.')}~`

interface File {
  /** `fill` writes the segments between ST and SE of each set, in any number of pieces. */
  group(
    sets: number,
    fill: (i: number, set: (text: string, segments: number) => Promise<void>) => Promise<void>,
  ): Promise<void>
}

async function write(path: string, fill: (file: File) => Promise<void>): Promise<Sent> {
  const out = createWriteStream(path, { highWaterMark: 1_048_576 })
  const groups: GroupSent[] = []
  let text = ''
  let sha: Hash | null = null
  const flush = async () => {
    const bytes = Buffer.from(text, 'latin1')
    text = ''
    sha?.update(bytes)
    if (!out.write(bytes)) await once(out, 'drain')
  }
  const put = async (piece: string) => {
    text += piece
    if (text.length > 262_144) await flush()
  }
  await put(isa({ sender: 'ACME', receiver: 'BOLT', control: 77 }))
  await fill({
    async group(sets, fillSet) {
      const number = groups.length + 1
      await put(`GS*PO*ACME*BOLT*20261120*2230*${number}*X*004010~`)
      await flush()
      sha = createHash('sha256')
      for (let i = 0; i < sets; i++) {
        const control = String(i + 1).padStart(4, '0')
        let count = 2
        await put(`ST*850*${control}~`)
        await fillSet(i, (body, segments) => {
          count += segments
          return put(body)
        })
        await put(`SE*${count}*${control}~`)
      }
      await flush()
      groups.push({ sets, sha256: sha.digest('hex') })
      sha = null
      await put(`GE*${sets}*${number}~`)
    },
  })
  await put(`IEA*${groups.length}*000000077~`)
  await flush()
  out.end()
  await once(out, 'close')
  return { sizeBytes: (await stat(path)).size, sets: groups.reduce((sum, one) => sum + one.sets, 0), groups }
}

const ISA_BYTES = 106

/** An outgoing interchange must hold exactly the sets of one group in a valid envelope of its own. */
export async function checkReleased(path: string, sent: GroupSent): Promise<void> {
  const { size } = await stat(path)
  const file = await open(path)
  const head = Buffer.alloc(300)
  await file.read(head, 0, head.length, 0)
  const tail = Buffer.alloc(60)
  await file.read(tail, 0, tail.length, size - tail.length)
  await file.close()
  const isaText = head.toString('latin1', 0, ISA_BYTES)
  const gs = head.toString('latin1', ISA_BYTES, head.indexOf('~', ISA_BYTES) + 1)
  const end = /~(GE\*(\d+)\*(\d+)~IEA\*1\*(\d{9})~)$/.exec(tail.toString('latin1'))
  if (!end) throw new Error(`${path} ends with ${tail.toString('latin1')}`)
  const [, trailer, count, group, control] = end
  const sha = createHash('sha256')
  const body = createReadStream(path, { start: ISA_BYTES + gs.length, end: size - trailer!.length - 1 })
  for await (const piece of body) sha.update(piece as Buffer)
  const wrong = [
    isaText.startsWith('ISA*') && isaText.slice(90, 99) === control ? null : `ISA ${isaText}`,
    gs.startsWith('GS*PO*ACME*BOLT*') && gs.split('*')[6] === group ? null : `GS ${gs}`,
    Number(count) === sent.sets ? null : `GE01 ${count}, sent were ${sent.sets}`,
    sha.digest('hex') === sent.sha256 ? null : 'the sets are not those that were sent',
  ].filter((one) => one !== null)
  if (wrong.length > 0) throw new Error(`${path}: ${wrong.join('; ')}`)
}

/** The 997 must accept every group and every set. */
export function checkAcknowledgement(text: string, sent: Sent): void {
  const segments = text.split('~')
  const count = (start: string) => segments.filter((one) => one.startsWith(start)).length
  const found = { sets: count('AK5*A'), named: count('AK2*850*'), groups: count('AK1*PO*'), accepted: count('AK9*A*') }
  const wanted = { sets: sent.sets, named: sent.sets, groups: sent.groups.length, accepted: sent.groups.length }
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`the 997 says ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`)
  }
  for (const [i, { sets }] of sent.groups.entries()) {
    if (!segments.includes(`AK9*A*${sets}*${sets}*${sets}`))
      throw new Error(`the 997 lacks the verdict on group ${i + 1}`)
  }
}
