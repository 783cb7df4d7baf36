import type { Readable } from 'node:stream'
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { ObjectStore } from './object-store'

export interface S3Settings {
  bucket: string
  region: string
  endpoint?: string | undefined
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
}

export const s3Settings = (bucket: string): S3Settings => ({
  bucket,
  region: env.S3_REGION,
  endpoint: env.S3_ENDPOINT,
  accessKeyId: env.S3_ACCESS_KEY_ID,
  secretAccessKey: env.S3_SECRET_ACCESS_KEY,
})

const removedAtOnce = 16

const statusOf = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error))
const isMissing = (error: unknown) => nameOf(error) === 'NoSuchKey' || nameOf(error) === 'NotFound'

/** Reports only the server's error code, because its message may repeat the request. */
function refused({ bucket, endpoint }: S3Settings, error: unknown): Error {
  if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) return error
  const where = `The bucket “${bucket}”${endpoint ? ` at ${endpoint}` : ''}`
  const status = statusOf(error)
  const code = (error as { code?: string }).code ?? nameOf(error)
  if (code === 'CredentialsProviderError')
    return new AppError('unavailable', `${where} needs an access key. Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`)
  if (status === undefined)
    return new AppError('unavailable', `${where} cannot be reached (${code}). Check S3_ENDPOINT and the network.`)
  const fix = 'Check S3_ENDPOINT, S3_REGION, the bucket and the permissions of the access key.'
  return new AppError(status >= 500 ? 'unavailable' : 'conflict', `${where} answered ${code}. ${fix}`)
}

async function connect({ region, endpoint, accessKeyId, secretAccessKey }: S3Settings): Promise<S3Client> {
  // Reassess supports Node 20; the SDK warns of its end of support in every process.
  // biome-ignore lint/style/noProcessEnv: the SDK has no other switch.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  // Loaded on demand: the package is large, and not needed for images in a folder.
  const { S3Client } = await import('@aws-sdk/client-s3')
  return new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // Compatible servers do not support virtual hosts, and store the checksums of newer SDKs as part of the file.
    forcePathStyle: endpoint !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
  })
}

export function s3Store(settings: S3Settings): ObjectStore {
  const Bucket = settings.bucket
  let connection: Promise<S3Client> | null = null
  const client = () => {
    connection ??= connect(settings)
    return connection
  }
  const commands = () => import('@aws-sdk/client-s3')

  async function ask<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (isMissing(error)) return null
      throw refused(settings, error)
    }
  }
  async function open(key: string): Promise<GetObjectCommandOutput['Body'] | null> {
    const { GetObjectCommand } = await commands()
    const answer = await ask(async () => (await client()).send(new GetObjectCommand({ Bucket, Key: key })))
    return answer?.Body ?? null
  }

  return {
    put: async (key, bytes, mediaType) => {
      const { PutObjectCommand } = await commands()
      const request = { Bucket, Key: key, Body: bytes, ContentType: mediaType, ContentLength: bytes.length }
      await ask(async () => (await client()).send(new PutObjectCommand(request)))
    },
    get: async (key) => {
      const body = await open(key)
      return body ? ask(async () => Buffer.from(await body.transformToByteArray())) : null
    },
    stream: async (key) => ((await open(key)) as Readable | null) ?? null,
    has: async (key) => {
      const { HeadObjectCommand } = await commands()
      return (await ask(async () => (await client()).send(new HeadObjectCommand({ Bucket, Key: key })))) !== null
    },
    async *list(prefix) {
      const { ListObjectsV2Command } = await commands()
      let after: string | undefined
      do {
        const request = { Bucket, Prefix: prefix, ContinuationToken: after }
        const page = await ask(async () => (await client()).send(new ListObjectsV2Command(request)))
        for (const { Key, Size } of page?.Contents ?? []) if (Key !== undefined) yield { key: Key, byteSize: Size ?? 0 }
        after = page?.IsTruncated ? page.NextContinuationToken : undefined
      } while (after !== undefined)
    },
    remove: async (keys) => {
      const { DeleteObjectCommand } = await commands()
      const remaining = [...keys]
      // One by one, since some compatible servers require another checksum for batch deletion.
      const removeSome = async () => {
        for (let Key = remaining.pop(); Key !== undefined; Key = remaining.pop()) {
          const request = { Bucket, Key }
          await ask(async () => (await client()).send(new DeleteObjectCommand(request)))
        }
      }
      await Promise.all(Array.from({ length: removedAtOnce }, removeSome))
    },
    // An interrupted upload of an object leaves nothing.
    removeLeftovers: async () => [],
  }
}
