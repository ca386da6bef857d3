declare global {
  interface Window {
    /** Answers that were asked for before this script was there, by their paths: first-paint.js. */
    early?: Record<string, Promise<Response> | undefined>
  }
}

/** Later than this something may have changed. */
const FRESH_MS = 15_000

/** Each is taken once, by whoever asks for the same first; everything else is asked for now. */
export async function earlyOrNow(request: Request): Promise<Response> {
  const path = request.url.slice(window.location.origin.length)
  const early = request.method === 'GET' ? window.early?.[path] : undefined
  if (early !== undefined) delete window.early![path]
  const answer = performance.now() < FRESH_MS ? await early?.catch(() => undefined) : undefined
  // Whoever was refused may have signed in since.
  return answer?.ok ? answer : fetch(request)
}
