import encode from 'qr'

interface QrPictureProps {
  text: string
  /** What it is, for those who do not see it. */
  label: string
}

/** A QR code (ISO/IEC 18004), dark on white in dark mode too: cameras look for that. */
export function QrPicture({ text, label }: QrPictureProps) {
  // With the quiet zone of four modules that readers need around it (§9.1).
  const rows = encode(text, 'raw', { border: 4 })
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`}>
      <path fill="#fff" d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} />
      <path fill="#000" shapeRendering="crispEdges" d={squares.join('')} />
    </svg>
  )
}
