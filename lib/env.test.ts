import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEnv, unknownSettings } from './env'

const messageFor = (source: Record<string, string>) => {
  try {
    parseEnv(source)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('Nothing was refused.')
}

describe('the settings of storage', () => {
  it('keep images in a folder by default', () => {
    const env = parseEnv({ STORAGE: '', S3_BUCKET: '', S3_IMPORT_BUCKETS: '' })
    expect(env).toMatchObject({ STORAGE: 'local', S3_IMPORT_BUCKETS: [], FETCH_PRIVATE_HOSTS: [] })
    expect(env.S3_BUCKET).toBeUndefined()
  })
  it('name a bucket and where it is', () => {
    const env = parseEnv({
      STORAGE: 's3',
      S3_ENDPOINT: 'http://minio:9000',
      S3_BUCKET: 'pictures',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
      S3_IMPORT_BUCKETS: 'photos, shared/open ,',
      FETCH_PRIVATE_HOSTS: '10.0.0.5:9000,[fd00::1]:80',
      FETCH_NAME_SERVERS: '9.9.9.9, 10.0.0.2:5353, 2001:db8::1, [2001:db8::1]:53',
    })
    expect(env).toMatchObject({ S3_REGION: 'us-east-1', S3_IMPORT_BUCKETS: ['photos', 'shared/open'] })
    expect(env.FETCH_PRIVATE_HOSTS).toEqual(['10.0.0.5:9000', '[fd00::1]:80'])
    expect(env.FETCH_NAME_SERVERS).toEqual(['9.9.9.9', '10.0.0.2:5353', '2001:db8::1', '[2001:db8::1]:53'])
  })
  it('are refused with a sentence that says what is wrong and repeats no secret', () => {
    expect(messageFor({ STORAGE: 's3' })).toContain('S3_BUCKET must be the bucket for images')
    expect(messageFor({ STORAGE: 'cloud' })).toContain('STORAGE must be one of: local, s3.')
    expect(messageFor({ S3_ENDPOINT: 'minio:9000' })).toContain('S3_ENDPOINT must be a URL such as')
    expect(messageFor({ S3_ACCESS_KEY_ID: 'key' })).toContain('S3_SECRET_ACCESS_KEY must be set together with')
    const alone = messageFor({ S3_SECRET_ACCESS_KEY: 'topsecret' })
    expect(alone).toContain('S3_ACCESS_KEY_ID must be set together with S3_SECRET_ACCESS_KEY')
    expect(alone).not.toContain('topsecret')
    for (const BACKUP_TO of ['s3://', 's4://bucket', 'https://s3.example.org/bucket'])
      expect(messageFor({ BACKUP_TO })).toContain('BACKUP_TO must be a folder, or s3://bucket/prefix')
    expect(parseEnv({ BACKUP_TO: 's3://bucket' }).BACKUP_TO).toBe('s3://bucket')
    expect(messageFor({ FETCH_NAME_SERVERS: 'dns.example.org' })).toContain('FETCH_NAME_SERVERS must be an IP address')
    expect(messageFor({ FETCH_PRIVATE_HOSTS: '10.0.0.5' })).toContain('FETCH_PRIVATE_HOSTS must be host:port')
  })
})

it.each([
  ['https://x.org', 'https://x.org'],
  ['https://x.org/', 'https://x.org'],
  ['HTTPS://LocalHost:3671', 'https://localhost:3671'],
  ['http://[::1]:3000/', 'http://[::1]:3000'],
])('reads the address %s as %s', (NEXTAUTH_URL, expected) => {
  expect(parseEnv({ NEXTAUTH_URL }).NEXTAUTH_URL).toBe(expected)
})

const ownAddress = 'must be http:// or https:// and a host, without a path, such as https://reassess.example.org'
it.each([
  [{ PORT: 'abc' }, 'PORT must be a number'],
  [{ PORT: '99999' }, 'PORT must be at most 65,535'],
  ...['foo', 'localhost:3000', 'ftp://x', 'https://x.org/reassess', 'https://x.org/?a=b', 'https://x.org#a'].map(
    (NEXTAUTH_URL): [Record<string, string>, string] => [{ NEXTAUTH_URL }, `NEXTAUTH_URL ${ownAddress}`],
  ),
  [{ REQUIRE_SECOND_FACTOR: 'yes' }, 'REQUIRE_SECOND_FACTOR must be one of: 0, 1, all'],
  [{ SESSION_IDLE_HOURS: '0' }, 'SESSION_IDLE_HOURS must be at least 0.5'],
  [{ BACKUP_EVERY_HOURS: '0' }, 'BACKUP_EVERY_HOURS must be more than 0'],
  [{ BACKUP_KEEP: '1.5' }, 'BACKUP_KEEP must be a whole number'],
])('says in plain words what %j must be', (source, expected) => {
  expect(messageFor(source)).toBe(`Invalid settings: ${expected}. See .env.example.`)
})

it('are known, and misspelled ones are not', () => {
  const known = ['TRUSTED_PROXIES', 'NEXTAUTH_SECRET_FILE', 'OTEL_EXPORTER_OTLP_HEADERS', 'AWS_REGION']
  expect(unknownSettings([...known, 'TRUSTED_PROXY', 'BACKUP_TO_FILE'])).toEqual(['TRUSTED_PROXY', 'BACKUP_TO_FILE'])
})

it('are all in .env.example, with their defaults', () => {
  const defaults = parseEnv({})
  const notToBeSet = ['NODE_ENV', 'CODE_VERSION']
  const example = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)]
  const names = [...readFileSync('lib/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(([, name]) => name!)
  expect(example.map(([, name]) => name).sort()).toEqual(names.filter((name) => !notToBeSet.includes(name)).sort())
  expect(parseEnv(Object.fromEntries(example.map(([, name, value]) => [name!, value])))).toEqual(defaults)
})
