import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from '@mantine/core'

export const colors = localStorageColorSchemeManager({ key: 'entrepot.colors' })

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 7 },
  colors: {
    harbour: [
      '#eaf5f7',
      '#d5e8ec',
      '#a9d2da',
      '#7abbc7',
      '#55a8b7',
      '#3f9dae',
      '#2a8799',
      '#1b7080',
      '#0b5f6f',
      '#06474f',
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  // Who has asked their system for stillness gets it here, too; the rest of it stands in console.css.
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
})

/** Darker (lighter on dark) than the defaults, which are below the contrast of 4.5 to 1 that small text needs (WCAG 1.4.3). */
export const variables: CSSVariablesResolver = ({ colors: { gray, dark, red, harbour } }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray![7],
    '--mantine-color-placeholder': gray![7],
    '--mantine-color-error': red![9],
    '--mantine-color-anchor': harbour![8],
    '--page': gray![0],
  },
  dark: {
    '--mantine-color-dimmed': dark![1],
    '--mantine-color-placeholder': dark![1],
    '--mantine-color-error': red![4],
    '--mantine-color-anchor': harbour![3],
    '--page': dark![8],
  },
})
