/** A client of a grid's API as tests want it: `call(key, 'POST /api/v1/…', body)`. */
export function clientOf(url: string) {
  return async (key: string, line: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [method, path] = line.split(' ')
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const type = raw ? 'application/edi-x12' : 'application/json'
    const sent = body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }
    const given = {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
    }
    const response = await fetch(url + path, { method: method!, headers: given, ...sent })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      body: (json ? JSON.parse(text) : text) as any,
    }
  }
}
