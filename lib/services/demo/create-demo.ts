import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { whileStoringImages } from '@/lib/db/data/image-file-lock'
import { hasImages } from '@/lib/db/projects/project-content-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject } from '@/lib/db/session/transaction'
import { sha256 } from '@/lib/db/sha256'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { storeImage } from '@/lib/storage/image-store'
import { type DemoPhotograph, demoPhotographs } from './demo-photographs'
import { writeDemoResults } from './demo-results'
import { type Shown, writeDemoRows } from './demo-rows'

/** Null if the package is missing or contains another file under that name. */
async function readPhotograph(photograph: DemoPhotograph, projectRoot: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(path.join(projectRoot, 'node_modules', photograph.package, photograph.path))
    return sha256(bytes) === photograph.sha256 ? bytes : null
  } catch {
    return null
  }
}

async function storePhotographs(projectRoot: string, { onProgress, signal }: ProgressHooks): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const [k, photograph] of demoPhotographs.entries()) {
    signal?.throwIfAborted()
    onProgress?.('Preparing images', k, demoPhotographs.length)
    const bytes = await readPhotograph(photograph, projectRoot)
    if (bytes) shown.push({ ...photograph, stored: await storeImage(bytes) })
  }
  return shown
}

/**
 * Fills the demo project with the photographs whose packages are installed, a week of simulated votes and everything
 * after it, leaving two answers per task to people. Continues after an interruption. Returns the number of photographs.
 */
export async function createDemo(
  actor: Actor,
  { slug, projectRoot }: { slug: string; projectRoot: string },
  progress: ProgressHooks = {},
  now = new Date(),
) {
  const { project } = await guardProject(actor, slug, 'admin')
  const shown = await whileStoringImages(async () => {
    const stored = await storePhotographs(projectRoot, progress)
    if (stored.length === 0)
      throw new AppError(
        'conflict',
        'The npm packages with the demo images are not installed. Run npm install and try again.',
      )
    progress.onProgress?.('Writing the project', 0, stored.length)
    await withCopySession(async (session) => {
      await lockProject(session, project.id)
      if (await hasImages(session, project.id)) return
      await writeDemoRows(session, { projectId: project.id, shown: stored, now }, projectRoot)
      progress.signal?.throwIfAborted()
    })
    return stored
  })
  progress.onProgress?.('Writing the project', shown.length, shown.length)
  await writeDemoResults(actor, { slug, projectId: project.id, projectRoot, shown, now }, (step, done, total) => {
    progress.signal?.throwIfAborted()
    progress.onProgress?.(step, done, total)
  })
  return { photographs: shown.length, missing: demoPhotographs.length - shown.length }
}
