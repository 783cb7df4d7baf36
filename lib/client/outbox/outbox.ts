import { ApiError } from '@/lib/client/api-error'
import {
  browserStore,
  type EntryName,
  entryKey,
  type OutboxEntry,
  type OutboxOwner,
  type OutboxStore,
} from './outbox-store'

/** `waiting`: the server is out of reach, or asks for a new sign-in; everything is kept and sent again. */
export interface SaveState {
  state: 'saved' | 'saving' | 'waiting'
  pending: number
  needsSignIn: boolean
}

export const nothingToSave: SaveState = { state: 'saved', pending: 0, needsSignIn: false }

/** What entries of each kind carry, and what the server answers to them. */
export type OutboxKinds = Record<string, { input: unknown; output: unknown }>

export type EntryOf<Kinds extends OutboxKinds, Kind extends keyof Kinds & string> = OutboxEntry<
  Kind,
  Kinds[Kind]['input']
>

/** What became of an entry, for each kind: the server's answer, or its refusal. */
export type OutboxOutcome<Kinds extends OutboxKinds> = {
  [Kind in keyof Kinds & string]: { kind: Kind; entry: EntryOf<Kinds, Kind> } & (
    | { output: Kinds[Kind]['output']; error: null }
    | { output: null; error: ApiError }
  )
}[keyof Kinds & string]

type AnyEntry<Kinds extends OutboxKinds> = { [Kind in keyof Kinds & string]: EntryOf<Kinds, Kind> }[keyof Kinds &
  string]

export type Senders<Kinds extends OutboxKinds> = {
  [Kind in keyof Kinds & string]: (entry: EntryOf<Kinds, Kind>) => Promise<Kinds[Kind]['output']>
}

const firstDelayMs = 1_000
/** A server that restarts is back within minutes, so whoever waits for it does not wait for much longer than it takes. */
const [usualDelayMs, usualAttempts] = [4_000, 60]
const longestDelayMs = 30_000

/** How long to wait after so many failures in a row, in milliseconds: 1, 2, 4, 4 … seconds, after about four minutes 30. */
const delayAfter = (failures: number) =>
  failures > usualAttempts ? longestDelayMs : Math.min(usualDelayMs, firstDelayMs * 2 ** (failures - 1))

/**
 * Sends entries until the server has accepted or refused each. An entry is stored before its first attempt, so it
 * outlives a closed tab; it keeps its id, so sending it twice does no harm, since the server recognises it. Only those of the present owner
 * are sent and counted, and only kinds that have a sender here. All others stay stored until their own rater, or a page
 * that can send them, is back: the server would refuse them for good under another account.
 */
