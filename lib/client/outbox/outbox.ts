import { ApiError } from '@/lib/client/api'
import {
  browserStore,
  type EntryName,
  entryKey,
  noteOwner,
  type OutboxEntry,
  type OutboxOwner,
  type OutboxStore,
} from './outbox-store'

/** `waiting`: the server is unreachable, or the account `needs` something; everything is stored and sent again. */
export interface SaveState {
  state: 'saved' | 'saving' | 'waiting'
  pending: number
  needs: 'sign-in' | 'access' | null
}

export const nothingToSave: SaveState = { state: 'saved', pending: 0, needs: null }

export type OutboxKinds = Record<string, { input: unknown; output: unknown }>

export type EntryOf<Kinds extends OutboxKinds, Kind extends keyof Kinds & string> = OutboxEntry<
  Kind,
  Kinds[Kind]['input']
>

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
/** A restarting server is back within minutes, so retry every few seconds for that long. */
const [defaultDelayMs, defaultAttempts] = [4_000, 60]
const maxDelayMs = 30_000

/** Returns the delay in ms after consecutive failures: 1, 2, 4, 4 … s, then 30 s after about four minutes. */
const delayAfter = (failures: number) =>
  failures > defaultAttempts ? maxDelayMs : Math.min(defaultDelayMs, firstDelayMs * 2 ** (failures - 1))

/**
 * Sends entries until the server has accepted or rejected each. An entry is stored before its first attempt, so it
 * survives a closed tab; by its id, the server recognizes a repeated entry. Sends and counts only entries of the
 * current owner and of kinds with a sender here. Others stay stored until their own rater, or a page that can send
 * them, is back: under another account, the server would reject them for good.
 */
export class Outbox<Kinds extends OutboxKinds> {
  private readonly pending = new Map<string, AnyEntry<Kinds>>()
  private readonly watchers = new Set<() => void>()
  private readonly listeners = new Set<(outcome: OutboxOutcome<Kinds>) => void>()
  private owner: OutboxOwner | null = null
  private snapshot = nothingToSave
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private isRunning = false
  private sending: string | null = null
  /** Entries with at least one attempt: the server may have them even if the request failed. */
  private readonly tried = new Set<string>()
  private readonly stored = new Set<string>()

  constructor(
    private readonly store: OutboxStore,
    private readonly senders: Senders<Kinds>,
  ) {}

  private isMine = ({ slug, raterId }: OutboxOwner) => slug === this.owner?.slug && raterId === this.owner.raterId
  /** The owner's pending entries; unlike in `saveState`, without one whose outcome is being reported. */
  mine = () => [...this.pending].filter(([, entry]) => this.isMine(entry))
  private hasSender = (entry: OutboxEntry): entry is AnyEntry<Kinds> => entry.kind in this.senders

  private show(state: SaveState['state'], needs: SaveState['needs'] = null) {
    const { snapshot } = this
    const pending = this.mine().length
    if (snapshot.state === state && snapshot.pending === pending && snapshot.needs === needs) return
    this.snapshot = { state, pending, needs }
    for (const watcher of this.watchers) watcher()
  }

  private async remove(key: string) {
    this.pending.delete(key)
    this.stored.delete(key)
    await this.store.remove(key).catch(() => undefined)
  }

  private async finish(key: string, entry: AnyEntry<Kinds>, result: { output: unknown } | { error: ApiError }) {
    this.tried.delete(key)
    this.failures = 0
    const outcome = { kind: entry.kind, entry, output: null, error: null, ...result } as OutboxOutcome<Kinds>
    const removed = this.remove(key)
    // Report at once, so that no caller sees an entry that is no longer pending but has no outcome yet.
    for (const listener of this.listeners) listener(outcome)
    await removed
  }

  /** Sends one entry. Returns false if it has to be sent again later. */
  private async sendOne(key: string, entry: AnyEntry<Kinds>): Promise<boolean> {
    if (this.failures === 0) this.show('saving')
    this.tried.add(key)
    this.sending = key
    try {
      await this.finish(key, entry, { output: await this.senders[entry.kind as keyof Kinds & string](entry) })
    } catch (reason) {
      const error = reason instanceof ApiError ? reason : new ApiError(0, 'offline', String(reason))
      const needs = error.code === 'no-access' ? 'access' : error.status === 401 ? 'sign-in' : null
      // A successful status with an unreadable body proves nothing: it may come from an intermediary.
      const isRefused = error.status >= 400 && !error.isTemporary && !needs
      if (isRefused) await this.finish(key, entry, { error })
      // Otherwise the owner has changed meanwhile, and the new owner's entries need not wait for this one.
      else if (this.isMine(entry)) {
        this.failures += 1
        this.show('waiting', needs)
        return false
      }
    }
    return true
  }

