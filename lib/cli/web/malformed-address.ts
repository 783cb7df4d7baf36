/** Whether an address is written wrongly: its path must decode to text, which Next takes for granted. */
export function isMalformedAddress(url: string | undefined): boolean {
  const [path = ''] = (url ?? '').split('?')
  try {
    decodeURIComponent(path)
    return false
  } catch {
    return true
  }
}
