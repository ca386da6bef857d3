import { refusalOf, unreachable } from './problems.ts'

interface Kept {
  interchange: string
}

interface Upload {
  file: File
  /** On whose behalf, where the grid itself sends. */
  organization?: string | undefined
  progress(share: number): void
}

/** Sends a file to the door of the API. By XMLHttpRequest: fetch tells nothing of how far it came. */
export function uploadFile({ file, organization, progress }: Upload): Promise<Kept> {
  const request = new XMLHttpRequest()
  request.open('POST', '/api/v1/interchanges')
  request.setRequestHeader('content-type', 'application/octet-stream')
  // Sent once, however often it is tried: the same key says that it is the same file.
  request.setRequestHeader('idempotency-key', crypto.randomUUID())
  // Headers are plain ASCII: an extended value of RFC 8187.
  request.setRequestHeader('entrepot-name', `UTF-8''${encodeURIComponent(file.name.toWellFormed())}`)
  if (organization) request.setRequestHeader('entrepot-organization', organization)
  request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total)
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(unreachable())
    request.onload = () => {
      const { status, statusText, responseText } = request
      if (status === 202) return resolve(JSON.parse(responseText) as Kept)
      void refusalOf(new Response(responseText, { status, statusText })).then(reject)
    }
    request.send(file)
  })
}
