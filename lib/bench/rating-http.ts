import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import type { RatingSession, RatingSessionInput, SubmitInput, SubmitOutput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { createRaterForAccount } from '@/lib/db/rating/rating-session-query'
import { env } from '@/lib/env'
import { type Load, type Rate, rateOf } from './rating-rate'

/** Runs `npm start` without a worker, on the current database and a free port; resolves when it serves. */
async function startWebServer(projectRoot: string, secret: string) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'reassess-bench-'))
  const child = spawn(process.execPath, ['lib/cli/start.mjs'], {
    cwd: projectRoot,
    env: {
      ...{ NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin' },
      ...{ PROCESSES: 'web', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: env.DATABASE_URL, NEXTAUTH_SECRET: secret },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    return { url: await addressPrintedBy(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const addressPrintedBy = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let printed = ''
    const listen = (chunk: Buffer) => {
      printed += chunk.toString()
      const [, url] = /(http:\/\/localhost:\d+)/.exec(printed) ?? []
      if (url) resolve(url)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The web server ended with ${code}:\n${printed}`)))
  })

/** Creates accounts that are raters of the project, and returns their session cookies. */
async function signInRaters({ projectId, clients }: Load, secret: string): Promise<string[]> {
  const cookies: string[] = []
  for (let k = 0; k < clients; k++) {
    const account = { email: `${randomUUID()}@example.org`, name: `Rater ${k + 1}` }
    const { id } = await prisma.appUser.create({ data: account })
    await prisma.membership.create({ data: { projectId, userId: id, role: 'rater' } })
    await createRaterForAccount(projectId, id)
    const token = { sub: id, tokenVersion: 0, since: Math.floor(Date.now() / 1000) }
    cookies.push(`next-auth.session-token=${await encode({ token, secret, maxAge: 3600 })}`)
  }
  return cookies
}

/**
 * Measures the rate through the endpoint that browsers call: one web server in production mode, account sessions, and
 * complete browser requests, which this process sends. The project must not have raters yet.
 */
export async function rateThroughHttp(load: Load & { projectRoot: string }): Promise<Rate> {
  const { projectId, answers: length, ahead, projectRoot } = load
  const secret = randomBytes(32).toString('hex')
  const cookies = await signInRaters(load, secret)
  const { slug } = await prisma.project.findUniqueOrThrow({ where: { id: projectId } })
  const server = await startWebServer(projectRoot, secret)
  const post = async <Body>(cookie: string, address: string, body: unknown) => {
    const response = await fetch(`${server.url}/api/projects/${slug}/assignments/${address}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Body
  }
  const list = <Value>(value: Value) => Array.from({ length }, () => value)
  try {
    return await rateOf(load, async (rater) => {
      const cookie = cookies[rater - 1]!
      let have: number[] = []
      const from = ({ held }: RatingSession) => {
        have = held
        return held[0]
      }
      return {
        first: async () => {
          const asked: RatingSessionInput = { holder: 1, ahead, have }
          return from(await post<RatingSession>(cookie, 'next', asked))
        },
        next: async (assignment) => {
          const submission: SubmitInput = {
            ...{ holder: 1, ahead, have: have.filter((held) => held !== assignment) },
            ...{ revision: 0, answers: list('no'), rest: list(false) },
            ...{ imageShownMs: 2_000, durationMs: 3_000, activeMs: 2_500, shownMs: list(300) },
          }
          return from((await post<SubmitOutput>(cookie, `${assignment}/submit`, submission)).next)
        },
      }
    })
  } finally {
    await server.stop()
  }
}
