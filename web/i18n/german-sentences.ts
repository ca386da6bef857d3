import type { Words } from './english.ts'
import { germanComparison } from './german-comparison.ts'
import { germanGuideSentences } from './german-guide-sentences.ts'
import { germanTranslation } from './german-translation.ts'
import { germanXmlSentences } from './german-xml-sentences.ts'

type Found = Record<string, unknown>

const isEdifact = (p: Found) => p['standard'] === 'edifact'
const called = (p: Found) => {
  if (p['value'] === '') return '(niemand ist genannt)'
  return p['qualifier'] === '' ? p['value'] : `${p['qualifier']}/${p['value']}`
}
/** Where XML says it. */
const XML: Record<string, Record<'sender' | 'receiver' | 'number', string>> = {
  ubl: {
    sender: 'EndpointID oder PartyIdentification des Absenders',
    receiver: 'EndpointID oder PartyIdentification des Empfängers',
    number: 'cbc:ID',
  },
  cxml: { sender: 'Header/From', receiver: 'Header/To', number: 'payloadID' },
}
const placeOf = (p: Found, what: 'sender' | 'receiver' | 'number', edifact: string, x12: string) =>
  XML[String(p['standard'])]?.[what] ?? (isEdifact(p) ? edifact : x12)

const at = (p: Found) => {
  if (isEdifact(p)) return atInMessage(p)
  const element = typeof p['element'] === 'number' ? String(p['element']).padStart(2, '0') : ''
  const position = p['segmentPosition'] === undefined ? '' : ` (Segment ${p['segmentPosition']} des Dokuments)`
  return `${p['segment'] ?? 'Der Umschlag'}${element}${position}`
}
const atInMessage = (p: Found) => {
  const places = [
    p['element'] === undefined ? '' : `Element ${p['element']}`,
    p['component'] === undefined ? '' : `Komponente ${p['component']}`,
    p['segmentPosition'] === undefined ? '' : `Segment ${p['segmentPosition']} der Nachricht`,
  ].filter((place) => place !== '')
  const reference = p['reference'] === undefined ? '' : ` ${p['reference']}`
  return `${p['segment'] ?? 'Der Umschlag'}${reference}${places.length === 0 ? '' : ` (${places.join(', ')})`}`
}
const found = (p: Found) => (p['value'] === undefined || p['value'] === '' ? 'nichts' : `„${p['value']}“`)
const times = (p: Found) => (p['expected'] === '1' ? 'das eine Mal, das' : `die ${p['expected']} Male, die`)
const what = (p: Found) => `${p['type']} ${p['key'] ?? ''}`.trim()
const whom = (p: Found) => p['receiver'] ?? 'den Empfänger'
/** Der Tag eines Augenblicks, in UTC: 11.12.2026. */
const day = (moment: unknown) => String(moment).slice(0, 10).split('-').reverse().join('.')

