import type { Readable } from 'node:stream'

export interface ExportFile {
  fileName: string
  content: Readable
  /** The run whose labels or scores it contains; absent if it depends on no run. */
  runId?: number
  /** Whether everyone gets the same bytes, so that they may be cached for minutes. */
  isPublic?: boolean
}

/** What an export needs to know about its project. Access has already been checked. */
export interface ExportedProject {
  id: number
  slug: string
}
