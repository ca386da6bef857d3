/**
 * Makes many single look-ups of one moment into one: callers ask for one key each, `load` gets all keys asked for since the
 * last turn of the event loop. Code stays one thing at a time, the database sees batches.
 */
export function grouped<K, V>(load: (keys: K[]) => Promise<V[]>, max = 400): (key: K) => Promise<V> {
  let waiting: { key: K; resolve(value: V): void; reject(error: unknown): void }[] = []
  const flush = async () => {
    const all = waiting
    waiting = []
    for (let at = 0; at < all.length; at += max) {
      const batch = all.slice(at, at + max)
      try {
        const values = await load(batch.map((one) => one.key))
        for (const [i, one] of batch.entries()) one.resolve(values[i]!)
      } catch (error) {
        for (const one of batch) one.reject(error)
      }
    }
  }
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (waiting.length === 1) setImmediate(flush)
    })
}
