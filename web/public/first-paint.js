// Before the first paint, so that a dark page does not flash white: the colours that were chosen, or those of the system.
const chosen = localStorage.getItem('entrepot.colors')
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
