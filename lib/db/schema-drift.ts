import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { readMigrations } from './migrate'

/**
 * Differences that Prisma reports because its schema language cannot express what the migration does. It does not see
 * functions, triggers and checks at all. Every other difference is real.
 */
const sqlOnly: { what: string; statement: RegExp }[] = [
  { what: 'the partitions of vote', statement: /^(ALTER|DROP) TABLE "vote_p\d+"/ },
  { what: 'the indexes of those partitions', statement: /^(DROP|ALTER) INDEX "vote_p\d+_/ },
  { what: 'an index that includes columns', statement: /^DROP INDEX "run_image_by_position_idx"/ },
  // The catalog stores the expression of a generated column as its default.
  { what: 'the generated column task.is_open', statement: /^ALTER TABLE "task" ALTER COLUMN "is_open" SET DEFAULT/ },
]

/** Returns a script's statements except SQL-only ones, without comments and final semicolons. */
export const realDifferences = (script: string): string[] =>
  script
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !sqlOnly.some((known) => known.statement.test(statement)))

type Connection = Awaited<ReturnType<PrismaPg['connect']>>
/** Internals of the adapter that must be patched for the schema engine. */
interface Insides {
  client: pg.Pool
  onError(error: unknown): never
  performIO(query: unknown): Promise<{ fields?: { dataTypeID: number }[] }>
}
interface Engine {
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>
}
interface EngineGlue {
  SchemaEngine: { new: (...args: unknown[]) => Promise<Engine> }
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

const charOid = 18
const textOid = 25

/**
 * Returns the statements that prisma/migrations is missing to produce prisma/schema.prisma, without what Prisma cannot
 * express. Prisma's own schema engine, as WASM from npm, compares them in a shadow database that it creates and drops
 * on the server of `url`.
 */
export async function schemaDrift(url: string, projectRoot: string): Promise<string[]> {
  const folder = path.join(projectRoot, 'prisma/migrations')
  const file = { path: 'schema.prisma', content: readFileSync(path.join(projectRoot, 'prisma/schema.prisma'), 'utf8') }
  const glue = await loadEngine(projectRoot)
  const engine = await glue.SchemaEngine.new(
    { datamodels: [[file.path, file.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new ShadowFactory(url)),
  )
  const { stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: folder,
      shadowDbInitScript: '',
      migrationDirectories: readMigrations(projectRoot).map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
      lockfile: {
        path: 'migration_lock.toml',
        content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8'),
      },
    },
    to: { tag: 'schemaDatamodel', files: [file] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  })
  return realDifferences(stdout ?? '')
}

async function loadEngine(projectRoot: string): Promise<EngineGlue> {
  const entry = '@prisma/schema-engine-wasm/schema_engine_bg'
  const glue = (await import(entry)) as EngineGlue
  const home = path.dirname(createRequire(path.join(projectRoot, 'package.json')).resolve(entry))
  const code = new WebAssembly.Module(readFileSync(path.join(home, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(code, {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  })
  const panics = { set_message: (message: string) => console.error(`Prisma's schema engine failed: ${message}`) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}

/** An adapter made from an address would use the main database as shadow database, so this creates another. */
class ShadowFactory extends PrismaPg {
  constructor(private readonly url: string) {
    super({ connectionString: url })
  }

  override async connect() {
    return patchConnection(await super.connect())
  }

  override async connectToShadowDb() {
    const admin = new pg.Client({ connectionString: this.url })
    await admin.connect()
    const name = `reassess_shadow_${process.pid}`
    await admin.query(`DROP DATABASE IF EXISTS ${name}`)
    await admin.query(`CREATE DATABASE ${name}`)
    const shadow = new URL(this.url)
    shadow.pathname = `/${name}`
    const connection = patchConnection(await new PrismaPg({ connectionString: shadow.href }).connect())
    connection.dispose = async () => {
      await (connection as unknown as Insides).client.end()
      await admin.query(`DROP DATABASE ${name}`)
      await admin.end()
    }
    return connection
  }
}

/** Adapter 7.10 does not know the catalog's type "char", and splits scripts at `;`, which breaks function bodies. */
function patchConnection(connection: Connection): Connection {
  const insides = connection as unknown as Insides
  const performIO = insides.performIO.bind(connection)
  const queryRaw = connection.queryRaw.bind(connection)
  let oids: number[] = []
  insides.performIO = async (query) => {
    const result = await performIO(query)
    oids = (result.fields ?? []).map((field) => field.dataTypeID)
    for (const field of result.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = textOid
    return result
  }
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const columnTypes = result.columnTypes.map((type, column) =>
      oids[column] === charOid ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  connection.executeScript = async (script) => {
    await insides.client.query(script).catch((error) => insides.onError(error))
  }
  return connection
}
