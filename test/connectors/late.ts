import { expect, test } from 'vitest'
import { order } from '../messages.ts'
import { startNode } from './node.ts'
import type { Open } from './suite.ts'

/** Of what is set aside when its source has been told that it was taken; `point` stands between the acts of setting it aside. */
export function lateTests(open: Open, point: string | null): void {
  test('what is set aside after its source was told goes where refused files go, with the reason beside it', async () => {
    const { grid, look, peer } = await open({ failing: true, settings: { resultFile: true } })
    await peer.put('fine.edi', order({ control: 1 }))
    await peer.put('odd.edi', nowhere(2))
    await look()
    const failed = await grid.until('the reason', async () => {
      const files = await peer.filesIn('failed')
      // A file may be seen while it is written.
      return files.get('odd.edi.result.json')?.endsWith('}\n') && files.has('odd.edi.err') && files
    })
    expect([...failed.keys()].sort()).toEqual(['odd.edi', 'odd.edi.err', 'odd.edi.result.json'])
    expect(failed.get('odd.edi')).toBe(nowhere(2))
    const [odd] = await grid.query(`select id, problems from interchanges where name = 'odd.edi'`)
    const { code } = odd!['problems'].at(-1)
    expect(failed.get('odd.edi.err')).toMatch(new RegExp(`^${code}\n.*NOBODY`))
    expect(JSON.parse(failed.get('odd.edi.result.json')!)).toMatchObject({ interchange: odd!['id'], code })
    await grid.until(
      'the ledger',
      async () => (await grid.query('select 1 from pickups where late is not null')).length === 0,
    )
    expect((await peer.taken()).filter((name) => name.startsWith('odd'))).toEqual([])
    expect((await peer.taken()).filter((name) => name.startsWith('fine')).sort()).toEqual([
      'fine.edi',
      'fine.edi.result.json',
    ])
    expect(await grid.query('select 1 from work_items where subject_kind = $1', ['channel'])).toEqual([])
  })

  // Each with a grid of its own, and the other's gone: it would take up what is put here.
  test.each(['leave', 'delete'])(
    'where its channel says %s, its result says that it was set aside',
    async (afterwards) => {
      const { grid, look, peer, received } = await open({ settings: { afterwards, resultFile: true } })
      await peer.put(`${afterwards}.edi`, nowhere(3))
      await look()
      const result = await grid.until('the result', async () => {
        const text = (await peer.filesIn('out')).get(`${afterwards}.edi.result.json`)
        return text?.includes('"code"') && text.endsWith('}\n') && JSON.parse(text)
      })
      const [odd] = await grid.query('select id from interchanges where name = $1', [`${afterwards}.edi`])
      expect(result).toMatchObject({ interchange: odd!['id'], sentence: expect.stringContaining('NOBODY') })
      expect((await peer.filesIn('out')).has(`${afterwards}.edi`)).toBe(afterwards === 'leave')
      await look()
      expect(await received()).toEqual([`${afterwards}.edi`])
    },
  )

  if (point === null) return
  test('killed while a file is set aside, the next look makes up for it', { timeout: 120_000 }, () =>
    killedWhileSettingAside(open, point),
  )
}

const nowhere = (control: number) => order({ control, receiver: 'NOBODY' })

async function killedWhileSettingAside(open: Open, point: string): Promise<void> {
  const { grid, peer } = await open({
    env: { ENTREPOT_ROLES: 'web' },
    failing: true,
    settings: { resultFile: true, everySeconds: 1 },
  })
  const env = { ...grid.env, ENTREPOT_ROLES: 'worker' }
  await peer.put('odd.edi', nowhere(5))
  expect(await startNode({ ...env, ENTREPOT_KILL_AT: point }).ended).toBe('SIGKILL')
  const node = startNode(env)
  try {
    const waiting = 'select 1 from pickups where late is not null or settled_at is null'
    await grid.until('the ledger', async () => (await grid.query(waiting)).length === 0)
    const failed = await peer.filesIn('failed')
    expect([...failed.keys()].sort()).toEqual(['odd.edi', 'odd.edi.err', 'odd.edi.result.json'])
    expect(failed.get('odd.edi')).toBe(nowhere(5))
    expect((await peer.taken()).filter((name) => name.startsWith('odd'))).toEqual([])
    expect((await grid.query("select 1 from interchanges where name = 'odd.edi'")).length).toBe(1)
  } finally {
    await node.kill()
  }
}
