import { isRecord } from '@/lib/client/api'
import { readLocal, writeLocal } from '@/lib/client/local-storage'

/** The owner of entries. Several accounts may use one browser, one after the other. */
export interface OutboxOwner {
  slug: string
  raterId: number
}

/** An answer on its way to the server. It stays the same entry however often it is sent. */
export interface OutboxEntry<Kind extends string = string, Input = unknown> extends OutboxOwner {
  kind: Kind
  /** Unique among the entries of the same kind and owner. */
  id: string
  queuedAt: number
  input: Input
}

export type EntryName = Omit<OutboxEntry, 'queuedAt' | 'input'>

export const entryKey = ({ kind, slug, raterId, id }: EntryName) => `${kind}/${slug}/${raterId}/${id}`

/** Stores entries until the server has acknowledged them. `all` lists them in the order they were queued. */
export interface OutboxStore {
  all(): Promise<OutboxEntry[]>
  put(entry: OutboxEntry): Promise<void>
  remove(key: string): Promise<void>
}

/** Whether this is an entry in the current format. An entry of an older page may have no time, and comes first. */
function isEntry(row: unknown): row is OutboxEntry {
  if (!isRecord(row) || !isRecord(row.input)) return false
  const areTexts = [row.kind, row.slug, row.id].every((part) => typeof part === 'string')
  return areTexts && Number.isInteger(row.raterId)
}

const entriesIn = (rows: unknown[]): OutboxEntry[] =>
  rows
    .filter(isEntry)
    .map((row) => ({ ...row, queuedAt: row.queuedAt ?? 0 }))
    .sort((a, b) => a.queuedAt - b.queuedAt)

export function memoryStore(): OutboxStore {
  const rows = new Map<string, OutboxEntry>()
  return {
    all: async () => entriesIn([...rows.values()]),
    put: async (entry) => void rows.set(entryKey(entry), entry),
    remove: async (key) => void rows.delete(key),
  }
}

/** Stores each entry as an item of its own, so that two tabs never overwrite each other's entries. */
export function webStorageStore(storage: Storage): OutboxStore {
  const prefix = 'reassess-outbox:'
  const keys = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key?.startsWith(prefix))
  const read = (key: string | null | undefined): unknown => {
    try {
      return JSON.parse(storage.getItem(key ?? '') ?? 'null')
    } catch {
      return null
    }
  }
  return {
    all: async () => entriesIn(keys().map(read)),
    put: async (entry) => storage.setItem(prefix + entryKey(entry), JSON.stringify(entry)),
    remove: async (key) => storage.removeItem(prefix + key),
  }
}

function indexedDbStore(factory: IDBFactory): OutboxStore {
  const table = 'outbox'
  let opening: Promise<IDBDatabase> | null = null
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = () => {
    if (!opening) {
      const request = factory.open('reassess-outbox', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(table)
      opening = settled(request)
    }
    return opening
  }
  const rows = async (mode: IDBTransactionMode) => (await database()).transaction(table, mode).objectStore(table)
  /** Commits at once: otherwise the page does so when it learns of the success, and loses the entry if it is closed before. */
  const write = async (change: (store: IDBObjectStore) => IDBRequest) => {
    const store = await rows('readwrite')
    const request = change(store)
    store.transaction.commit()
    await settled(request)
  }
  return {
    all: async () => entriesIn(await settled((await rows('readonly')).getAll())),
    put: (entry) => write((store) => store.put(entry, entryKey(entry))),
    remove: (key) => write((store) => store.delete(key)),
  }
}

/** Uses the first of `stores` that works. A private window may refuse IndexedDB, or all storage. */
export function firstWorkingStore(stores: OutboxStore[]): OutboxStore {
  let chosen: Promise<OutboxStore> | null = null
  const choose = async () => {
    for (const store of stores) {
      try {
        await store.all()
        return store
      } catch {
        // Try the next store.
      }
    }
    return memoryStore()
  }
  const store = () => {
    chosen ??= choose()
    return chosen
  }
  return {
    all: async () => (await store()).all(),
    put: async (entry) => (await store()).put(entry),
    remove: async (key) => (await store()).remove(key),
  }
}

export function browserStore(): OutboxStore {
  const stores: OutboxStore[] = []
  try {
    stores.push(indexedDbStore(window.indexedDB), webStorageStore(window.localStorage))
  } catch {
    // If storage is disabled, even accessing `localStorage` throws.
  }
  return firstWorkingStore(stores)
}

const ownersKey = 'reassess-outbox-owners'
const nameOf = ({ slug, raterId }: OutboxOwner) => `${slug}/${raterId}`
const knownOwners = () => readLocal(ownersKey)?.split(' ') ?? []

/**
 * Notes that the signed-in account is this owner, so that other pages can count its unsent entries. An earlier owner in
 * the project was another account.
 */
export function noteOwner(owner: OutboxOwner) {
  const others = knownOwners().filter((name) => !name.startsWith(`${owner.slug}/`))
  writeLocal(ownersKey, [...others, nameOf(owner)].join(' '))
}

export const forgetOwners = () => writeLocal(ownersKey, '')

/** Counts the entries of the signed-in account that this browser still has to send. */
export async function countUnsent(store: OutboxStore = browserStore()): Promise<number> {
  const known = knownOwners()
  return (await store.all()).filter((entry) => known.includes(nameOf(entry))).length
}
