import type { Words } from './english.ts'
import type { englishNotifications } from './english-notifications.ts'

export const germanNotifications: Pick<Words, keyof typeof englishNotifications> = {
  notifications: {
    title: 'Mitteilungen',
    bell: (count: string) => `Mitteilungen, ${count} ungelesen`,
    bellNone: 'Mitteilungen, keine ungelesen',
    empty: 'Nichts mitzuteilen',
    emptyAbout: 'Was Sie braucht oder nicht gelang, steht dann hier.',
    readAll: 'Alle gelesen',
    read: 'Als gelesen markieren',
    readOf: (what: string) => `Als gelesen markieren: ${what}`,
    unread: 'ungelesen',
    since: (first: string) => `seit ${first}`,
    choose: 'Wählen, was Ihnen mitgeteilt wird',
    what: {
      'work-assigned': (n: number) =>
        n === 1 ? 'Ihnen wurde eine Aufgabe gegeben' : `Ihnen wurden ${n} Aufgaben gegeben`,
      'approval-waiting': (n: number) =>
        n === 1 ? 'Ein Dokument wartet auf Ihre Genehmigung' : `${n} Dokumente warten auf Ihre Genehmigung`,
      'approval-overdue': (n: number) =>
        n === 1 ? 'Eine Genehmigung ist überfällig' : `${n} Genehmigungen sind überfällig`,
      'document-failed': (n: number) =>
        n === 1 ? 'Ein Dokument ist fehlgeschlagen' : `${n} Dokumente sind fehlgeschlagen`,
      'document-set-aside': (n: number) =>
        n === 1 ? 'Ein Dokument wurde beiseitegelegt' : `${n} Dokumente wurden beiseitegelegt`,
      'document-suspended': (n: number) => (n === 1 ? 'Ein Dokument ist ausgesetzt' : `${n} Dokumente sind ausgesetzt`),
      'document-declined': (n: number) =>
        n === 1 ? 'Ein Dokument wurde abgelehnt' : `${n} Dokumente wurden abgelehnt`,
      'receipt-overdue': (n: number) => (n === 1 ? 'Eine Quittung ist überfällig' : `${n} Quittungen sind überfällig`),
      'connection-halted': (n: number) =>
        n === 1 ? 'Eine Verbindung wurde angehalten' : `${n} Verbindungen wurden angehalten`,
      'key-ending': (n: number) => (n === 1 ? 'Ein Schlüssel endet bald' : `${n} Schlüssel enden bald`),
      'proposal-waiting': (n: number) =>
        n === 1 ? 'Eine Änderung wartet auf eine zweite Person' : `${n} Änderungen warten auf eine zweite Person`,
    },
    kinds: {
      'work-assigned': 'Mir wird eine Aufgabe gegeben',
      'approval-waiting': 'Ein Dokument wartet auf eine Genehmigung, die ich geben darf',
      'approval-overdue': 'Eine Genehmigung ist überfällig',
      'document-failed': 'Ein Dokument schlägt fehl oder ist nicht zustellbar',
      'document-set-aside': 'Ein Dokument oder eine Datei wird beiseitegelegt',
      'document-suspended': 'Ein Dokument ist ausgesetzt, bis jemand entscheidet',
      'document-declined': 'Ein Dokument wird abgelehnt',
      'receipt-overdue': 'Eine Quittung kommt nicht rechtzeitig',
      'connection-halted': 'Eine Verbindung wird angehalten',
      'key-ending': 'Ein Schlüssel oder Zertifikat endet bald',
      'proposal-waiting': 'Eine Änderung wartet auf eine zweite Person',
    },
    wishes: 'Was Ihnen mitgeteilt wird',
    wishesAbout:
      'Ihre Rolle sagt, was Ihnen mitgeteilt werden kann; Sie sagen, was davon Sie möchten. Gilt, sobald Sie umschalten.',
    nothingPossible: 'Personen in Ihrer Rolle wird nichts mitgeteilt',
    otherwise: 'anders, als Ihre Rolle es sagt',
    exceptions: 'Ausnahmen',
    exceptionsAbout:
      'Für einen Partner oder eine Dokumentart kann es anders sein. Was den Partner nennt, geht vor, dann was die Dokumentart nennt.',
    noExceptions: 'Keine Ausnahmen',
    kind: 'Was',
    any: 'Was es auch ist',
    type: 'Dokumentart',
    typeHint: 'Etwa 850; leer: alle',
    partner: 'Partner',
    partnerHint: 'Der Kurzname; leer: alle',
    told: 'Mitteilen',
    notTold: 'Nicht mitteilen',
    verdict: 'Dann',
    add: 'Ausnahme hinzufügen',
    needsOne: 'Nennen Sie einen Partner oder eine Dokumentart.',
    removeOf: (what: string) => `Die Ausnahme für ${what} entfernen`,
    log: 'Wem was mitgeteilt wurde',
    logAbout: 'Mitteilungen aller Personen: gelesene bleiben einen Monat, andere ein halbes Jahr.',
    logEmpty: 'Noch wurde niemandem etwas mitgeteilt',
    who: 'Wem',
    first: 'Zuerst',
    last: 'Zuletzt',
    readAt: 'Gelesen',
    notRead: 'noch nicht',
  },
}
