import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * Bundles programs into one new folder, since a thread is loaded from a file next to the one that starts it. The folder
 * is inside the project, so that packages are found.
 */
export async function bundleBeside(entryPoints: string[]) {
  const folder = path.resolve('node_modules/.cache', `reassess-${randomUUID().slice(0, 8)}`)
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints,
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  })
  return {
    folder,
    load: (name: string) => import(pathToFileURL(path.join(folder, `${name}.mjs`)).href),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
