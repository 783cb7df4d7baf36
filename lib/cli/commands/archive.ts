import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Command } from 'commander'
import { AppError } from '@/lib/errors'
import { readProblem } from '@/lib/file-system'
import type { CreatedArchive } from '@/lib/services/backup/make-archive'
import { type Erasure, erasuresIn } from '@/lib/storage/erasure-log'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { writeExport } from '../write-export'
import { checkedState, missingImagesText, readIdentities } from './backup'
import { count } from './numbers'

export const archiveProjectCommand = () =>
  projectCommand(
    'archive-project',
    'Save a project to one file, to be restored on another server: rows, images, releases, people.',
  )
    .requiredOption('--to <file>', 'the archive; it appears when it is complete')
    .option('--recipient <key>', 'encrypt for this age recipient, age1…')
    .action(async ({ project: slug, to, recipient }: ProjectOptions & { to: string; recipient?: string }) => {
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { makeArchive } = await import('@/lib/services/backup/make-archive')
        let made: CreatedArchive | undefined
        const onMade = (all: CreatedArchive) => {
          made = all
        }
        const options = { recipient: recipient ?? null, onProgress, signal, onMade }
        const content = await makeArchive(actor, { slug, projectRoot }, options)
        const file = path.resolve(to)
        const byteSize = await writeExport(file, { fileName: path.basename(file), content }, signal)
        const { tables = 0, rows = 0, images = { count: 0, missing: 0 } } = made ?? {}
        const text = [
          `Wrote ${to}: ${count(rows, 'row')} of ${tables} tables and ${count(images.count, 'image')} in ${count(byteSize, 'byte')}.`,
          images.missing > 0 && `Image files missing from storage: ${count(images.missing)}.`,
        ]
        return { text, json: { project: slug, file, byteSize, tables, rows, images } }
      })
    })

async function readErasureList(file: string | undefined): Promise<Erasure[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readProblem(file, error)
  })
  const { erasures, brokenLines } = erasuresIn(text)
  if (brokenLines === 0) return erasures
  throw new AppError(
    'invalid-input',
    `${file} has ${count(brokenLines, 'line')} without a person who was erased. Name an erasures.jsonl.`,
  )
}

interface RestoreOptions {
  from: string
  as?: string
  identity?: string
  erasures?: string
  check?: boolean
}

export const restoreProjectCommand = () =>
  new Command('restore-project')
    .description('Restore a project from its archive, beside the existing projects. All or nothing.')
    .requiredOption('--from <file>', 'the archive')
    .option('--as <slug>', 'its address here (default: the address in the archive)')
    .option('--identity <file>', 'the age identity of an encrypted archive')
    .option('--erasures <file>', 'DATA_DIR/erasures.jsonl of the server it comes from: who was erased there since')
    .option('--check', 'read and check the whole archive, and change nothing')
    .action(async ({ from, as: slug, identity, erasures, check: isCheck = false }: RestoreOptions) => {
      const identities = await readIdentities(identity)
      const erased = await readErasureList(erasures)
      await runCommand(async ({ projectRoot, onProgress, signal }) => {
        const { restoreArchive } = await import('@/lib/services/backup/restore-archive')
        const options = { file: path.resolve(from), projectRoot, slug, identities, erasures: erased, isCheck }
        const restored = await restoreArchive({ ...options, onProgress, signal })
        const { rows, images, accounts, erasedAgain } = restored
        const text = [
          isCheck
            ? `The archive of ${restored.slug} ${checkedState(images.missing)}: ${count(rows, 'row')}, ${count(images.count, 'image')}.`
            : `Project ${restored.slug} is restored: ${count(rows, 'row')}, ${count(images.count, 'image')}.`,
          missingImagesText(images, 'archive'),
          accounts.added > 0 &&
            `Accounts made for people who had none here: ${count(accounts.added)}. They need a link for a password before they can sign in.`,
          erasedAgain > 0 &&
            `Erased again, because they had been erased since the archive was made: ${count(erasedAgain)}.`,
        ]
        if (isCheck && images.missing > 0) process.exitCode = 1
        return { text, json: { ...restored } }
      })
    })
