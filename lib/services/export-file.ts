import type { Readable } from 'node:stream'

/** A file made from a project, to be written to disk or sent to a browser. */
export interface ExportFile {
  fileName: string
  content: Readable
  /** The run whose labels or scores it contains; absent if it depends on no run. */
  runId?: number
}

/** What an export needs to know about its project. Access has already been checked. */
export interface ExportedProject {
  id: number
  slug: string
}
