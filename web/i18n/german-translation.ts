type Found = Record<string, unknown>

interface Loss {
  at?: string
  path?: string
  value: string
}

const what = (p: Found) => `${p['type']} ${p['key'] ?? ''}`.trimEnd()
const lost = (p: Found) =>
  ((p['losses'] ?? []) as Loss[])
    .slice(0, 3)
    .map(({ at, path, value }) => `${at ?? path} „${value}“`)
    .join('; ')

/** Was einer Übersetzung im Weg steht. */
export const germanTranslation: Record<string, (p: Found) => string> = {
  'translation-loses': (p) =>
    `${what(p)} sagt, wofür ${p['format']} keinen Platz hat (Stellen: ${p['count']}): ${lost(p)}. Geben Sie es ohne das frei, lehnen Sie es ab, oder berichtigen Sie es.`,
  'translation-too-large': (p) =>
    `${what(p)} hat ${p['sizeBytes']} Bytes, erwartet werden höchstens 64 MB, wenn es zu ${p['format']} übersetzt wird. Lassen Sie es in Teilen senden, oder vereinbaren Sie, es zuzustellen, wie es kommt.`,
  'translation-no-form': (p) =>
    `${p['type']} ${p['version']} kann nicht als ${p['format']} geschrieben werden. Vereinbaren Sie eine andere Form, oder es zuzustellen, wie es kommt (deliverAs: null), und geben Sie es frei.`,
  'translation-unnamed': (p) =>
    `${p['organization']} hat keine Kennung (${p['mode']}) nach dem Schema ${p['scheme']}, die der Umschlag der Form des Empfängers braucht. Tragen Sie sie ein, und geben Sie das Dokument frei.`,
}
