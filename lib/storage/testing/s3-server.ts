import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { S3Settings } from '../s3-store'

export interface TestS3Server {
  settings: S3Settings
  close: () => Promise<void>
}

// The package has no types of its own.
interface S3rver {
  run: () => Promise<{ port: number }>
  close: () => Promise<void>
}
type S3rverClass = new (options: Record<string, unknown>) => S3rver

/** An S3-compatible server on this machine with one empty bucket; `close` takes everything away. */
export async function startS3Server(bucket = 'pictures'): Promise<TestS3Server> {
  const name: string = 's3rver'
  const { default: Server } = (await import(name)) as { default: S3rverClass }
  const directory = await mkdtemp(path.join(tmpdir(), 'reassess-s3-'))
  const server = new Server({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  })
  const { port } = await server.run()
  return {
    settings: {
      bucket,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    close: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
