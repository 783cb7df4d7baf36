import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '@/lib/db/start-error'

/** Whom PostgreSQL runs as. `ids` is empty when it runs as the one who starts it. */
export interface ServerAccount {
  name: string
  ids: { uid?: number; gid?: number }
}

/** Ours would mislead PostgreSQL's programs with its PG* variables. */
export const bareEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/local/bin:/usr/bin:/bin',
}

const isRoot = () => process.getuid?.() === 0

/**
 * PostgreSQL refuses to run as root: then it runs as an account that is there already, and nothing on the system is
 * changed. Data made earlier keep their owner, also when a more fitting account has appeared since.
 */
export function serverAccount(dataFolder: string): ServerAccount {
  if (!isRoot()) return { name: 'you', ids: {} }
  const accounts = parseAccounts(readFileSync('/etc/passwd', 'utf8'))
  const owner = ownerOf(dataFolder)
  if (owner && owner.uid !== 0)
    return { name: accounts.find((account) => account.uid === owner.uid)?.name ?? `user ${owner.uid}`, ids: owner }
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate.name === name)
    if (account) return { name, ids: { uid: account.uid, gid: account.gid } }
  }
  throw new StartError(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as: start as another user, or set DATABASE_URL.',
  )
}

export function parseAccounts(passwd: string): { name: string; uid: number; gid: number }[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat ? { uid: stat.uid, gid: stat.gid } : null
}

/** The first folder on the way to `target`, itself included, that the account may not enter; null when there is none. */
export function firstClosedFolder(target: string, account: ServerAccount): string | null {
  if (account.ids.uid === undefined) return null
  const steps = foldersOnTheWay(target).filter((step) => statSync(step, { throwIfNoEntry: false })?.isDirectory())
  const open = (folder: string) =>
    spawnSync('test', ['-x', folder], { ...account.ids, cwd: '/', env: bareEnvironment }).status === 0
  if (steps.length === 0 || open(steps[steps.length - 1])) return null
  return steps.find((step) => !open(step)) ?? null
}

/** `/a/b` gives `/`, `/a`, `/a/b`. */
export function foldersOnTheWay(target: string): string[] {
  const parent = path.dirname(target)
  return parent === target ? [target] : [...foldersOnTheWay(parent), target]
}
