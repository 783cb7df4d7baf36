import { isIP } from 'node:net'
import { z } from 'zod'
import { AppError } from './errors'
import { issueText } from './issue-text'
import { secretSettings } from './secret-files.mjs'
import { minSecretLength, minTokenLength, missingCompanions } from './setting-rules.mjs'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must be a URL such as postgresql://user:password@host:5432/database')

/** Null unless the text is http or https, a host and maybe a port: we cannot be served below a path. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { href, origin } = new URL(text)
  return /^https?:/.test(href) && href === `${origin}/` ? origin : null
}

const text = z.preprocess(blankIsUnset, z.string().trim().optional())
const list = z.preprocess(
  blankIsUnset,
  z
    .string()
    .default('')
    .transform((items) =>
      items
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    ),
)

/** An address, or a network such as 10.0.0.0/8. */
function isNetwork(text: string): boolean {
  const [address, bits, ...more] = text.split('/')
  const family = isIP(address ?? '')
  return (
    family !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)))
  )
}

/** An address with or without a port: 10.0.0.2, 10.0.0.2:5353, [2001:db8::1]:5353. */
const isNameServer = (text: string): boolean =>
  isIP(text) !== 0 || isIP(/^\[?([^[\]]*)\]?:\d{1,5}$/.exec(text)?.[1] ?? '') !== 0

const settings = z.object({
  NODE_ENV: z.preprocess(blankIsUnset, z.enum(['development', 'production', 'test']).default('development')),
  DATABASE_URL: z.preprocess(blankIsUnset, postgresUrl.optional()),
  DIRECT_DATABASE_URL: z.preprocess(blankIsUnset, postgresUrl.optional()),
  PROCESSES: z.preprocess(blankIsUnset, z.enum(['all', 'web', 'worker']).default('all')),
  DATABASE_POOL_SIZE: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(200).default(10)),
  DATA_DIR: z.preprocess(blankIsUnset, z.string().optional()),
  UPLOAD_MAX_BYTES: z.preprocess(blankIsUnset, z.coerce.number().int().min(1_000_000).default(20_000_000_000)),
  DB_DURABLE: z.preprocess(blankIsUnset, z.enum(['0', '1']).default('1')),
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  TRUSTED_PROXIES: list.refine((networks) => networks.every(isNetwork), {
    error: 'must be an address or a network, or several separated by commas, such as 127.0.0.1,10.0.0.0/8',
  }),
  NEXTAUTH_URL: z.preprocess(
    blankIsUnset,
    z
      .string()
      .refine((url) => originOf(url) !== null, {
        error: 'must be http:// or https:// and a host, without a path, such as https://reassess.example.org',
      })
      .transform(originOf)
      .optional(),
  ),
  NEXTAUTH_SECRET: z.preprocess(
    blankIsUnset,
    z.string().min(minSecretLength, `must have at least ${minSecretLength} characters`).optional(),
  ),
  SESSION_IDLE_HOURS: z.preprocess(blankIsUnset, z.coerce.number().min(0.5).max(168).default(24)),
  REQUIRE_SECOND_FACTOR: z.preprocess(blankIsUnset, z.enum(['0', '1', 'all']).default('0')),
  PROLIFIC_JWKS_URL: z.preprocess(
    blankIsUnset,
    z
      .url({ protocol: /^https?$/, error: 'must be a URL such as https://keys.example.org/jwks.json' })
      .default('https://api.prolific.com/.well-known/study/jwks.json'),
  ),
  OIDC_ISSUER: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: 'must be a URL such as https://login.example.org' }).optional(),
  ),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: z.preprocess(blankIsUnset, z.string().trim().max(60).default('single sign-on')),
  OIDC_ALLOW_NEW: z.preprocess(blankIsUnset, z.enum(['0', '1']).default('0')),
  BACKUP_TO: text.refine((where) => !where?.includes('://') || /^s3:\/\/[^/]/.test(where), {
    error: 'must be a folder, or s3://bucket/prefix',
  }),
  BACKUP_EVERY_HOURS: z.preprocess(blankIsUnset, z.coerce.number().positive().default(24)),
  BACKUP_KEEP: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).default(7)),
  BACKUP_RECIPIENT: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^age1[0-9a-z]+$/, 'must be an age recipient, such as age-keygen prints: age1…')
      .optional(),
  ),
  METRICS_TOKEN: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(new RegExp(`^\\S{${minTokenLength},}$`), `must have at least ${minTokenLength} characters, and no space`)
      .optional(),
  ),
  METRICS_PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(65535).optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:4318' }).optional(),
  ),
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
  CODE_VERSION: z.preprocess(blankIsUnset, z.string().default('unversioned')),
  CLAMD: text.refine((address) => address === undefined || /^(\/\S+|[^\s/]+:\d{1,5})$/.test(address), {
    error: 'must be host:port, such as 127.0.0.1:3310, or the path of a socket, such as /run/clamav/clamd.ctl',
  }),
  STORAGE: z.preprocess(blankIsUnset, z.enum(['local', 's3']).default('local')),
  S3_ENDPOINT: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: 'must be a URL such as https://s3.example.org' }).optional(),
  ),
  S3_REGION: z.preprocess(blankIsUnset, z.string().default('us-east-1')),
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  S3_IMPORT_BUCKETS: list,
  FETCH_NAME_SERVERS: list.refine((servers) => servers.every(isNameServer), {
    error:
      'must be an IP address, with or without a port, or several separated by commas, such as 9.9.9.9,10.0.0.2:5353',
  }),
  FETCH_PRIVATE_HOSTS: list.refine((hosts) => hosts.every((host) => /^[^\s/@]+:\d{1,5}$/.test(host)), {
    error: 'must be host:port, or several separated by commas, such as 10.0.0.5:9000',
  }),
})

const namesOfLibraries = /^(AWS|NEXT|NODE|OTEL)_/

/** Returns the names that are neither settings nor belong to a library, such as misspelled ones, which have no effect. */
export const unknownSettings = (names: readonly string[]): string[] => {
  const known = new Set([...Object.keys(settings.shape), ...secretSettings.map((name) => `${name}_FILE`)])
  return names.filter((name) => !known.has(name) && !namesOfLibraries.test(name))
}

const schema = settings.superRefine((env, context) => {
  for (const { setting, message } of missingCompanions(env))
    context.addIssue({ code: 'custom', path: [setting], message })
})

export type Env = z.infer<typeof schema>

/** Reads settings from `source`; throws an AppError whose message names each bad one and how to fix it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source, {
    error: (issue) => {
      const text = issueText(issue)
      return text && `must be ${text}`
    },
  })
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new AppError('invalid-input', `Invalid settings: ${lines.join('; ')}. See .env.example.`)
}

/** Bad settings stop what reads one of them first, since some commands need none. */
function settingsOf(source: Record<string, string | undefined>): Env {
  try {
    return parseEnv(source)
  } catch (error) {
    return new Proxy({} as Env, {
      get() {
        throw error
      },
    })
  }
}

export const env: Env = settingsOf(process.env)

/** Where migrations, the worker and live events connect: past a pooler when one is configured. */
export const directDatabaseUrl = () => env.DIRECT_DATABASE_URL ?? env.DATABASE_URL

/** Names the database that was brought up for this process and its children. */
export function setDatabaseUrl(url: string): void {
  env.DATABASE_URL = url
  process.env.DATABASE_URL = url
}
