/**
 * True when there was no room left: on the disk of the database (SQLSTATE 53100), on our own, or in the bucket. It says nothing
 * about what was asked: the same works once there is room again.
 */
export function isFull(error: unknown): boolean {
  return error instanceof Error && CODES.has((error as { code?: string }).code ?? '')
}

const CODES = new Set(['storage-full', '53100', 'ENOSPC', 'EDQUOT'])
