import { randomUUID } from 'node:crypto'
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, messageOf } from './errors'

const fullDisk = ['the disk is full', 'Free some space, or choose a folder on another disk.'] as const
const forbidden = [
  'you have no permission to write there',
  'Change the permissions, or choose another folder.',
] as const

/** By the system's code: what is wrong, and what to do. */
const refusals: Record<string, readonly [reason: string, fix: string]> = {
  ENOSPC: fullDisk,
  EDQUOT: fullDisk,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: ['the file system is read-only', 'Choose another folder.'],
  ENOENT: ['its folder does not exist', 'Create the folder, or correct the path.'],
  ENOTDIR: ['a part of its path is a file', 'Correct the path.'],
  EISDIR: ['there is a folder with this name', 'Choose another name.'],
  EEXIST: ['there is a file with this name', 'Choose another name.'],
}

const missing = ['nothing with this name', 'it does not exist'] as const
const closed = ['a file that you have no permission to read', 'you have no permission to read it'] as const
/** By the system's code: what was found in place of a file to read, and why it cannot be read. */
const unreadable: Record<string, readonly [found: string, why: string]> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EISDIR: ['a folder', 'it is a folder'],
  EACCES: closed,
  EPERM: closed,
}

/** Returns the system's code of an error, such as ENOENT. */
export const codeOf = (cause: unknown) => String((cause as NodeJS.ErrnoException | null)?.code)

/** Whether the disk is full, or the space allotted to the user is. */
export const hasNoSpace = (cause: unknown) => ['ENOSPC', 'EDQUOT'].includes(codeOf(cause))

/** Returns null if the file or folder does not exist. */
export async function nullIfMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return null
    throw error
  }
}

/** Returns what the system found in place of a file to read, or the text of any other error. */
export const reasonOf = (cause: unknown): string => unreadable[codeOf(cause)]?.[0] ?? messageOf(cause)

/** Returns AppError `invalid-input` with the reason why a file cannot be read. */
export const readProblem = (file: string, cause: unknown): AppError =>
  new AppError('invalid-input', `${file} cannot be read: ${unreadable[codeOf(cause)]?.[1] ?? messageOf(cause)}.`)

/** Returns an AppError with a sentence if the system refused to write the file or folder, otherwise the error. */
export function writeProblem(file: string, error: unknown): unknown {
  const refusal = refusals[codeOf(error)]
  if (!refusal || !(error instanceof Error && 'syscall' in error)) return error
  const [reason, fix] = refusal
  return new AppError(
    reason === fullDisk[0] ? 'unavailable' : 'invalid-input',
    `${file} was not saved: ${reason}. ${fix}`,
  )
}

/**
 * Writes a file atomically: it gets its name once complete and on disk, and a failure leaves nothing behind. A link is
 * followed, and a pipe or device such as /dev/stdout is written to, because renaming would replace it by a file.
 */
export async function writeAtomically(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  const before = await stat(file).catch(() => null)
  if (before && !before.isFile() && !before.isDirectory()) return write(file)
  const target = before ? await realpath(file) : file
  const partial = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.partial`)
  try {
    await write(partial)
    const handle = await open(partial, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    const { path: at, syscall } = error as NodeJS.ErrnoException
    // A copy names its source, even if the target is what is wrong.
    const isOfSource = at !== undefined && at !== partial && at !== target && syscall !== 'copyfile'
    throw isOfSource ? error : writeProblem(file, error)
  }
}

/**
 * Creates a folder and its parents, one by one: Node's recursive mkdir never returns on file systems that refuse
 * folders, such as /proc, and reports a read-only one as a missing folder.
 */
export async function makeFolders(folder: string, mode = 0o777): Promise<void> {
  if ((await stat(folder).catch(() => null))?.isDirectory()) return
  await makeFolders(path.dirname(folder), mode)
  await mkdir(folder, { mode }).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error
  })
}

/** Like `makeFolders`, but throws AppError if the system refuses. */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  await makeFolders(folder, mode).catch((error: NodeJS.ErrnoException) => {
    const refused = error.path ?? folder
    if (error.code !== 'ENOENT') throw writeProblem(refused, error)
    throw new AppError(
      'invalid-input',
      `${refused} was not created: its file system takes no folders. Choose another one.`,
    )
  })
}
