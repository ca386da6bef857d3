import type { z } from 'zod'

type Path = readonly PropertyKey[]

/** The keys that an object at this place of a form may have. */
export function keysAt(form: z.ZodType, path: Path): string[] {
  const inside = unwrap(form)
  if (path.length === 0) return inside.type === 'object' ? Object.keys(inside.shape) : []
  const [first, ...rest] = path
  if (inside.type === 'object') {
    const next = Object.hasOwn(inside.shape, first!) ? inside.shape[String(first)] : undefined
    return next ? keysAt(next, rest) : []
  }
  const each = inside.type === 'record' ? inside.valueType : inside.type === 'array' ? inside.element : undefined
  return each ? keysAt(each, rest) : []
}

interface Definition {
  type: string
  shape: Record<string, z.ZodType>
  valueType?: z.ZodType
  element?: z.ZodType
  innerType?: z.ZodType
  in?: z.ZodType
}

/** What is within default, nullable and transform. */
function unwrap(form: z.ZodType): Definition {
  const definition = form._zod.def as unknown as Definition
  const inner = definition.innerType ?? definition.in
  return inner ? unwrap(inner) : definition
}
