// `npm run db:check`: exits with status 2 and the SQL if prisma/migrations does not produce prisma/schema.prisma, and
// lists files of prisma/functions that differ from this installation's database or that servers of the previous version
// could no longer call.
// `npm run db:new NAME`: writes that SQL as the next migration.
// `npm run db:functions`: adds the functions that servers call to prisma/function-signatures.txt.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { functionDrift } from '@/lib/db/function-drift'
import { addSignatures, findSignatureProblems, signaturesFile } from '@/lib/db/function-signatures'
import { readMigrations } from '@/lib/db/migrate'
import { migrationProblems } from '@/lib/db/migration-rules'
import { schemaDrift } from '@/lib/db/schema-drift'
import { directDatabaseUrl, env } from '@/lib/env'
import { dataFolder } from './database'
import { exitWithProblem } from './start-problem.mjs'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [command, name = ''] = process.argv.slice(2)

/** Calls `work` with the installation's database, or with an empty one if there is none yet. */
async function onServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL) return work(directDatabaseUrl() ?? env.DATABASE_URL)
  const data = dataFolder(projectRoot)
  const own = path.join(data, 'postgres')
  const folder = existsSync(path.join(own, 'data')) ? own : path.join(data, 'shadow-postgres')
  const server = await startEmbeddedPostgres({ projectRoot, folder, isDurable: env.DB_DURABLE === '1' })
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

function writeMigration(statements: string[]): string {
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const file = path.join('prisma/migrations', `${moment}_${name}`, 'migration.sql')
  mkdirSync(path.join(projectRoot, path.dirname(file)), { recursive: true })
  writeFileSync(path.join(projectRoot, file), `${statements.join(';\n\n')};\n`)
  return file
}

async function run(): Promise<number> {
  if (!['check', 'new', 'functions'].includes(command!) || (command === 'new' && !/^[a-z0-9_]+$/.test(name))) {
    console.error('Usage: npm run db:check, npm run db:functions, or npm run db:new -- a_name_like_this')
    return 1
  }
  if (command === 'new') {
    const statements = await onServer((url) => schemaDrift(url, projectRoot))
    console.log(
      statements.length === 0
        ? 'No migration is needed: prisma/migrations matches prisma/schema.prisma.'
        : `Wrote ${writeMigration(statements)}.`,
    )
    return 0
  }
  if (command === 'functions') {
    const added = await onServer((url) => addSignatures(url, projectRoot))
    console.log(
      added.length === 0 ? `${signaturesFile} is complete.` : `Added to ${signaturesFile}: ${added.join(', ')}.`,
    )
    return 0
  }
  return onServer(check)
}

async function check(url: string): Promise<number> {
  const statements = await schemaDrift(url, projectRoot)
  const functions = await functionDrift(url, projectRoot)
  const problems = [
    ...migrationProblems(readMigrations(projectRoot)),
    ...(await findSignatureProblems(url, projectRoot)),
  ]
  if (statements.length > 0)
    console.error(
      `prisma/migrations does not match prisma/schema.prisma. Missing statements:\n\n${statements.join(';\n')};`,
    )
  if (functions.length > 0) console.error(functions.join('\n'))
  if (problems.length > 0)
    console.error(`Servers of the previous version would fail after these migrations:\n${problems.join('\n')}`)
  if (statements.length + functions.length + problems.length > 0) return 2
  console.log('prisma/migrations, prisma/schema.prisma and prisma/functions agree.')
  return 0
}

await run().then((status) => process.exit(status), exitWithProblem)