  /** Sends pending entries at once instead of after the delay, since the connection may be back. */
  retry = async () => {
    clearTimeout(this.timer)
    if (this.isRunning) return
    this.isRunning = true
    try {
      for (let [next] = this.mine(); next; [next] = this.mine()) {
        if (await this.sendOne(...next)) continue
        this.timer = setTimeout(this.retry, delayAfter(this.failures))
        return
      }
      this.show('saved')
    } finally {
      this.isRunning = false
      this.sending = null
    }
  }

  /** Stores the entry, and starts to send it if it belongs to the current owner. Listeners get the outcome. */
  async add(entry: AnyEntry<Kinds>) {
    const key = entryKey(entry)
    this.pending.set(key, entry)
    if (this.isMine(entry)) this.show(this.failures === 0 ? 'saving' : 'waiting', this.snapshot.needs)
    // Without storage the entry still lives in this tab, which is better than not sending it.
    await this.store.put(entry).then(
      () => this.stored.add(key),
      () => undefined,
    )
    await this.retry()
  }

  /** Sets the current owner. Loads and returns the entries that the owner left behind in an earlier page. */
  async open(next: OutboxOwner): Promise<AnyEntry<Kinds>[]> {
    const { pending, stored, tried } = this
    noteOwner(next)
    if (!this.isMine(next)) {
      this.owner = next
      this.failures = 0
      this.show(this.mine().length > 0 ? 'saving' : 'saved')
    }
    const kept = await this.store.all().catch(() => [])
    const left = kept
      .filter(this.hasSender)
      .filter(({ slug, raterId }) => slug === next.slug && raterId === next.raterId)
    const leftKeys = new Set(left.map(entryKey))
    // An entry that was stored but is gone was sent by another tab.
    for (const [key] of this.mine())
      if (stored.has(key) && !leftKeys.has(key) && key !== this.sending) pending.delete(key)
    const rest = this.mine().filter(([key]) => !leftKeys.has(key))
    for (const [key] of this.mine()) pending.delete(key)
    for (const entry of left) {
      const key = entryKey(entry)
      pending.set(key, entry)
      stored.add(key)
      // An earlier page or another tab may have sent it without receiving the response.
      tried.add(key)
    }
    for (const [key, entry] of rest) pending.set(key, entry)
    void this.retry()
    return left
  }

  /** Stops sending, because another tab does it now. */
  close() {
    this.owner = null
    clearTimeout(this.timer)
    this.show('saved')
  }

  /** Removes an entry that was never sent. Returns false if it is gone or was tried, since the server may have it. */
  async takeBack(name: EntryName) {
    const key = entryKey(name)
    if (!this.pending.has(key) || this.tried.has(key)) return false
    await this.remove(key)
    if (this.mine().length === 0) this.show('saved')
    else this.show(this.snapshot.state, this.snapshot.needs)
    return true
  }

  isPending = (name: EntryName) => this.pending.has(entryKey(name))

  saveState = () => this.snapshot

  watch = (watcher: () => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  onOutcome(listener: (outcome: OutboxOutcome<Kinds>) => void) {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

/** An outbox of this browser that retries whenever the connection may be back. Browser only. */
export function browserOutbox<Kinds extends OutboxKinds>(senders: Senders<Kinds>): Outbox<Kinds> {
  const made = new Outbox(browserStore(), senders)
  window.addEventListener('online', made.retry)
  // The user may come back from signing in in another tab, or reopen a laptop.
  window.addEventListener('focus', made.retry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && made.retry())
  return made
}

let lastStamp = 0
/** Returns the current time, raised on every call, so that entries of the same millisecond keep their order. */
export function queueStamp() {
  lastStamp = Math.max(lastStamp + 1, Date.now())
  return lastStamp
}
