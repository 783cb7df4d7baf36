const longestPath = 1_000
const longestName = 255
const deepest = 32

const bytes = (text: string) => new TextEncoder().encode(text).length

/**
 * What is wrong with the path of a file that a browser sends, as the end of a sentence that begins with the path; null
 * when it may be stored as it stands under a folder of its own. Parts are separated by “/”.
 */
export function uploadPathProblem(path: string): string | null {
  if (path === '') return 'is empty'
  if (/\p{Cs}/u.test(path)) return 'holds half a character'
  if (/\p{Cc}/u.test(path)) return 'holds a control character'
  if (path.includes('\\')) return 'holds a backslash; parts are parted by “/”'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'is absolute; it has to start at the folder that was chosen'
  if (bytes(path) > longestPath) return `is longer than ${longestPath.toLocaleString('en')} bytes`
  const parts = path.split('/')
  if (parts.length > deepest) return `lies more than ${deepest} folders deep`
  if (parts.some((part) => part === '')) return 'has an empty part'
  if (parts.some((part) => part === '.' || part === '..')) return 'climbs with “.” or “..”'
  if (parts.some((part) => bytes(part) > longestName)) return `has a name of more than ${longestName} bytes`
  return null
}
