import type { Reader } from '@/lib/client/reader'

/** What was begun and not submitted. It is kept beyond the page under a name, one draft for each. */
export function readDraft<T>(name: string, reader: Reader<T>): T | null {
  try {
    const parsed = reader.safeParse(JSON.parse(localStorage.getItem(`reassess-draft:${name}`) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function keepDraft(name: string, draft: unknown) {
  try {
    localStorage.setItem(`reassess-draft:${name}`, JSON.stringify(draft))
  } catch {
    // A browser that stores nothing holds the answers until the page is left.
  }
}

export function forgetDraft(name: string) {
  try {
    localStorage.removeItem(`reassess-draft:${name}`)
  } catch {
    // Nothing was kept then.
  }
}
