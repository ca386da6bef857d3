import type { Building, Item, Target } from '../mapping/building.ts'
import type { SegmentView } from '../mapping/segment-rules.ts'

interface Level {
  parent: string
  /** The package it is, or lies in. */
  package?: string
  /** What is known of the order it belongs to. */
  order?: Item
}

/**
 * The hierarchy of an 856: HL01 is a level's id and HL02 its parent's. Shipment is the document; an order is remembered until
 * an item names it as its reference; tares and packs are packages, numbered as they come; an item is a line.
 */
export function shipmentLevels() {
  const levels = new Map<string, Level>()
  let packages = 0
  return (kind: string, segment: SegmentView, building: Building): Target => {
    const parent = segment.element(2).trim()
    const above = levels.get(parent)
    const level: Level = { ...above, parent }
    levels.set(segment.element(1).trim(), level)
    const place = (target: Target, path: string, value: string) => {
      building.set(target, path, value)
      building.from(target, path, 'HL', '856 HL')
    }
    if (kind === 'S') return building.root
    if (kind === 'O') {
      level.order = {}
      return { item: level.order, path: 'order' }
    }
    if (kind === 'P') {
      const target = building.add(building.root, 'packages')
      place(target, 'number', String(++packages))
      if (above?.package !== undefined) place(target, 'parent', above.package)
      if (segment.element(3).trim() === 'T') place(target, 'type', 'tare')
      level.package = String(packages)
      return target
    }
    const target = building.add(building.root, 'lines')
    if (level.package !== undefined) place(target, 'package', level.package)
    if (level.order && Object.keys(level.order).length > 0) {
      const reference = building.add(target, 'references')
      building.set(reference, 'type', 'order')
      for (const [path, value] of Object.entries(level.order)) {
        building.set(reference, path, value as string)
        building.from(reference, path, 'PRF', '856 PRF')
      }
    }
    return target
  }
}
