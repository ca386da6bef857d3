import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

export interface TestFigures {
  passed: number
  failed: number
  skipped: { name: string; reason: string }[]
}

/** Prints a line per test file as it ends, the failures in full, and leaves the figures for `run.ts`. vitest takes the default export. */
export default class Figures implements Reporter {
  readonly #figures: TestFigures = { passed: 0, failed: 0, skipped: [] }

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()]
    for (const test of tests) this.#count(test, module)
    const suites = [...module.children.allSuites()]
    const broken = [...module.errors(), ...suites.flatMap((suite) => suite.errors())]
    this.#figures.failed += broken.length
    const seconds = (module.diagnostic().duration / 1000).toFixed(1).padStart(6)
    const skipped = tests.filter((test) => test.result().state === 'skipped').length
    const mark = module.ok() ? 'ok  ' : 'FAIL'
    console.log(
      `${mark} ${seconds} s  ${fileOf(module)}  ${tests.length} tests${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    )
    for (const error of broken) printError(error)
  }

  onUserConsoleLog({ content }: { content: string }): void {
    process.stdout.write(content)
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    for (const error of errors) printError(error)
    this.#figures.failed += errors.length
    const file = process.env['TEST_FIGURES']
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.#figures))
  }

  #count(test: TestCase, module: TestModule): void {
    const result = test.result()
    const name = `${fileOf(module)} > ${test.fullName}`
    if (result.state === 'passed') this.#figures.passed++
    else if (result.state === 'skipped') this.#figures.skipped.push({ name, reason: result.note ?? 'no reason given' })
    else {
      this.#figures.failed++
      console.log(`\nFAIL ${name}`)
      for (const error of result.errors ?? []) printError(error)
    }
  }
}

function fileOf(module: TestModule): string {
  return relative(process.cwd(), module.moduleId)
}

function printError(error: { message: string; stack?: string | undefined; diff?: string | undefined }): void {
  console.log(error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`)
  if (error.diff) console.log(error.diff)
}
