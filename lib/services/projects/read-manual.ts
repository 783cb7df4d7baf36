import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { manualDocuments } from '@/lib/domain/manual'
import { type Manual, manualHtml } from '@/lib/formats/manual-html'

const addresses = new Map(manualDocuments.map(({ file, address }) => [file, address]))

export async function readManual(name: string): Promise<Manual | null> {
  const found = manualDocuments.find((one) => one.name === name)
  if (!found) return null
  return manualHtml(
    await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), 'docs', found.file), 'utf8'),
    addresses,
  )
}
