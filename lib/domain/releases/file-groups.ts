/** The headings under which files are listed, in their order. */
export const fileGroups = {
  published: 'In the layout of the published ReaL labels',
  table: 'Tables',
  tool: 'For other tools',
} as const

export type FileGroup = keyof typeof fileGroups

export const fileGroupKeys = Object.keys(fileGroups) as [FileGroup, ...FileGroup[]]

/** A file that the Download menus offer. */
export interface OfferedFile {
  format: string
  group: FileGroup
  title: string
  /** How its name ends. */
  suffix: string
  needsRun: boolean
}
