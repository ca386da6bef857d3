import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './console.css'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { LanguageProvider, loadWords } from './i18n/language.tsx'
import { router } from './routes.tsx'
import { nonce } from './ui/nonce.ts'
import { Told } from './ui/Told.tsx'
import { colors, theme, variables } from './ui/theme.ts'

// A page that was opened before the grid was updated asks for scripts that are gone.
window.addEventListener('vite:preloadError', () => window.location.reload())

// The page stands before the first render: what is drawn to wait is drawn by the HTML, and each render takes its time. Not awaited
// here: scripts of pages import this one, and would wait for it.
void Promise.all([loadWords(), router.load()]).then(([words]) => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <DirectionProvider initialDirection={words.direction} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          colorSchemeManager={colors}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
        >
          <QueryClientProvider client={queries}>
            <LanguageProvider first={words}>
              <Told />
              <RouterProvider router={router} />
            </LanguageProvider>
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  )
})
