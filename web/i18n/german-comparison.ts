type Found = Record<string, unknown>

/** Was eine Regel vergleicht, was sie fand, was sie erwartet und was zu tun ist. */
const RULES: Record<string, [found: string, expected: string, advice: string]> = {
  'order-unknown': [
    'die Bestellung ist',
    'eine Bestellung zwischen diesen beiden,',
    'Berichtigen Sie ihre Nummer, oder senden Sie zuerst die Bestellung.',
  ],
  'invoice-without-order': [
    'die Bestellung ist',
    'eine Bestellung zwischen diesen beiden,',
    'Berichtigen Sie ihre Nummer, oder vereinbaren Sie zuerst die Bestellung.',
  ],
  'order-closed': [
    'die Bestellung ist beendet durch',
    'eine offene Bestellung,',
    'Fragen Sie den Käufer, ob sie noch gilt.',
  ],
  'item-not-ordered': [
    'der Artikel ist',
    'eine Position der Bestellung,',
    'Nennen Sie Positions- oder Artikelnummer des Käufers, oder lassen Sie die Bestellung ändern.',
  ],
  'unit-differs': ['die Einheit ist', 'wie bestellt', 'Geben Sie die Menge in der Einheit der Bestellung an.'],
  'quantity-over': [
    'die Menge ist im Ganzen',
    'höchstens die bestellte,',
    'Berichtigen Sie die Menge, oder lassen Sie die Bestellung ändern.',
  ],
  'quantity-under': [
    'die bestätigte Menge ist',
    'die bestellte,',
    'Nehmen Sie die kleinere Menge an, oder bestellen Sie den Rest anderswo.',
  ],
  'invoiced-over-advised': [
    'die berechnete Menge ist im Ganzen',
    'höchstens die avisierte,',
    'Warten Sie auf den nächsten Lieferschein, oder fragen Sie, was geliefert wurde.',
  ],
  'invoiced-over-received': [
    'die berechnete Menge ist im Ganzen',
    'höchstens die erhaltene,',
    'Warten Sie auf die nächste Wareneingangsmeldung, oder verlangen Sie eine Gutschrift.',
  ],
  'credited-over-invoiced': [
    'die gutgeschriebene Menge ist im Ganzen',
    'höchstens die berechnete,',
    'Berichtigen Sie die Menge der Gutschrift.',
  ],
  'price-differs': [
    'der Preis ist',
    'wie bestellt',
    'Berichtigen Sie den Preis, oder lassen Sie die Bestellung ändern.',
  ],
  'currency-differs': ['die Währung ist', 'wie bestellt', 'Geben Sie Beträge in der Währung der Bestellung an.'],
  'total-differs': ['die Summe ist', 'die ihrer Teile,', 'Berichtigen Sie die Summe oder ihre Teile.'],
  'invoice-repeated': [
    'die Rechnungsnummer ist',
    'eine, die noch nicht benutzt wurde, anders als',
    'Geben Sie ihr eine eigene, oder ziehen Sie sie zurück, wenn sie dieselbe ist.',
  ],
  'shipped-late': ['der Tag ist', 'spätestens', 'Sagen Sie es dem Käufer, und vereinbaren Sie einen anderen.'],
}

const what = (p: Found) => `${p['type']} ${p['key'] ?? ''}`.trim()

const LEFT_OUT: Record<string, string> = {
  'interchange-too-large': 'die Übertragung ist größer als 1 MB',
  'document-too-large': 'es ist größer als 1 MB',
  'chain-too-large': 'zu seinen Bestellungen gehört zu viel',
  'chain-unreadable': 'die Bytes eines Dokuments, das dazugehört, sind nicht zu finden',
  'version-unknown': 'seine Version wird nicht übersetzt',
  unreadable: 'es ließ sich nicht als Geschäftsdokument lesen',
}

/** Was beim Vergleich mit der Bestellung auffiel. */
export const germanComparison: Record<string, (found: Found) => string> = {
  comparison: (p) => {
    const [found, expected, advice] = RULES[String(p['rule'])] ?? ['es ist', '', '']
    const other = p['other'] as { number: string } | undefined
    const where = p['line'] === undefined ? '' : `Position ${p['line']}: `
    const text = `${where}${found} „${p['value']}“, erwartet wird ${expected} „${p['expected']}“`
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}${other ? ` (${other.number})` : ''}. ${advice}`
  },
  'comparison-held': (p) =>
    `${what(p)} weicht von dem ab, was vorher kam (Stellen: ${p['count']}). Jemand gibt es frei oder lehnt es ab.`,
  'comparison-refused': (p) =>
    `${what(p)} weicht von dem ab, was vorher kam (Stellen: ${p['count']}), und wird nach Vereinbarung abgelehnt. Berichtigen Sie es, dann senden Sie noch einmal.`,
  'comparison-left-out': (p) => `${what(p)} wurde nicht verglichen: ${LEFT_OUT[String(p['reason'])] ?? p['reason']}.`,
  'business-refused': (p) =>
    `${p['type']} des Empfängers lehnt ${p['key'] ?? 'das Dokument'} ab: ${((p['reasons'] ?? []) as string[]).join(' ') || 'ohne Grund'} Berichtigen Sie es mit ihm, dann senden Sie noch einmal.`,
}