/** Was das Grid auf Englisch sagt, aus Kennwort und Angaben gesagt. Was hier fehlt, bleibt, wie das Grid es sagt. */
export const germanSentences: Words['sentences'] = {
  ...germanXmlSentences,
  ...germanGuideSentences,
  ...germanComparison,
  ...germanTranslation,
  empty: () => 'Die Datei ist leer. Senden Sie sie noch einmal, mit Inhalt.',
  'isa-invalid': (p) => `${at(p)} ist ${found(p)}, erwartet wird ${p['expected']}. Berichtigen Sie den Umschlag.`,
  'control-number-mismatch': (p) =>
    `${at(p)} ist ${found(p)}, erwartet wird ${p['expected']} wie am Anfang. Beide müssen dieselbe Nummer tragen.`,
  'count-mismatch': (p) =>
    `${at(p)} sagt ${found(p)}, gefunden wurden ${p['expected']}. Etwas fehlt oder kam dazu; senden Sie alles noch einmal.`,
  'segment-misplaced': (p) => `${at(p)} steht, wo ${p['expected']} erwartet wurde. Setzen Sie es an seinen Platz.`,
  'segment-missing': (p) =>
    `Das Pflichtsegment ${p['segment']} fehlt vor Segment ${p['segmentPosition']}. Fügen Sie es ein.`,
  'segment-unrecognized': (p) =>
    `„${p['segment']}“ (Segment ${p['segmentPosition']}) ist kein Segment. Prüfen Sie die Trennzeichen, oder entfernen Sie es.`,
  'segment-not-in-set': (p) => `${at(p)} ist für diese Art nicht bekannt und wurde nicht weiter geprüft.`,
  'segment-out-of-sequence': (p) => `${at(p)} steht nicht an seinem Platz.`,
  'segment-too-often': (p) => `${at(p)} kommt öfter vor als ${times(p)} der Standard erlaubt.`,
  'loop-too-often': (p) =>
    `Die Schleife, die mit ${at(p)} beginnt, kommt öfter vor als ${times(p)} der Standard erlaubt.`,
  'trailer-missing': (p) =>
    `Das Dokument endet ohne sein ${isEdifact(p) ? 'UNT' : 'SE'} vor Byte ${p['offset']}. Fügen Sie es an.`,
  'set-unsupported': (p) => `Die Art ${found(p)} in ST01 gibt es nicht. Nehmen Sie ihre drei Ziffern, etwa 850.`,
  'control-number-repeated': (p) => `Die Nummer ${found(p)} in ${p['segment']}02 kam in dieser Gruppe schon vor.`,
  'element-missing': (p) => `${at(p)} ist Pflicht, aber leer. Füllen Sie es aus.`,
  'element-condition-missing': (p) => `${at(p)} ist leer, hier aber nötig: ${p['expected']}. Füllen Sie es aus.`,
  'element-excluded': (p) => `${at(p)} muss hier leer sein: ${p['expected']}. Lassen Sie eines davon weg.`,
  'element-too-many': (p) =>
    `${p['segment']} (Segment ${p['segmentPosition']}) hat ${found(p)} Elemente, höchstens ${p['expected']} gibt es. Entfernen Sie, was zu viel ist.`,
  'element-too-short': (p) => `${at(p)} ist ${found(p)}, kürzer als ${p['expected']} Zeichen.`,
  'element-too-long': (p) => `${at(p)} ist ${found(p)}, länger als ${p['expected']} Zeichen.`,
  'element-character': (p) => `${at(p)} ist ${found(p)}; erwartet wird: ${p['expected']}.`,
  'element-code': (p) => `${at(p)} ist ${found(p)}, erwartet wird eines von ${p['expected']}.`,
  'element-date': (p) => `${at(p)} ist ${found(p)}, und das ist kein Datum als ${p['expected']}.`,
  'element-time': (p) => `${at(p)} ist ${found(p)}, und das ist keine Uhrzeit als ${p['expected']}.`,
  unreadable: () =>
    'In der Datei ist nichts, das als Übertragung zu lesen wäre. Senden Sie X12, das mit ISA beginnt, EDIFACT, das mit UNA oder UNB beginnt, oder ein Dokument in UBL oder cXML.',
  'usage-unsupported': (p) =>
    p['standard'] === 'cxml'
      ? `Request@deploymentMode ist „${p['value']}“, erwartet wird production (Betrieb) oder test.`
      : isEdifact(p)
        ? `0035 im UNB ist „${p['value']}“, erwartet wird nichts (Betrieb) oder 1 (Test).`
        : `ISA15 ist „${p['value']}“, erwartet wird P (Betrieb) oder T (Test).`,
  'mode-mismatch': (p) =>
    `${p['standard'] === 'cxml' ? 'Request@deploymentMode' : isEdifact(p) ? 'Der UNB' : 'ISA15'} sagt ${p['found']}, dieser Kanal ist aber für ${p['expected']}. Nehmen Sie den anderen Kanal, oder ändern Sie ${p['standard'] === 'cxml' ? 'das' : isEdifact(p) ? '0035 im UNB' : 'ISA15'}.`,
  'sender-not-yours': (p) =>
    `Der Absender ${called(p)} (${placeOf(p, 'sender', 'S002 im UNB', 'ISA05/ISA06')}) ist keine Kennung Ihrer Organisation. Senden Sie mit Ihrer eigenen, oder bitten Sie den Betreiber, sie einzutragen.`,
  'receiver-unknown': (p) =>
    `Der Empfänger ${called(p)} (${placeOf(p, 'receiver', 'S003 im UNB', 'ISA07/ISA08')}) ist hier nicht bekannt. Prüfen Sie die Kennung, oder bitten Sie den Betreiber um den Partner; die Datei bleibt da.`,
  'agreement-missing': (p) =>
    `Mit diesem Empfänger gibt es keine Vereinbarung über ${p['type']}. Das Dokument bleibt da; bitten Sie den Betreiber darum.`,
  'agreement-ambiguous': (p) =>
    `${p['count']} Vereinbarungen mit diesem Empfänger passen auf ${p['type']}; keine wurde gewählt. Der Betreiber muss alle bis auf eine beenden.`,
  'rule-held': (p) => `Die Regel „${p['rule']}“ hält es an: ${p['reason']}. Ein Mensch gibt es frei oder lehnt es ab.`,
  'rule-quarantined': (p) => `Die Regel „${p['rule']}“ legt es beiseite: ${p['reason']}. Ein Mensch entscheidet.`,
  'original-repeated': (p) =>
    `Ein Original ${p['type']} mit der Nummer ${p['key']} kam zwischen den beiden schon einmal. Ein Mensch entscheidet, ob es ein anderes ist.`,
  'control-number-reused': (p) =>
    `Die Nummer ${p['value']} (${placeOf(p, 'number', '0020 im UNB', 'ISA13')}) wurde schon für anderen Inhalt benutzt. Ist es neu, senden Sie es mit einer neuen Nummer.`,
  'all-or-nothing': () =>
    'Es wird abgelehnt, weil anderes neben ihm nicht gültig ist und nach Vereinbarung alles gilt oder nichts.',
  'document-suspended': (p) =>
    `${what(p)} ist nicht gültig, und nach Vereinbarung entscheidet ein Mensch: berichtigen oder ablehnen. Bis dahin bekommt der Absender keine Antwort.`,
  'approval-needed': (p) => `${what(p)} an ${whom(p)} wartet auf Zustimmung.`,
  'approval-overdue': (p) => `Die Zustimmung zu ${what(p)} an ${whom(p)} war bis ${p['dueAt']} fällig und fehlt.`,
  'approval-declined': (p) => `Es wurde nicht zugestimmt: ${p['reason']}`,
  'receipt-overdue': (p) =>
    `Die vereinbarte Quittung war bis ${p['dueAt']} fällig und fehlt. Fragen Sie ${whom(p)}, ob es angekommen ist.`,
  'sftp-key-ends': (p) =>
    `Der SFTP-Schlüssel „${p['called']}“ öffnet bis ${day(p['endsAt'])}. Fügen Sie den nächsten hinzu und stellen Sie um, oder setzen Sie ein späteres Ende.`,
  'api-key-ends': (p) =>
    `Der API-Schlüssel „${p['called']}“ endet am ${day(p['endsAt'])}. Wechseln Sie ihn, und stellen Sie um.`,
  'certificate-ends': (p) =>
    `Das Zertifikat, mit dem ${p['called']} Anmeldungen unterschreibt, endet am ${day(p['endsAt'])}. Besorgen Sie das nächste, legen Sie es in die Datei, und starten Sie das Grid neu.`,
  'http-try-later': (p) =>
    `Der Server des Empfängers antwortete ${p['status']} (Versuche: ${p['attempts']}). Fragen Sie dort, dann senden Sie noch einmal.`,
  'http-rejected': (p) => `Der Server des Empfängers lehnte mit ${p['status']} ab. Fragen Sie, was er erwartet.`,
  'http-disconnected': (p) =>
    `Der Server des Empfängers war nicht zu erreichen (${p['reason']}; Versuche: ${p['attempts']}). Prüfen Sie Adresse und Zustand.`,
  'channel-missing': () => 'Den Kanal zum Empfänger gibt es nicht mehr. Nennen Sie in der Vereinbarung einen anderen.',
  'delivery-outcome-unknown': () =>
    'Die Nachricht ging hinaus, aber die Verbindung endete vor der Antwort, und eine zweite würde schaden. Fragen Sie den Empfänger, ob sie da ist, und sagen Sie es hier.',
  'connection-ended': () => 'Die Verbindung dieses Kanals ist zu Ende. Lassen Sie ihn eine andere benutzen.',
  'item-empty': (p) => `Die Datei ${p['name']} hat keine Bytes und wurde nicht genommen.`,
}

