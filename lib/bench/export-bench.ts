import { finished } from 'node:stream/promises'
import type { Actor } from '@/lib/domain/permissions'
import { snapshotFormats } from '@/lib/formats/release-formats'
import { exportProject } from '@/lib/services/export-project'
import { type BenchRow, peakMemory, rounded, seconds } from './bench-row'

/** Measures a live export of a project in every release format, through the service. */
export async function benchExports(actor: Actor, slug: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const format of Object.keys(snapshotFormats)) {
    const start = performance.now()
    const { content } = await exportProject(actor, { slug, format })
    let byteSize = 0
    content.on('data', (bytes: Buffer) => {
      byteSize += bytes.length
    })
    await finished(content)
    rows.push({
      what: `export ${format}`,
      figure: seconds(performance.now() - start),
      beside: `${rounded(byteSize * 1e-6, 1)} MB; ${peakMemory()}`,
    })
  }
  return rows
}
