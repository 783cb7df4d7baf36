import type { Readable } from 'node:stream'

/** A file made from a project, as it is written to disk or sent to a browser. */
export interface ExportFile {
  fileName: string
  content: Readable
  /** The run whose labels or scores it holds; left out when it is about no run. */
  runId?: number
}

/** What an export needs to know of its project. Who may have it has been checked. */
export interface ExportedProject {
  id: number
  slug: string
}
