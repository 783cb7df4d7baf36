// `npm run db:check`: exit status 2 and the SQL when prisma/migrations does not make what prisma/schema.prisma says.
// `npm run db:new NAME`: writes that SQL as the next migration.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { schemaDrift } from '@/lib/db/schema-drift'
import { env } from '@/lib/env'
import { endWith } from './start-problem.mjs'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [command, name = ''] = process.argv.slice(2)

async function drift(): Promise<string[]> {
  if (env.DATABASE_URL) return schemaDrift(env.DATABASE_URL, projectRoot)
  const folder = path.join(projectRoot, '.data/shadow-postgres')
  const server = await startEmbeddedPostgres({ projectRoot, folder, isDurable: false })
  try {
    return await schemaDrift(server.url, projectRoot)
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
  if (!['check', 'new'].includes(command) || (command === 'new' && !/^[a-z0-9_]+$/.test(name))) {
    console.error('Usage: npm run db:check, or npm run db:new -- a_name_like_this')
    return 1
  }
  const statements = await drift()
  if (statements.length === 0) console.log('prisma/migrations and prisma/schema.prisma agree.')
  else if (command === 'new') console.log(`Wrote ${writeMigration(statements)}.`)
  else {
    console.error(`prisma/migrations lacks what prisma/schema.prisma says:\n\n${statements.join(';\n')};`)
    return 2
  }
  return 0
}

await run().then((status) => process.exit(status), endWith)
