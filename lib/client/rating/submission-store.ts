import { isRecord } from '@/lib/client/is-record'
import type { SubmitInput } from '@/lib/contracts/rating/rating'

/** Answers on their way to the server. They are the same submission however often they are sent. */
export interface PendingSubmission {
  slug: string
  /** Whose answers they are: several accounts may rate in one browser, one after the other. */
  raterId: number
  assignmentId: number
  /** The order in which they are sent. */
  queuedAt: number
  input: SubmitInput
}

/** Whether this is a submission as this page writes it. An older one lacks what came later, which is then not measured. */
function isSubmission(row: unknown): row is PendingSubmission {
  if (!isRecord(row) || !isRecord(row.input)) return false
  const { slug, raterId, assignmentId, input } = row
  const areNumbers = [raterId, assignmentId, input.revision].every(Number.isInteger)
  return typeof slug === 'string' && areNumbers && Array.isArray(input.answers)
}

export interface SubmissionName {
  slug: string
  raterId: number
  assignmentId: number
  revision: number
}

export const nameKey = ({ slug, raterId, assignmentId, revision }: SubmissionName) =>
  `${slug}/${raterId}/${assignmentId}/${revision}`
export const submissionKey = ({ input, ...place }: PendingSubmission) => nameKey({ ...place, ...input })

/** Where submissions stay until the server has acknowledged them; `all` lists them in the order they were queued. */
export interface SubmissionStore {
  all(): Promise<PendingSubmission[]>
  put(submission: PendingSubmission): Promise<void>
  remove(key: string): Promise<void>
}

const known = (rows: unknown[]): PendingSubmission[] =>
  rows
    .filter(isSubmission)
    .map((row) => ({ ...row, queuedAt: row.queuedAt ?? 0 }))
    .sort((a, b) => a.queuedAt - b.queuedAt || a.assignmentId - b.assignmentId)

export function memoryStore(): SubmissionStore {
  const rows = new Map<string, PendingSubmission>()
  return {
    all: async () => known([...rows.values()]),
    put: async (submission) => void rows.set(submissionKey(submission), submission),
    remove: async (key) => void rows.delete(key),
  }
}

/** One entry of `storage` a submission, so that two tabs never overwrite each other's. */
export function webStorageStore(storage: Storage): SubmissionStore {
  const prefix = 'reassess-submission:'
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
    all: async () => known(keys().map(read)),
    put: async (submission) => storage.setItem(prefix + submissionKey(submission), JSON.stringify(submission)),
    remove: async (key) => storage.removeItem(prefix + key),
  }
}

export function indexedDbStore(factory: IDBFactory): SubmissionStore {
  const table = 'submissions'
  let opening: Promise<IDBDatabase> | null = null
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = () => {
    if (!opening) {
      const request = factory.open('reassess', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(table)
      opening = settled(request)
    }
    return opening
  }
  const rows = async (mode: IDBTransactionMode) => (await database()).transaction(table, mode).objectStore(table)
  return {
    all: async () => known(await settled((await rows('readonly')).getAll())),
    put: async (submission) => {
      await settled((await rows('readwrite')).put(submission, submissionKey(submission)))
    },
    remove: async (key) => {
      await settled((await rows('readwrite')).delete(key))
    },
  }
}

/** The first of `stores` that works. A browser in private mode may refuse IndexedDB, or all storage. */
export function firstWorkingStore(stores: SubmissionStore[]): SubmissionStore {
  let chosen: Promise<SubmissionStore> | null = null
  const choose = async () => {
    for (const store of stores) {
      try {
        await store.all()
        return store
      } catch {
        // The next one may work.
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
    put: async (submission) => (await store()).put(submission),
    remove: async (key) => (await store()).remove(key),
  }
}

export function browserSubmissionStore(): SubmissionStore {
  const stores: SubmissionStore[] = []
  try {
    stores.push(indexedDbStore(window.indexedDB), webStorageStore(window.localStorage))
  } catch {
    // Storage is switched off as a whole: merely naming it throws.
  }
  return firstWorkingStore(stores)
}
