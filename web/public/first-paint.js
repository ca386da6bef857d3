// Before the first paint, so that a dark page does not flash white: the colours that were chosen, or those of the system.
const chosen = localStorage.getItem('entrepot.colors')
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')

// And what the first page shows is asked for before its script has come; api/early.ts takes it from here.
window.early = {}
if (!/^\/(sign-in|join)(\/|$)/.test(location.pathname)) {
  const asked = ['/api/v1/me']
  if (location.pathname === '/') asked.push('/api/v1/documents?limit=8', '/api/v1/work-items/counts')
  for (const path of asked) {
    window.early[path] = fetch(path)
    window.early[path].catch(() => {})
  }
}
