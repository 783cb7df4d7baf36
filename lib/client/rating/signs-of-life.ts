const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** Calls back whenever the rater does something on the page, before the page does; returns how to stop it. */
export function onSignsOfLife(noticed: () => void): () => void {
  for (const sign of signs) window.addEventListener(sign, noticed, { capture: true, passive: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, noticed, { capture: true })
  }
}