/** Wozu das Grid Nein sagt, soweit es nicht schon unter den Problemen steht. */
export const germanRefusals: Words['refusals'] = {
  'request-invalid': { title: 'So geht es nicht', text: 'Die Anfrage hat nicht die erwartete Form.' },
  'not-found': { title: 'Das gibt es nicht', text: 'Es gibt hier nichts mit {id}, oder Sie dürfen es nicht sehen.' },
  'foreign-origin': { title: 'Von einer fremden Seite', text: 'Öffnen Sie das Grid unter seiner eigenen Adresse.' },
  'agreement-ended': { title: 'Sie ist zu Ende', text: 'Die Vereinbarung endete am {until}. Treffen Sie eine neue.' },
  'agreement-party-unknown': { title: 'Kein solcher Partner', text: 'Es gibt keine Organisation {organization}.' },
  'agreement-not-test': { title: 'Nicht im Test', text: 'Nur eine Vereinbarung im Test geht in den Betrieb über.' },
  'identifier-owned': { title: 'Schon vergeben', text: 'Die Kennung {called} gehört {owner}.' },
  'identifier-ended': { title: 'Sie ist zu Ende', text: 'Die Kennung endete am {until}.' },
  'connection-missing': {
    title: 'Keine solche Verbindung',
    text: 'Es gibt keine offene Verbindung {name} ({connector}).',
  },
  'correction-same': { title: 'Nichts ist anders', text: 'Die Kopie ist wie das Original.' },
  'correction-too-late': {
    title: 'Zu spät',
    text: 'Es ist {status} und ging seinen Weg; eine Korrektur wäre ein zweites.',
  },
  'correction-invalid': {
    title: 'Noch nicht gültig',
    text: 'Die Kopie ist noch nicht gültig. Bearbeiten Sie sie weiter.',
  },
  'correction-done': {
    title: 'Schon korrigiert',
    text: 'Es wurde schon korrigiert. Machen Sie mit dem weiter, was dabei entstand.',
  },
  'correction-nothing': { title: 'Das gibt es nicht', text: 'Es gibt hier nichts, das Sie korrigieren könnten.' },
  'bulk-empty': { title: 'Nichts passt', text: 'Kein Dokument erfüllt die Bedingungen.' },
  'api-key-too-strong': {
    title: 'Stärker als Sie',
    text: 'Der Schlüssel hätte Rechte, die Sie nicht haben: {scopes}.',
  },
  'proposal-others': { title: 'Nicht Ihrer', text: 'Nur wer ihn gemacht hat, zieht ihn zurück.' },
  'proposal-needs-person': { title: 'Ein Mensch stimmt zu', text: 'Ein Schlüssel kann keinem Vorschlag zustimmen.' },
}
