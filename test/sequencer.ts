import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest: on a busy machine more than 2 minutes for the first, half a minute for the last. Some are the shortest of
 * files, and by their size vitest would begin them last, when nothing is left to run beside them.
 */
const LONG = [
  'test/console/pages.test.ts',
  'test/proof/slice.test.ts',
  'test/connectors/s3-weak.test.ts',
  'test/connectors/s3.test.ts',
  'test/connectors/sftp.test.ts',
  'src/modules/archive/target.test.ts',
  'src/connectors/s3/s3.test.ts',
  'test/connectors/sftp-conventions.test.ts',
  'test/access/routes.test.ts',
  'test/console/work-items.test.ts',
  'test/console/agreements.test.ts',
  'test/access/sensitive.test.ts',
  'test/console/notifications.test.ts',
  'test/console/settings.test.ts',
  'test/console/partners.test.ts',
  'src/modules/exchange/approving/paths.test.ts',
  'src/modules/exchange/resend/bulk.test.ts',
  'src/modules/homes/homes.test.ts',
  'src/modules/exchange/translating/paths.test.ts',
]

/** Long files first: whoever is free takes the next, so that all end at about the same time. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(relative(process.cwd(), moduleId))
      return at < 0 ? LONG.length : at
    }
    // The others stay as vitest orders them: by what they took last time, or by their size.
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}
