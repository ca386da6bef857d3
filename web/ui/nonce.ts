declare global {
  interface Window {
    /** Read by the package that locks scrolling behind a dialog, for the style that it adds. */
    __webpack_nonce__?: string
  }
}

/** What the server's policy lets styles through with: its own for each page. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

window.__webpack_nonce__ = nonce
