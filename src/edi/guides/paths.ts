/** One step of a place in a document: a segment, perhaps only that whose first value is so. */
export interface Step {
  tag: string
  qualifier: string | null
}

/** An element, and where it is a composite its component, both from 1; component 0: the element itself. */
export interface Place {
  element: number
  component: number
}

/** `N1[ST]/N3` */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(/([A-Z][A-Z0-9]{1,2})(?:\[([^\]/]+)\])?/g)].map(([, tag, qualifier]) => ({
    tag: tag!,
    qualifier: qualifier ?? null,
  }))
}

/** `3`, `1-2` */
export function placeOf(text: string): Place {
  const [element, component] = text.split('-').map(Number)
  return { element: element!, component: component ?? 0 }
}

/** `MOA[79]01-2` */
export function valuePathOf(text: string): Step & Place {
  const [, tag, qualifier, element, component] = /^([A-Z][A-Z0-9]{1,2}?)(?:\[([^\]]+)\])?(\d{2})(?:-(\d{1,2}))?$/.exec(
    text,
  )!
  return { tag: tag!, qualifier: qualifier ?? null, element: Number(element), component: Number(component ?? 0) }
}
