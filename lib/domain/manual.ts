/** Returns the anchor of a heading as GitHub does: `do-better-than-real` for "Do better than ReaL". */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

export const manualDocuments = [
  { name: 'guide', file: 'guide.md', title: 'Guide', address: '/help' },
  { name: 'settings', file: 'settings.md', title: 'Settings of the server', address: '/help/settings' },
  { name: 'api', file: 'api.md', title: 'API', address: '/help/api' },
  { name: 'release-files', file: 'release-files.md', title: 'Release files', address: '/help/release-files' },
] as const

export const guideAddress = (heading: string): string => `/help#${anchorOf(heading)}`
