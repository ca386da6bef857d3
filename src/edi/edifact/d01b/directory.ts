import { type DataTables, type Directory, segmentTables } from '../grammar.ts'
import { service } from '../service-segments.ts'
import { aperak } from './aperak.ts'
import { composites } from './composites.ts'
import { desadv } from './desadv.ts'
import { elements } from './elements.ts'
import { invoic } from './invoic.ts'
import { invrpt } from './invrpt.ts'
import { ordchg } from './ordchg.ts'
import { orders } from './orders.ts'
import { ordrsp } from './ordrsp.ts'
import { pricat } from './pricat.ts'
import { recadv } from './recadv.ts'
import { remadv } from './remadv.ts'
import { segments } from './segments.ts'

export const d01bTables: DataTables = {
  elements: { ...service.elements, ...elements },
  composites: { ...service.composites, ...composites },
  segments: { ...service.segments, ...segments },
}

export const d01b: Directory = {
  messages: {
    APERAK: aperak,
    DESADV: desadv,
    INVOIC: invoic,
    INVRPT: invrpt,
    ORDCHG: ordchg,
    ORDERS: orders,
    ORDRSP: ordrsp,
    PRICAT: pricat,
    RECADV: recadv,
    REMADV: remadv,
  },
  segments: segmentTables(d01bTables),
}
