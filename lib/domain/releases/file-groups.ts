/** Headings of lists of files, in display order. */
export const fileGroups = {
  published: 'In the layout of the published ReaL labels',
  table: 'Tables',
  tool: 'For other tools',
  about: 'About the release',
} as const

export type FileGroup = keyof typeof fileGroups

export const fileGroupKeys = Object.keys(fileGroups) as [FileGroup, ...FileGroup[]]

export interface OfferedFile {
  format: string
  group: FileGroup
  title: string
  /** End of its file name. */
  suffix: string
  needsRun: boolean
}
