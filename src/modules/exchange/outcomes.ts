import { ConnectorError, Rejected } from '../../connectors/errors.ts'
import type { Delivery } from './delivering.ts'
import type { Exchange } from './exchange.ts'

// Where a second arrival would do harm, an attempt is marked before its bytes go out. The mark is taken away when the receiver's
// answer is known; one that is still there says that nobody knows. Deliveries that may be repeated pay nothing for this.

/** Whether a second arrival does no harm: what the agreement says, else the channel. */
export function isRepeatable(x: Exchange, delivery: Pick<Delivery, 'agreement' | 'channel'>): boolean {
  const agreed = x.directory.agreement(delivery.agreement ?? '')?.settings.repeatable
  return agreed ?? x.directory.channel(delivery.channel)?.settings['repeatable'] !== false
}

/** An earlier attempt began and its end was not recorded: the process died meanwhile. */
export function expectFirst({ begun_at }: Delivery): void {
  if (begun_at === null) return
  const parameters = { mayHaveArrived: true, begunAt: begun_at.toISOString() }
  throw new Rejected('delivery-interrupted', 'An earlier attempt was cut off.', parameters)
}

export async function markBegun(x: Exchange, id: string): Promise<void> {
  await x.database.pool.query({
    name: 'delivery begun',
    text: `update deliveries set begun_at = now() where id = $1 and status = 'waiting'`,
    values: [id],
  })
}

/** After a failed attempt: may it have arrived? Where the receiver surely has nothing, the mark is taken away. */
export async function isOpenOutcome(x: Exchange, delivery: Delivery, error: unknown): Promise<boolean> {
  if (delivery.begun_at === null) return false
  const known = error instanceof ConnectorError && error.parameters['mayHaveArrived'] !== true
  if (!known) return true
  await x.database.pool.query({
    name: 'delivery not begun',
    text: `update deliveries set begun_at = null where id = $1 and status = 'waiting'`,
    values: [delivery.id],
  })
  return false
}
