/** `asking`: not known yet; `here`: this tab has the seat; `elsewhere`: another one has. */
export type TabPlace = 'asking' | 'here' | 'elsewhere'

export interface TabSeat {
  /** Takes the seat from the tab that has it. */
  take(): void
  leave(): void
}

type Locks = Pick<LockManager, 'request'>

/**
 * One tab of a browser rates at a time, by a lock of the browser that ends with the tab. A tab that waits gets the seat
 * when the other closes, or takes it away on purpose.
 */
export function lockSeat(name: string, locks: Locks, onPlace: (place: TabPlace) => void): TabSeat {
  let isLeft = false
  let letGo: () => void = () => undefined
  let waiting = new AbortController()

  /** Resolves to false when the lock was not to be had at once; rejects when it was taken away or no more waited for. */
  async function hold(options: LockOptions): Promise<boolean> {
    return locks.request(name, options, async (lock) => {
      if (!lock) return false
      if (isLeft) return true
      onPlace('here')
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
      // Another tab took the seat.
    }
    await wait()
  }

  async function wait() {
    if (isLeft) return
    onPlace('elsewhere')
    const patience = new AbortController()
    waiting = patience
    try {
      await hold({ signal: patience.signal })
    } catch {
      // Aborted while waiting means that this tab takes the seat itself.
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

/** A sign of the tab that has the seat, renewed while it lives. */
interface Sign {
  tab: string
  at: number
}

const renewedEveryMs = 2_000
const deadAfterMs = 6_000

interface StorageSeatOptions {
  storage: Storage
  tab: string
  now: () => number
  /** Calls back when another tab may have written. */
  onStorage: (listener: () => void) => () => void
  onPlace: (place: TabPlace) => void
}

/**
 * The same where the browser gives no locks, as over plain http: the tab that has the seat leaves a sign in the storage
 * and renews it. Two tabs may meet for a moment, which does no harm, as the server takes each submission once.
 */
export function storageSeat(name: string, { storage, tab, now, onStorage, onPlace }: StorageSeatOptions): TabSeat {
  const key = `reassess-seat:${name}`
  let place: TabPlace = 'asking'
  const be = (next: TabPlace) => {
    if (next !== place) onPlace(next)
    place = next
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

/** A tab whose browser can do neither has the seat: there is nobody to ask. */
const onlySeat = (onPlace: (place: TabPlace) => void): TabSeat => {
  onPlace('here')
  return { take: () => undefined, leave: () => undefined }
}

/** The seat of `name` in this browser. Only in a browser. */
export function browserSeat(name: string, onPlace: (place: TabPlace) => void): TabSeat {
  // Missing outside of https and localhost, whatever the types say.
  const locks: LockManager | undefined = navigator.locks
  if (locks) return lockSeat(`reassess-seat:${name}`, locks, onPlace)
  try {
    return storageSeat(name, {
      storage: window.localStorage,
      tab: `${Date.now()}-${Math.random()}`,
      now: Date.now,
      onStorage(listener) {
        window.addEventListener('storage', listener)
        return () => window.removeEventListener('storage', listener)
      },
      onPlace,
    })
  } catch {
    return onlySeat(onPlace)
  }
}
