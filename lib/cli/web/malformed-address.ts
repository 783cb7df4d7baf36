/** Whether the path of a URL cannot be decoded, which Next assumes it can. */
export function isMalformedAddress(url: string | undefined): boolean {
  const [path = ''] = (url ?? '').split('?')
  try {
    decodeURIComponent(path)
    return false
  } catch {
    return true
  }
}
