import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { readProblem } from '@/lib/file-system'
import type { RestoredImages } from '@/lib/services/backup/restore-backup'
import type { SealedKind } from '@/lib/services/backup/sealed-parts'
import { runCommand } from '../run-command'
import { count, number } from './numbers'

function placeOf(given: string | undefined, option: string): string {
  const where = given ?? env.BACKUP_TO
  if (where) return where
  throw new AppError(
    'invalid-input',
    `Name the folder or s3://bucket/prefix of the backups: ${option}, or the setting BACKUP_TO.`,
  )
}

export const backupCommand = () =>
  new Command('backup')
    .description(
      'Save the whole server while it runs: all rows in one snapshot, image files, erasures. Old backups are removed.',
    )
    .option('--to <where>', 'a folder or s3://bucket/prefix (the setting BACKUP_TO)')
    .option('--keep <number>', 'how many backups are kept (the setting BACKUP_KEEP, 7)', number)
    .option('--recipient <key>', 'encrypt for this age recipient, age1… (the setting BACKUP_RECIPIENT)')
    .action(async ({ to, keep = env.BACKUP_KEEP, recipient }: { to?: string; keep?: number; recipient?: string }) => {
      const where = placeOf(to, '--to')
      if (!Number.isInteger(keep) || keep < 1)
        throw new AppError('invalid-input', '--keep must be a whole number from 1.')
      await runCommand(async ({ projectRoot, onProgress, signal }) => {
        const { makeBackup } = await import('@/lib/services/backup/make-backup')
        const { withBackupLock } = await import('@/lib/db/backup/backup-rows')
        const { openBackupStore } = await import('@/lib/storage/backup-store')
        const { encrypterFor } = await import('@/lib/services/backup/sealed-parts')
        const key = recipient ?? env.BACKUP_RECIPIENT ?? null
        if (key !== null) encrypterFor(key)
        const store = await openBackupStore(where)
        const options = { recipient: key, keep, onProgress }
        const made = await withBackupLock(
          (held) => makeBackup(store, projectRoot, { ...options, signal: held }),
          signal,
        )
        const text = [
          `Backup ${made.name}: ${count(made.rows, 'row')} of ${made.tables} tables in ${count(made.byteSize, 'byte')}, ${count(made.images.count, 'image')} (${count(made.images.copied, 'file')} copied).`,
          made.images.missing > 0 && `Image files missing from storage: ${count(made.images.missing)}.`,
          made.removed.length > 0 && `Removed: ${made.removed.join(', ')}.`,
        ]
        return { text, json: { ...made } }
      })
    })

interface RestoreOptions {
  from?: string
  backup?: string
  identity?: string
  check?: boolean
}

/** Reads the age identities from a file written by age-keygen; none without a file. */
export async function readIdentities(file: string | undefined): Promise<string[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readProblem(file, error)
  })
  const lines = text.split('\n').map((line) => line.trim())
  const identities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (identities.length === 0)
    throw new AppError(
      'invalid-input',
      `${file} has no line that begins with AGE-SECRET-KEY-. Name a file that age-keygen has written.`,
    )
  const { decrypterFor } = await import('@/lib/services/backup/sealed-parts')
  decrypterFor(identities)
  return identities
}

export const checkedState = (missingImages: number) =>
  missingImages === 0 ? 'is complete and undamaged' : 'is incomplete'

export const missingImagesText = ({ missing, missingKeys }: RestoredImages, kind: SealedKind) =>
  missing > 0 &&
  `Image files missing from the ${kind} or damaged: ${count(missing)}, ${missing > 5 ? 'such as ' : ''}${missingKeys.slice(0, 5).join(', ')}.`

export const restoreCommand = () =>
  new Command('restore')
    .description('Restore a server from a backup into a database without projects and accounts. All or nothing.')
    .option('--from <where>', 'a folder or s3://bucket/prefix (the setting BACKUP_TO)')
    .option('--backup <name>', 'which backup (the newest)')
    .option('--identity <file>', 'the age identity of an encrypted backup')
    .option('--check', 'read and check the whole backup, and change nothing')
    .action(async ({ from, backup, identity, check = false }: RestoreOptions) => {
      const where = placeOf(from, '--from')
      const identities = await readIdentities(identity)
      await runCommand(async ({ projectRoot, onProgress, signal }) => {
        const { restoreBackup } = await import('@/lib/services/backup/restore-backup')
        const { openBackupStore } = await import('@/lib/storage/backup-store')
        const options = { name: backup, identities, isCheck: check, onProgress, signal }
        const restored = await restoreBackup(await openBackupStore(where, { isRead: true }), projectRoot, options)
        const { name, rows, images, erasedAgain } = restored
        const text = [
          `Backup ${name} ${check ? checkedState(images.missing) : 'is restored'}: ${count(rows, 'row')}, ${count(images.count, 'image')}.`,
          missingImagesText(images, 'backup'),
          erasedAgain > 0 && `Erased again, because they had been erased since the backup: ${count(erasedAgain)}.`,
        ]
        if (check && images.missing > 0) process.exitCode = 1
        return { text, json: { ...restored } }
      })
    })
