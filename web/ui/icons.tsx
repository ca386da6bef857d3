const SHAPES = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  home: 'M3 11 12 4l9 7M6 9.5V20h12V9.5',
  dashboard: 'M4 20V4m0 16h17M8.5 16v-5m5 5V7m5 9v-7',
  quarantine: 'M12 3 4 6v6c0 4.5 3.2 7.6 8 9 4.8-1.4 8-4.5 8-9V6zM12 8.5V13m0 2.5v.5',
  documents: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  upload: 'M12 16V5m-4.5 4L12 4.5 16.5 9M4 16v4h16v-4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14m5-2 5 5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 13 4.5 4.5L19 7',
  warning: 'M12 4 2.5 20h19zM12 10v4.5m0 2.5v.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  empty: 'M4 13 7 5h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5',
  lost: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3v.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 21c.7-4 3.5-6 7.5-6s6.8 2 7.5 6',
  download: 'M12 4v11m-4.5-4L12 15.5 16.5 11M4 16v4h16v-4',
  down: 'm6 9 6 6 6-6',
  star: 'm12 3.5 2.6 5.6 6 .7-4.4 4.2 1.1 6-5.3-3-5.3 3 1.1-6L3.4 9.8l6-.7z',
  cross: 'm6 6 12 12M18 6 6 18',
  work: 'M9 6V4h6v2M3.5 7h17v12h-17zM3.5 12h17',
  partners:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5m2 3.5c2 .8 3.2 2.7 3.5 5.5',
  agreements: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  guides: 'M4 5h6.5L12 6.5 13.5 5H20v14h-6.5L12 20.5 10.5 19H4zM12 6.5v14',
  dictionary: 'M6 3h13v18H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2m-2 15.5h15M9.5 13l2.5-6 2.5 6m-4-2h3',
  proposals:
    'M2.5 12c2-4 5.3-6 9.5-6s7.5 2 9.5 6c-2 4-5.3 6-9.5 6s-7.5-2-9.5-6M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  connections: 'M8 3v5m8-5v5M5 8h14v3a7 7 0 0 1-14 0zM12 18v3',
  key: 'M8 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M12.5 11.5H21V15M17 11.5V14',
  webhooks: 'M4 12h11m-4-4.5 4.5 4.5L11 16.5M20 4v16',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M10 13h4',
  audit: 'M5 3h14v18H5zM9 8h6M9 12h3M14.5 17.5 17 20m-4-5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21.5h4M12 5V3',
  settings:
    'M4 7h10m4 0h2M4 17h2m4 0h10M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
} as const

export type IconName = keyof typeof SHAPES

/** Drawn beside words, never instead of them: hidden from those who hear the page. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
