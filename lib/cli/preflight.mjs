// Finds known problems before anything is installed or built. Plain JavaScript, since packages may be missing.
import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { chooseDataFolder } from '../db/embedded/data-folder.mjs'
import { parseAccounts } from '../db/embedded/server-account.mjs'
import { minSecretLength, missingCompanions } from '../setting-rules.mjs'
import { installReason } from './installed-packages.mjs'
import { portProblem } from './port-problem.mjs'
import { Problem } from './start-problem.mjs'

const installedMb = 1_500
const localHosts = ['127.0.0.1', 'localhost', '::1']

/**
 * Chooses the data folder and sets DATA_DIR for this process and its children. Prints notices about the folder, and
 * returns it. Throws Problem if PostgreSQL cannot run here or a setting prevents a start.
 * @param {string} root
 */
export async function checkDatabaseAndSpace(root, env = process.env) {
  if (env.NEXTAUTH_SECRET && env.NEXTAUTH_SECRET.length < minSecretLength)
    throw new Problem(`NEXTAUTH_SECRET must have at least ${minSecretLength} characters. See .env.example.`)
  const [missing] = missingCompanions(env)
  if (missing) throw new Problem(`${missing.setting} ${missing.message}. See .env.example.`)
  if (env.DIRECT_DATABASE_URL && !env.DATABASE_URL)
    throw new Problem('DIRECT_DATABASE_URL is set but DATABASE_URL is not. Set both or neither.')
  if (env.DATABASE_URL) await checkServer(env.DATABASE_URL)
  else checkSystem()
  const folder = dataFolderOf(root, env)
  if (installReason(root)) checkSpace(root)
  return folder
}

/** Chooses the data folder, sets DATA_DIR, and prints notices about it. */
export function dataFolderOf(root, env = process.env) {
  const { folder, notices } = chooseDataFolder(root, env)
  env.DATA_DIR = folder
  for (const notice of notices) process.stderr.write(`${notice}\n`)
  return folder
}

/**
 * Throws Problem if root runs a command beside a server of another account, which could not use the files and folders
 * that root creates. The account is that of the logs, which each server has.
 * @param {string} folder the data folder
 */
export function refuseRootOfAnother(folder, uid = process.getuid?.()) {
  const owner = statSync(path.join(folder, 'logs'), { throwIfNoEntry: false })?.uid
  if (uid !== 0 || !owner) return
  const name = parseAccounts(readFileSync('/etc/passwd', 'utf8')).find((account) => account.uid === owner)?.name
  throw new Problem(
    `The server that uses ${folder} runs as ${name ?? `user ${owner}`}, which could not use files that root creates there. Run the command as that account: sudo -u ${name ?? `'#${owner}'`} npx reassess …`,
  )
}

/** Checks the address that only a server needs. Sets PORT to a free port if the default one is taken. */
export async function checkAddress(env = process.env) {
  const host = env.HOST || '127.0.0.1'
  const wrongHost = await portProblem(0, host)
  if (wrongHost) throw wrongHost
  if (!env.NEXTAUTH_URL && !localHosts.includes(host))
    throw new Problem(
      `HOST is ${host}, so other machines can reach this server. Set NEXTAUTH_URL to the URL that people open, for example: NEXTAUTH_URL=http://reassess.example.org:${env.PORT || 3000} HOST=${host} npm start`,
    )
  if (env.PORT) {
    const problem = await portProblem(env.PORT, host)
    if (problem) throw problem
    return
  }
  env.PORT = String(await firstFreePort(host))
  if (env.PORT !== '3000') process.stderr.write(`Port 3000 is already in use, so this server uses port ${env.PORT}.\n`)
}

async function firstFreePort(host) {
  for (let port = 3000; port < 3050; port++) if (!(await portProblem(port, host))) return port
  throw (
    (await portProblem(3000, host)) ??
    new Problem('No free port was found from 3000 to 3049. Start again, or set PORT.')
  )
}

function checkSystem() {
  const isMusl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  if (isMusl)
    throw new Problem(
      'The embedded PostgreSQL does not run on Linux with musl, such as Alpine. Set DATABASE_URL to PostgreSQL 15 or newer, or use an image with glibc such as node:22-slim.',
    )
}

/** Otherwise a wrong address would only be reported after a minute of installing and building. */
async function checkServer(url) {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new Problem('DATABASE_URL must be a URL such as postgresql://user:password@host:5432/database.')
  const { hostname, port } = new URL(url)
  if (!hostname) return
  const failure = await new Promise((resolve) => {
    const socket = net.connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 5432), timeout: 5_000 })
    const end = (reason) => {
      socket.destroy()
      resolve(reason)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('no answer within 5 s'))
    socket.once('error', (error) => end(error.code ?? error.message))
  })
  if (failure)
    throw new Problem(
      `Could not connect to PostgreSQL at ${hostname}:${port || 5432} (${failure}). Start it, or correct DATABASE_URL.`,
    )
}

function checkSpace(root) {
  const { bavail, bsize } = statfsSync(existsSync(root) ? root : path.parse(root).root)
  const freeMb = Math.floor((bavail * bsize) / 1e6)
  if (freeMb < installedMb)
    throw new Problem(
      `Installation needs about ${installedMb} MB, but only ${freeMb} MB are free in ${root}. Free some disk space and start again.`,
    )
}
