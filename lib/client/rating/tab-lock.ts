/** `asking`: not known yet; `here`: this tab has the lock; `elsewhere`: another one has. */
export type TabState = 'asking' | 'here' | 'elsewhere'

export interface TabLock {
  /** Takes the lock from the tab that has it. */
  take(): void
  leave(): void
}

type Locks = Pick<LockManager, 'request'>

/**
 * One tab of a browser rates at a time, by a lock of the browser that ends with the tab. A tab that waits gets the lock
 * when the other closes, or takes it away on purpose.
 */
export function webTabLock(name: string, locks: Locks, onState: (tabState: TabState) => void): TabLock {
  let isLeft = false
  let letGo: () => void = () => undefined
  let waiting = new AbortController()

  /** Resolves to false when the lock was not to be had at once; rejects when it was taken away or no more waited for. */
  async function hold(options: LockOptions): Promise<boolean> {
    return locks.request(name, options, async (lock) => {
      if (!lock) return false
      if (isLeft) return true
      onState('here')
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
      return true
    })
  }

  async function sit(options: LockOptions) {
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
    const patience = new AbortController()
    waiting = patience
    try {
      await hold({ signal: patience.signal })
    } catch {
      // Aborted while waiting means that this tab takes the lock itself.
      if (!patience.signal.aborted) await wait()
    }
  }

  void sit({ ifAvailable: true })

  return {
    take() {
      waiting.abort()
      void sit({ steal: true })
    },
    leave() {
      isLeft = true
      waiting.abort()
      letGo()
    },
  }
}

/** A sign of the tab that has the lock, renewed while it lives. */
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
  /** Calls back when another tab may have written. */
  onStorage: (listener: () => void) => () => void
  onState: (tabState: TabState) => void
}

/**
 * The same where the browser gives no locks, as over plain http: the tab that has the lock leaves a sign in the storage
 * and renews it. Two tabs may meet for a moment, which does no harm, as the server takes each submission once.
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
      // A browser that stores nothing cannot tell its tabs from each other.
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

/** A tab whose browser can do neither has the lock: there is nobody to ask. */
const soleTabLock = (onState: (tabState: TabState) => void): TabLock => {
  onState('here')
  return { take: () => undefined, leave: () => undefined }
}

/** The session of `name` in this browser. Only in a browser. */
export function browserTabLock(name: string, onState: (tabState: TabState) => void): TabLock {
  // Missing outside of https and localhost, whatever the types say.
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
