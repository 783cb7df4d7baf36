/** `asking`: unknown yet. `here`: this tab has the lock. `elsewhere`: another tab has it. */
export type TabState = 'asking' | 'here' | 'elsewhere'

export interface TabLock {
  take(): void
  leave(): void
}

type Locks = Pick<LockManager, 'request'>

/**
 * Lets one tab of a browser rate at a time, with a Web Lock, which ends with the tab. A waiting tab gets the lock when
 * the other closes, or takes it over on request.
 */
function webTabLock(name: string, locks: Locks, onState: (tabState: TabState) => void): TabLock {
  let isLeft = false
  let releaseLock: () => void = () => undefined
  let waiting = new AbortController()

  /** Resolves to false if the lock was not available at once. Rejects if it was taken away or the wait was aborted. */
  async function hold(options: LockOptions): Promise<boolean> {
    return locks.request(name, options, async (lock) => {
      if (!lock) return false
      if (isLeft) return true
      onState('here')
      await new Promise<void>((resolve) => {
        releaseLock = resolve
      })
      return true
    })
  }

  async function acquire(options: LockOptions) {
    try {
      if (await hold(options)) return
    } catch {
      // Another tab took the lock.
    }
    await wait()
  }

  async function wait() {
    if (isLeft) return
    onState('elsewhere')
    const waitController = new AbortController()
    waiting = waitController
    try {
      await hold({ signal: waitController.signal })
    } catch {
      // An aborted wait means that this tab is taking the lock itself.
      if (!waitController.signal.aborted) await wait()
    }
  }

  void acquire({ ifAvailable: true })

  return {
    take() {
      waiting.abort()
      void acquire({ steal: true })
    },
    leave() {
      isLeft = true
      waiting.abort()
      releaseLock()
    },
  }
}

/** Record of the tab that has the lock, renewed while the tab is open. */
interface Sign {
  tab: string
  at: number
}

const renewedEveryMs = 2_000
const deadAfterMs = 6_000

interface StorageTabLockOptions {
  storage: Storage
  tab: string
  now: () => number
  /** Subscribes to writes of other tabs. */
  onStorage: (listener: () => void) => () => void
  onState: (tabState: TabState) => void
}

/**
 * A lock for browsers without Web Locks, for example over plain http: its tab keeps renewing a record in storage. Two
 * tabs may briefly both have it; the server accepts each submission only once.
 */
export function storageTabLock(
  name: string,
  { storage, tab, now, onStorage, onState }: StorageTabLockOptions,
): TabLock {
  const key = `reassess-tab:${name}`
  let tabState: TabState = 'asking'
  const be = (next: TabState) => {
    if (next !== tabState) onState(next)
    tabState = next
  }
  const sign = (): Sign | null => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null')
    } catch {
      return null
    }
  }
  const put = () => {
    try {
      storage.setItem(key, JSON.stringify({ tab, at: now() } satisfies Sign))
    } catch {
      // A browser without storage cannot tell its tabs apart.
    }
    be('here')
  }
  const check = () => {
    const held = sign()
    const isOthers = held !== null && held.tab !== tab && now() - held.at < deadAfterMs
    if (isOthers) be('elsewhere')
    else put()
  }
  check()
  const timer = setInterval(check, renewedEveryMs)
  const forget = onStorage(() => {
    if (sign()?.tab !== tab) check()
  })
  return {
    take: put,
    leave() {
      clearInterval(timer)
      forget()
      if (sign()?.tab === tab) storage.removeItem(key)
    },
  }
}

/** A tab of a browser with neither Web Locks nor storage always has the lock. */
const soleTabLock = (onState: (tabState: TabState) => void): TabLock => {
  onState('here')
  return { take: () => undefined, leave: () => undefined }
}

/** The tab lock called `name`. Browser only. */
export function browserTabLock(name: string, onState: (tabState: TabState) => void): TabLock {
  // Missing outside of secure contexts, despite its type.
  const locks: LockManager | undefined = navigator.locks
  if (locks) return webTabLock(`reassess-tab:${name}`, locks, onState)
  try {
    return storageTabLock(name, {
      storage: window.localStorage,
      tab: `${Date.now()}-${Math.random()}`,
      now: Date.now,
      onStorage(listener) {
        window.addEventListener('storage', listener)
        return () => window.removeEventListener('storage', listener)
      },
      onState,
    })
  } catch {
    return soleTabLock(onState)
  }
}