export function outbox<Kinds extends OutboxKinds>({ store, senders }: { store: OutboxStore; senders: Senders<Kinds> }) {
  type Entry = AnyEntry<Kinds>
  const pending = new Map<string, Entry>()
  const watchers = new Set<() => void>()
  const listeners = new Set<(outcome: OutboxOutcome<Kinds>) => void>()
  let owner: OutboxOwner | null = null
  let snapshot = nothingToSave
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false
  /** The key of the entry under way. */
  let sending: string | null = null
  /** Entries of which an attempt was made: the server may have them, whatever came back. */
  const tried = new Set<string>()
  const stored = new Set<string>()

  const isMine = ({ slug, raterId }: OutboxOwner) => slug === owner?.slug && raterId === owner.raterId
  const mine = () => [...pending].filter(([, entry]) => isMine(entry))
  const hasSender = (entry: OutboxEntry): entry is Entry => entry.kind in senders

  function show(state: SaveState['state'], needsSignIn = false) {
    const count = mine().length
    if (snapshot.state === state && snapshot.pending === count && snapshot.needsSignIn === needsSignIn) return
    snapshot = { state, pending: count, needsSignIn }
    for (const watcher of watchers) watcher()
  }

  async function finish(key: string, entry: Entry, result: { output: unknown } | { error: ApiError }) {
    pending.delete(key)
    tried.delete(key)
    stored.delete(key)
    failures = 0
    const outcome = { kind: entry.kind, entry, output: null, error: null, ...result } as OutboxOutcome<Kinds>
    // At once, so that nobody meets an entry that is pending no more and of which nothing is known yet.
    for (const listener of listeners) listener(outcome)
    await store.remove(key).catch(() => undefined)
  }

  /** Sends one entry; false when it has to be sent again later. */
  async function sendOne(key: string, entry: Entry): Promise<boolean> {
    if (failures === 0) show('saving')
    tried.add(key)
    sending = key
    try {
      await finish(key, entry, { output: await senders[entry.kind as keyof Kinds & string](entry) })
    } catch (reason) {
      const error = reason instanceof ApiError ? reason : new ApiError(0, 'offline', String(reason))
      const needsSignIn = error.status === 401
      // A reply that says it succeeded but cannot be read settles nothing: it may be the server's, or an intermediary's.
      const isRefused = error.status >= 400 && !error.isTemporary && !needsSignIn
      if (isRefused) await finish(key, entry, { error })
      // Another rater has come meanwhile, whose own entries need not wait for this one.
      else if (isMine(entry)) {
        failures += 1
        show('waiting', needsSignIn)
        return false
      }
    }
    return true
  }

  async function run() {
    if (timer) clearTimeout(timer)
    timer = null
    if (running) return
    running = true
    try {
      for (let [next] = mine(); next; [next] = mine()) {
        if (await sendOne(...next)) continue
        timer = setTimeout(run, delayAfter(failures))
        return
      }
      show('saved')
    } finally {
      running = false
      sending = null
    }
  }

  return {
    /** Keeps the entry, and starts to send it if it is of the present owner. The outcome goes to the listeners. */
    async add(entry: Entry) {
      const key = entryKey(entry)
      pending.set(key, entry)
      if (isMine(entry)) show(failures === 0 ? 'saving' : 'waiting', snapshot.needsSignIn)
      // Without storage the entry still lives in this tab, which is better than not sending it.
      await store.put(entry).then(
        () => stored.add(key),
        () => undefined,
      )
      await run()
    },
    /** From now on sends for this owner. Takes up what the owner left behind in an earlier page, and returns it. */
    async open(next: OutboxOwner): Promise<Entry[]> {
      if (!isMine(next)) {
        owner = next
        failures = 0
        show(mine().length > 0 ? 'saving' : 'saved')
      }
      const kept = await store.all().catch(() => [])
      const left = kept.filter(hasSender).filter(({ slug, raterId }) => slug === next.slug && raterId === next.raterId)
      const leftKeys = new Set(left.map(entryKey))
      // What was stored and is so no more, another tab has sent.
      for (const [key] of mine()) if (stored.has(key) && !leftKeys.has(key) && key !== sending) pending.delete(key)
      const rest = mine().filter(([key]) => !leftKeys.has(key))
      for (const [key] of mine()) pending.delete(key)
      for (const entry of left) {
        const key = entryKey(entry)
        pending.set(key, entry)
        stored.add(key)
        // An earlier page, or another tab, may have sent it without hearing of it.
        tried.add(key)
      }
      for (const [key, entry] of rest) pending.set(key, entry)
      void run()
      return left
    },
    /** From now on sends nothing: another tab does. */
    close() {
      owner = null
      if (timer) clearTimeout(timer)
      timer = null
      show('saved')
    },
    /**
     * Takes an entry out before it was ever sent; false when it was tried, as the server may have it then, or is not
     * here any more.
     */
    async takeBack(name: EntryName) {
      const key = entryKey(name)
      if (!pending.has(key) || tried.has(key)) return false
      pending.delete(key)
      stored.delete(key)
      await store.remove(key).catch(() => undefined)
      if (mine().length === 0) show('saved')
      else show(snapshot.state, snapshot.needsSignIn)
      return true
    },
    isPending: (name: EntryName) => pending.has(entryKey(name)),
    /** Tries at once instead of at the next appointed time: the connection may be back. */
    retry: () => void run(),
    saveState: () => snapshot,
    watch(watcher: () => void) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    onOutcome(listener: (outcome: OutboxOutcome<Kinds>) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Outbox<Kinds extends OutboxKinds> = ReturnType<typeof outbox<Kinds>>

/** An outbox of this browser, which tries again whenever the connection may be back. Only in a browser. */
export function browserOutbox<Kinds extends OutboxKinds>(senders: Senders<Kinds>): Outbox<Kinds> {
  const made = outbox<Kinds>({ store: browserStore(), senders })
  window.addEventListener('online', made.retry)
  // Someone may come back from signing in in another tab, or open a laptop again.
  window.addEventListener('focus', made.retry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && made.retry())
  return made
}

let lastStamp = 0
/** The time, which rises with every call, so that two entries of one millisecond are still told apart. */
export function queueStamp() {
  lastStamp = Math.max(lastStamp + 1, Date.now())
  return lastStamp
}
