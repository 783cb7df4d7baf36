import { z } from 'zod'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://, as in postgresql://user:password@host:5432/database')

const schema = z.object({
  NODE_ENV: z.preprocess(blankIsUnset, z.enum(['development', 'production', 'test']).default('development')),
  DATABASE_URL: z.preprocess(blankIsUnset, postgresUrl.optional()),
  DIRECT_DATABASE_URL: z.preprocess(blankIsUnset, postgresUrl.optional()),
  DATABASE_POOL_SIZE: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(200).default(10)),
  DATA_DIR: z.preprocess(blankIsUnset, z.string().optional()),
  DB_DURABLE: z.preprocess(blankIsUnset, z.enum(['0', '1']).default('1')),
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  NEXTAUTH_URL: z.preprocess(blankIsUnset, z.url().optional()),
  NEXTAUTH_SECRET: z.preprocess(blankIsUnset, z.string().min(32, 'must have at least 32 characters').optional()),
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
  CODE_VERSION: z.preprocess(blankIsUnset, z.string().default('unversioned')),
})

export type Env = z.infer<typeof schema>

/** Reads settings from `source`; throws an Error whose message names each bad one and how to mend it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Error(`A setting in the environment is wrong: ${lines.join('; ')}. See .env.example.`)
}

export const env: Env = parseEnv(process.env)

/** Where migrations, the worker and live events connect: past a pooler when one is configured. */
export const directDatabaseUrl = () => env.DIRECT_DATABASE_URL ?? env.DATABASE_URL

/** Names the database that was brought up for this process and its children. */
export function setDatabaseUrl(url: string): void {
  env.DATABASE_URL = url
  process.env.DATABASE_URL = url
}
