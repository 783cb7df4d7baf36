import type { Page } from 'playwright/test'

export interface Effort {
  clicks: number
  keys: number
  fields: number
  seconds: number
}

/**
 * Counts a user's actions on a page: clicks, key presses, and fields that are filled, selected or given files without
 * either. Call it before the first navigation.
 */
export async function countEffort(page: Page) {
  const counts = { clicks: 0, keys: 0, fields: 0 }
  const startedAt = Date.now()
  await page.exposeFunction('countedAct', (act: keyof typeof counts) => {
    counts[act]++
  })
  await page.addInitScript(() => {
    const count = (act: string) => (window as unknown as { countedAct: (act: string) => void }).countedAct(act)
    addEventListener('pointerdown', ({ isTrusted }) => isTrusted && count('clicks'), true)
    addEventListener('keydown', ({ isTrusted }) => isTrusted && count('keys'), true)
    // Filling a field at once fires no key event. A changed checkbox was already counted as a click or key.
    addEventListener(
      'input',
      ({ target }) => {
        if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) count('fields')
        else if (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type))
          count('fields')
      },
      true,
    )
  })
  return (): Effort => ({ ...counts, seconds: (Date.now() - startedAt) / 1000 })
}

export const effortText = ({ clicks, keys, fields, seconds }: Effort) =>
  `${clicks} clicks, ${keys} keys, ${fields} fields, ${seconds.toFixed(1)} s`
