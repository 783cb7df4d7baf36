/** What this browser stored under a name on an earlier visit; null when nothing, or when it may store nothing. */
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
    // What cannot be stored is shown again next time.
  }
}
