const maxPathBytes = 1_000
const maxNameBytes = 255
const deepest = 32

/** A Windows drive, alone or with a path. A letter and a colon may also begin a name, such as `x:y.jpg`. */
const drive = /^[A-Za-z]:\.{0,2}(\/|$)/

const bytes = (text: string) => new TextEncoder().encode(text).length

/** Explains, as the end of a sentence, why an uploaded path is invalid; null if it can be stored. */
export function uploadPathProblem(path: string): string | null {
  if (path === '') return 'is empty'
  if (/\p{Cs}/u.test(path)) return 'contains an incomplete character'
  if (/\p{Cc}/u.test(path)) return 'contains a control character'
  if (path.includes('\\')) return 'contains a backslash; folders are separated by “/”'
  if (path.startsWith('/') || drive.test(path)) return 'is absolute; it must be relative to the chosen folder'
  if (bytes(path) > maxPathBytes) return `is longer than ${maxPathBytes.toLocaleString('en')} bytes`
  const parts = path.split('/')
  if (parts.length > deepest) return `is more than ${deepest} folders deep`
  if (parts.some((part) => part === '')) return 'has an empty part'
  if (parts.some((part) => part === '.' || part === '..')) return 'contains “.” or “..”'
  if (parts.some((part) => bytes(part) > maxNameBytes)) return `has a name of more than ${maxNameBytes} bytes`
  return null
}
