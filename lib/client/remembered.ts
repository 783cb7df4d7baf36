/** What this browser remembers under a name between visits; null when nothing, or when it may store nothing. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // What cannot be remembered is shown again next time.
  }
}
