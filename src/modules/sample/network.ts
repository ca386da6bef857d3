export const PARTNERS = ['acme', 'bolt', 'cedar']

/** By which those who trade by EDIFACT are called. */
export const GLN = { acme: '4012345000009', bolt: '4098765000008' }

const HOME = 'inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home }'
const LABELS = '{ opaque: [{ files: "label_{receiver}_{key}.pdf", type: shipping-label }] }'

/** A host and three partners, as `entrepot apply` would take them. Nothing listens at Cedar's address, by intent. */
export const networkText = (keys: Record<string, string>) => `
calendars:
  office: { hours: { mon: [["08:00", "17:00"]], tue: [["08:00", "17:00"]], wed: [["08:00", "17:00"]], thu: [["08:00", "17:00"]], fri: [["08:00", "15:00"]] } }
organizations:
  harbour:
    name: Harbour Grid
    role: host
  acme:
    name: ACME Stores
    timeZone: America/New_York
    calendar: office
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }, { scheme: edifact-unb, qualifier: "14", value: "${GLN.acme}", mode: test }]
    channels: { ${HOME}, api: { direction: in, kind: api } }
    sftpKeys: ["${keys['acme']}"]
  bolt:
    name: Bolt Supply
    timeZone: Europe/Berlin
    calendar: office
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }, { scheme: edifact-unb, qualifier: "14", value: "${GLN.bolt}", mode: test }]
    channels: { ${HOME}, api: { direction: in, kind: api } }
    sftpKeys: ["${keys['bolt']}"]
  cedar:
    name: Cedar Freight
    timeZone: America/Chicago
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: CEDAR, mode: test }]
    channels:
      inbox: { direction: in, kind: sftp-home, mode: test, settings: ${LABELS} }
      outbox: { direction: out, kind: sftp-home }
      api: { direction: in, kind: api, mode: test, settings: ${LABELS} }
      push: { direction: out, kind: https, settings: { url: "http://127.0.0.1:9/documents", timeoutMs: 5000 } }
    sftpKeys: ["${keys['cedar']}"]
agreements:
  # ACME orders from Bolt, which answers, ships and sends invoices. What Bolt sends keeps its order.
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: outbox }
  - { sender: bolt, receiver: acme, type: "855", mode: test, channel: outbox, settings: { order: strict } }
  - { sender: bolt, receiver: acme, type: "856", mode: test, channel: outbox, settings: { order: strict } }
  - { sender: bolt, receiver: acme, type: "810", mode: test, channel: outbox, settings: { order: strict, invalid: { action: suspend } } }
  # Stores in Europe order by EDIFACT.
  - { sender: acme, receiver: bolt, type: ORDERS, mode: test, channel: outbox }
  # Both order transport from Cedar, whose server is away: the first is given up at once, the second tried each hour.
  - { sender: acme, receiver: cedar, type: "850", mode: test, channel: push, settings: { retry: { attemptsMax: 1 } } }
  - { sender: bolt, receiver: cedar, type: "850", mode: test, channel: push, settings: { retry: { attemptsMax: 100, firstDelayMs: 3600000, delayMaxMs: 3600000 } } }
  # What Bolt answers Cedar a person approves first, within two of Bolt's working days.
  - { sender: bolt, receiver: cedar, type: "855", mode: test, channel: push, settings: { approval: { release: required, withinHours: 18, calendar: sender } } }
  # Cedar wants 999s, and to be answered within a minute. ACME holds its ship notices against a guide.
  - { sender: cedar, receiver: acme, type: "856", mode: test, channel: outbox, settings: { guide: acme-856, acknowledge: { technical: "999" }, expect: { withinMinutes: 1 } } }
  - { sender: cedar, receiver: acme, type: shipping-label, mode: test, channel: outbox }
`
