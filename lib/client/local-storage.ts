/** Reads a value from this browser's local storage. Null if there is none or storage is disabled. */
export function readLocal(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function writeLocal(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Without storage, what was dismissed is shown again next time.
  }
}

/** This browser's local storage. Null if it is disabled: then even accessing it throws. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
