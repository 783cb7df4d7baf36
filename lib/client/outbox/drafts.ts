import type { Reader } from '@/lib/client/reader'

/** Nobody comes back to what was begun longer ago. */
const forgottenAfterMs = 7 * 86_400_000
const prefix = 'reassess-draft:'

/**
 * What was begun and not submitted, one draft under each name, kept beyond the page: what comes back after a reload, an
 * undo or a refusal has its draft again. Where the browser stores nothing drafts last as long as the page.
 */
export function draftStore(storage: Storage | null, now: () => number = Date.now) {
  /** What could not be stored. */
  const here = new Map<string, string>()
  return {
    read<T>(name: string, reader: Reader<T>): T | null {
      try {
        const { at: _, ...draft } = JSON.parse(here.get(name) ?? storage?.getItem(prefix + name) ?? 'null')
        const parsed = reader.safeParse(draft)
        return parsed.success ? parsed.data : null
      } catch {
        return null
      }
    },
    keep(name: string, draft: object) {
      const text = JSON.stringify({ ...draft, at: now() })
      try {
        if (!storage) throw new Error('There is no storage.')
        storage.setItem(prefix + name, text)
        here.delete(name)
      } catch {
        here.set(name, text)
      }
    },
    forget(name: string) {
      here.delete(name)
      try {
        storage?.removeItem(prefix + name)
      } catch {
        // Nothing was kept then.
      }
    },
    /** Forgets the drafts whose names begin with `start`. */
    forgetAll(start: string) {
      for (const name of here.keys()) if (name.startsWith(start)) here.delete(name)
      try {
        for (const key of keysOf(storage, prefix + start)) storage?.removeItem(key)
      } catch {
        // Nothing was kept then.
      }
    },
    /** Takes drafts away to which nobody came back. */
    sweep() {
      try {
        for (const key of keysOf(storage, prefix)) {
          const { at } = JSON.parse(storage?.getItem(key) ?? '{}') as { at?: number }
          if (typeof at !== 'number' || now() - at > forgottenAfterMs) storage?.removeItem(key)
        }
      } catch {
        // They only take up room.
      }
    },
  }
}

const keysOf = (storage: Storage | null, start: string) =>
  Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '').filter((key) =>
    key.startsWith(start),
  )

let drafts: ReturnType<typeof draftStore> | null = null

/** The drafts of this browser, of raters and experts alike. Only in a browser. */
export function browserDrafts() {
  if (!drafts) {
    let storage: Storage | null = null
    try {
      storage = window.localStorage
    } catch {
      // Merely naming it throws where storage is switched off.
    }
    drafts = draftStore(storage)
    drafts.sweep()
  }
  return drafts
}
