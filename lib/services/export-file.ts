import type { Readable } from 'node:stream'

/** A file made from a project, as it is written to disk or sent to a browser. */
export interface ExportFile {
  fileName: string
  mediaType: string
  content: Readable
  /** The run it tells of; null when it is about no run. */
  runId: number | null
}
