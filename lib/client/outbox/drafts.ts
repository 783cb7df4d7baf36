import type { Reader } from '@/lib/client/api'
import { browserStorage } from '@/lib/client/local-storage'

/** Older drafts are deleted. */
const forgottenAfterMs = 7 * 86_400_000
const prefix = 'reassess-draft:'

/**
 * Drafts by name, stored so that a reload, an undo or a rejected submission restores them. Without storage, they last
 * as long as the page.
 */
export function draftStore(storage: Storage | null, now: () => number = Date.now) {
  /** Drafts that could not be stored. */
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
        // Without storage there is nothing to delete.
      }
    },
    /** Deletes the drafts whose names begin with `start`. */
    forgetAll(start: string) {
      for (const name of here.keys()) if (name.startsWith(start)) here.delete(name)
      try {
        for (const key of keysOf(storage, prefix + start)) storage?.removeItem(key)
      } catch {
        // Without storage there is nothing to delete.
      }
    },
    sweep() {
      try {
        for (const key of keysOf(storage, prefix)) {
          const { at } = JSON.parse(storage?.getItem(key) ?? '{}') as { at?: number }
          if (typeof at !== 'number' || now() - at > forgottenAfterMs) storage?.removeItem(key)
        }
      } catch {
        // They only take up space.
      }
    },
  }
}

const keysOf = (storage: Storage | null, start: string) =>
  Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '').filter((key) =>
    key.startsWith(start),
  )

let drafts: ReturnType<typeof draftStore> | null = null

/** The drafts of this browser, shared by raters and experts. Browser only. */
export function browserDrafts() {
  if (!drafts) {
    drafts = draftStore(browserStorage())
    drafts.sweep()
  }
  return drafts
}
