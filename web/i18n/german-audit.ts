import type { Words } from './english.ts'
import type { englishAudit } from './english-audit.ts'

export const germanAudit: Pick<Words, keyof typeof englishAudit> = {
  audit: {
    title: 'Protokoll',
    about: 'Wer was geändert, geöffnet und heruntergeladen hat.',
    empty: 'Nichts passt',
    emptyAbout: 'Ändern Sie die Filter. Jede Änderung und jeder Blick auf einen Beleg erscheint hier.',
    at: 'Wann',
    who: 'Wer',
    what: 'Was',
    subject: 'Woran',
    kind: 'Art der Handlung',
    kinds: {
      '': 'Alle',
      'document.*': 'Belege',
      'document.opened': 'Geöffnete Belege',
      'document.downloaded': 'Heruntergeladene Belege',
      'interchange.*': 'Übertragungen',
      'agreement.*': 'Vereinbarungen',
      'connection.*': 'Verbindungen',
      'organization.*': 'Organisationen',
      'member.*': 'Personen und Anmeldungen',
      'invitation.*': 'Einladungen',
      'api-key.*': 'API-Schlüssel',
      'work.*': 'Aufgaben',
      'webhook.*': 'Webhooks',
    },
    from: 'Von',
    until: 'Bis',
    system: 'das Grid selbst',
    actors: { member: 'Person', 'api-key': 'API-Schlüssel', sftp: 'SFTP', system: 'Grid' },
    details: 'Einzelheiten',
    export: 'Als CSV herunterladen',
    exportAbout: 'Alles, was zu den Filtern passt, nicht nur das Gezeigte',
  },
}
