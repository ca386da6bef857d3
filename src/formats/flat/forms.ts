import { date8, decimal, type Form, implied } from '../mapping/forms.ts'
import type { FlatColumn, FlatLayout } from './layout.ts'

/** The form of a column as the layout declares it. */
export function formOf(column: FlatColumn, layout: FlatLayout): Form {
  const form = column.type === 'decimal' ? decimalOf(column, layout) : column.type === 'date' ? dateOf(layout) : plain
  return coded(column, narrowed(column, layout, form))
}

const plain: Form = {
  read: ([found]) => found?.trim() || undefined,
  write: (value) => [value],
  expected: 'text',
}

function decimalOf({ implied: digits }: FlatColumn, { decimalMark }: FlatLayout): Form {
  if (digits !== undefined) return implied(digits)
  const expected = `a decimal number with "${decimalMark}"`
  if (decimalMark === '.')
    return { ...decimal, expected, read: ([found = '']) => (found.includes(',') ? undefined : decimal.read([found])) }
  return {
    ...decimal,
    expected,
    // A point would be one of thousands, which are not guessed at.
    read: ([found = '']) => (found.includes('.') ? undefined : decimal.read([found])),
    write: (value) => [value.replace('.', ',')],
  }
}

function dateOf({ dateFormat }: FlatLayout): Form {
  const places = { year: dateFormat.indexOf('YYYY'), month: dateFormat.indexOf('MM'), day: dateFormat.indexOf('DD') }
  return {
    read: ([found = '']) => {
      const text = found.trim()
      if (text.length !== dateFormat.length || text.replace(/\d/g, '') !== dateFormat.replace(/[YMD]/g, ''))
        return undefined
      const part = (at: number, length: number) => text.slice(at, at + length)
      return date8.read([part(places.year, 4) + part(places.month, 2) + part(places.day, 2)])
    },
    write: (value) => [
      dateFormat.replace('YYYY', value.slice(0, 4)).replace('MM', value.slice(5, 7)).replace('DD', value.slice(8, 10)),
    ],
    expected: `a date ${dateFormat}`,
  }
}

/** Values of fixed width are not cut: what is too long is not written. */
function narrowed({ width }: FlatColumn, { form: kind }: FlatLayout, form: Form): Form {
  if (kind !== 'fixed' || width === undefined) return form
  return {
    ...form,
    expected: `${form.expected} of at most ${width} characters`,
    write: (value) => {
      const written = form.write(value)
      return written && written[0]!.length <= width && !/[\r\n]/.test(written[0]!) ? written : undefined
    },
  }
}

function coded({ codes }: FlatColumn, form: Form): Form {
  if (!codes) return form
  const theirs = new Map(Object.entries(codes).map(([their, our]) => [our, their]))
  return {
    ...form,
    expected: `one of ${Object.keys(codes).join(', ')}`,
    read: ([found = '']) => (Object.hasOwn(codes, found.trim()) ? codes[found.trim()] : undefined),
    write: (value) => (theirs.has(value) ? [theirs.get(value)!] : undefined),
  }
}
