import { d01b, d01bTables } from './d01b/directory.ts'
import { d96a, d96aTables } from './d96a/directory.ts'
import { type DataTables, type Directory, segmentTables } from './grammar.ts'
import { contrl, service, service3, service4 } from './service-segments.ts'

const messages = { CONTRL: contrl }
const contrl3: Directory = { messages, segments: segmentTables(service3) }
const contrl4: Directory = { messages, segments: segmentTables(service4) }

/** By version and release of UNH S009: CONTRL names the syntax that it is part of. */
const directories: Record<string, { directory: Directory; tables: DataTables }> = {
  'D.96A': { directory: d96a, tables: d96aTables },
  'D.01B': { directory: d01b, tables: d01bTables },
  '2.2': { directory: contrl3, tables: service3 },
  'D.3': { directory: contrl3, tables: service3 },
  '4.1': { directory: contrl4, tables: service4 },
}

/** The tables that a message's header names; undefined: envelope and counts only. */
export function directoryOf(version: string, release: string): Directory | undefined {
  return directories[`${version}.${release}`]?.directory
}

/** What they are made of, for a dictionary that is laid over them; of a release that we do not know the service segments. */
export function dataTablesOf(version: string, release: string): DataTables {
  return directories[`${version}.${release}`]?.tables ?? service
}
